import { own } from '../operations/within.ts'
import type { BackendKind } from '../schema/backend.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import { integrationSubtypes } from './integrationSubtypes.ts'

/** What an integration reaches, read off its URI: the key of the backend, its kind and a name to show. */
export interface BackendReference {
  readonly key: string
  readonly kind: BackendKind
  readonly name: string
}

const serviceKinds: Readonly<Record<string, BackendKind>> = {
  dynamodb: 'dynamodb',
  kinesis: 'kinesis',
  sqs: 'sqs',
  sns: 'sns',
  states: 'states',
  events: 'events',
  s3: 's3',
}

/** The backend of an integration, or `undefined` for a MOCK, which has none. */
export function backendReference(integration: Integration): BackendReference | undefined {
  if (integration.type === 'MOCK') return undefined
  if (integration.type === 'HTTP' || integration.type === 'HTTP_PROXY') {
    const name = hostOf(integration.uri)
    return { key: `http:${name}`, kind: 'http', name }
  }
  return serviceReference(integration.uri)
}

/** The function or the AWS service that a URI of API Gateway's own form reaches. */
function serviceReference(uri: string): BackendReference {
  const functionName = lambdaFunctionName(uri)
  if (functionName !== undefined) {
    return { key: `lambda:${functionName}`, kind: 'lambda', name: functionName }
  }
  const service = /^arn:[^:]*:apigateway:[^:]*:([^:]*):/.exec(uri)?.[1] ?? 'unknown'
  const name = service.split('.').at(-1) ?? service
  return { key: `aws:${name}`, kind: own(serviceKinds, name) ?? 'service', name }
}

/**
 * The function's name in a Lambda invocation URI (`…:lambda:path/2015-03-31/functions/ARN/invocations`, or
 * `…/2021-11-15/functions/ARN/response-streaming-invocations`), without version or alias.
 */
export function lambdaFunctionName(uri: string): string | undefined {
  const functionArn =
    /:lambda:path\/[^/]+\/functions\/(.+)\/(?:response-streaming-)?invocations$/.exec(uri)?.[1]
  if (functionArn === undefined) return undefined
  return /:function:([^:]+)/.exec(functionArn)?.[1] ?? functionArn
}

/**
 * The backend of a route's integration: a function, a host, the target of a private integration, an AWS service.
 * `undefined` for a MOCK, which has none, and for a subtype that does not exist.
 */
export function routeBackendReference(
  integration: Pick<
    RouteIntegration,
    'integrationType' | 'integrationSubtype' | 'integrationUri' | 'connectionType'
  >,
): BackendReference | undefined {
  const { integrationType, integrationSubtype, integrationUri = '', connectionType } = integration
  if (integrationSubtype !== undefined) {
    const service = own(integrationSubtypes, integrationSubtype)?.service
    if (service === undefined) return undefined
    return { key: `aws:${service}`, kind: own(serviceKinds, service) ?? 'service', name: service }
  }
  if (integrationType === 'MOCK') return undefined
  if (integrationType === 'AWS') return serviceReference(integrationUri)
  if (integrationType === 'AWS_PROXY') {
    const name =
      lambdaFunctionName(integrationUri) ??
      /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(integrationUri)?.[1] ??
      integrationUri
    return { key: `lambda:${name}`, kind: 'lambda', name }
  }
  if (connectionType === 'VPC_LINK') {
    // arn:…:listener/app/NAME/…, or the ARN of a Cloud Map service
    const name = /:listener\/[^/]+\/([^/]+)/.exec(integrationUri)?.[1] ?? integrationUri
    return { key: `http:${name}`, kind: 'http', name }
  }
  const name = hostOf(integrationUri)
  return { key: `http:${name}`, kind: 'http', name }
}

function hostOf(uri: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(uri)?.[1] ?? uri
}
