import type { Example, Part } from './rule.ts'

/** The id of a route of an example, and of the integration that the route has of its own: `GET /pets/{id}` is `GET-pets-id`. */
export function routeId(routeKey: string): string {
  return routeKey.replace(/[^A-Za-z0-9$]+/g, '-').replace(/-$/, '')
}

const functionUri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations'

/** Integrations that no rule has anything to say about. */
const soundIntegrations = {
  http: {
    integrationType: 'HTTP_PROXY',
    integrationMethod: 'ANY',
    integrationUri: 'https://pets.example.com',
  },
  lambda: {
    integrationType: 'AWS_PROXY',
    integrationUri: functionUri,
    payloadFormatVersion: '2.0',
  },
  service: {
    integrationType: 'AWS_PROXY',
    payloadFormatVersion: '1.0',
    credentialsArn: 'arn:aws:iam::123456789012:role/pets',
  },
} as const satisfies Readonly<Record<string, Part>>

function soundIntegration(id: string, part: Part): object {
  const kind =
    part['integrationSubtype'] !== undefined
      ? 'service'
      : part['integrationType'] === 'AWS_PROXY'
        ? 'lambda'
        : 'http'
  return { id, ...soundIntegrations[kind], ...part }
}

/** The HTTP API of an example, as a saved design has it. What the example does not give is sound. */
export function httpApiOf({ routes = { 'GET /pets': {} }, httpApi }: Example): object {
  const integrations: Record<string, object> = {}
  const complete: Record<string, object> = {}
  for (const [routeKey, { integration, ...part }] of Object.entries(routes)) {
    const id = routeId(routeKey)
    const own = integration as Part | null | undefined // examples are written by hand
    const target = own === null ? undefined : own ? id : String(part['target'] ?? 'backend')
    if (own) integrations[id] = soundIntegration(id, own)
    else if (target === 'backend') integrations['backend'] = soundIntegration('backend', {})
    const authorizationType = routeKey.startsWith('OPTIONS ') ? 'NONE' : 'AWS_IAM'
    complete[id] = { id, routeKey, target, authorizationType, ...part }
  }
  return {
    protocol: 'HTTP',
    id: 'h',
    name: 'pets',
    routes: complete,
    stages: {
      $default: {
        stageName: '$default',
        autoDeploy: true,
        accessLogSettings: {
          destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:pets',
          format: '$context.requestId $context.routeKey $context.status',
        },
      },
    },
    ...httpApi,
    integrations: { ...integrations, ...(httpApi?.['integrations'] as Part | undefined) }, // written by hand too
  }
}
