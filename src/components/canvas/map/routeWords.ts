import { routeBackendReference } from '../../../model/index.ts'
import type { Api, Route, RouteIntegration } from '../../../model/index.ts'

const typeLabels = {
  AWS: 'AWS service',
  AWS_PROXY: 'Lambda',
  HTTP: 'HTTP',
  HTTP_PROXY: 'HTTP',
  MOCK: 'Mock',
} satisfies { [T in RouteIntegration['integrationType']]: string }

/** The kind of a route's integration, in the console's words: `Lambda`, `HTTP`, `Private`, `SQS SendMessage`. */
export function routeIntegrationLabel(integration: RouteIntegration): string {
  const { integrationType, integrationSubtype, connectionType } = integration
  if (integrationSubtype !== undefined) return integrationSubtype.replace('-', ' ')
  return connectionType === 'VPC_LINK' ? 'Private' : typeLabels[integrationType]
}

/** What edges call an integration: its description, which serves as its name, else its kind. */
export function routeIntegrationName(integration: RouteIntegration): string {
  const description = integration.description?.trim() ?? ''
  return description === '' ? routeIntegrationLabel(integration) : description
}

/** What an integration calls, in few words: `GET /pets`, the name of a function, the action of a service. */
export function routeIntegrationTarget(integration: RouteIntegration): string {
  const {
    integrationSubtype,
    integrationType,
    integrationUri = '',
    integrationMethod,
  } = integration
  if (integrationSubtype !== undefined) return integrationSubtype.split('-').at(-1) ?? ''
  if (integrationType === 'HTTP_PROXY' || integrationType === 'HTTP') {
    const path = /^[a-z]+:\/\/[^/?#]+([^?#]*)/i.exec(integrationUri)?.[1] ?? ''
    return `${integrationMethod ?? 'ANY'} ${path === '' ? '/' : path}`
  }
  return routeBackendReference(integration)?.name ?? ''
}

const authorizationLabels = {
  NONE: 'None',
  AWS_IAM: 'IAM',
  CUSTOM: 'Lambda authorizer',
  JWT: 'JWT authorizer',
} satisfies { [T in Route['authorizationType']]: string }

const authorizationBadges = {
  NONE: undefined,
  AWS_IAM: 'IAM',
  CUSTOM: 'Lambda',
  JWT: 'JWT',
} satisfies { [T in Route['authorizationType']]: string | undefined }

/** How a route is authorized, as the console calls it. */
export function routeAuthorizationLabel({ authorizationType }: Route): string {
  return authorizationLabels[authorizationType]
}

/** The same in one word, for a badge; `undefined` for a route that anyone may call. */
export function routeAuthorizationBadge({ authorizationType }: Route): string | undefined {
  return authorizationBadges[authorizationType]
}

/** What kind of API it is, as the console calls it. */
export const protocolNames = {
  REST: 'REST API',
  HTTP: 'HTTP API',
  WEBSOCKET: 'WebSocket API',
} satisfies { [P in Api['protocol']]: string }
