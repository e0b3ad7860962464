import type { Address } from '../address.ts'
import { own } from '../operations/within.ts'
import { parseMappingKey } from '../queries/parameterMapping.ts'
import { integration as integrationSchema } from '../schema/integrations/index.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import { methodExpression } from './expressions.ts'
import type { Losses } from './losses.ts'

/** Milliseconds that an integration of a REST API may wait unless its quota is raised. */
const restTimeoutMs = 29_000

/** What the conversion of one route's integration reads and tells. */
interface Source {
  readonly integration: RouteIntegration
  readonly routeKey: string
  readonly at: Address
  readonly losses: Losses
  /** The names of the variables in the path of the new resource. */
  readonly variables: readonly string[]
}

/** The integration of a route, as a method can have it. `undefined`: a REST API has nothing like it, which is reported. */
export function methodIntegrationOf(source: Source): Integration | undefined {
  const { integration, routeKey, at, losses } = source
  if (integration.integrationSubtype !== undefined) {
    losses.dropped(
      'service-integration',
      `${routeKey} loses its integration ${integration.integrationSubtype}: a REST API calls the service with a mapping template of its own. The method has no integration until you attach one.`,
      [...at, 'integrationSubtype'],
    )
    return undefined
  }
  if (integration.connectionType === 'VPC_LINK') {
    losses.dropped(
      'private-integration',
      `${routeKey} loses its private integration: a REST API reaches a load balancer through a VPC link of its own kind. The method has no integration until you attach one.`,
      [...at, 'connectionId'],
    )
    return undefined
  }
  reportResponseMapping(source)
  return integration.integrationType === 'AWS_PROXY'
    ? lambdaIntegration(source)
    : httpIntegration(source)
}

function lambdaIntegration(source: Source): Integration {
  const { integration, routeKey, at, losses } = source
  if (integration.payloadFormatVersion === '2.0') {
    losses.changed(
      'payload-format',
      `The function of ${routeKey} gets an event in payload format 1.0 instead of 2.0, and must return statusCode, headers and body.`,
      [...at, 'payloadFormatVersion'],
    )
  }
  for (const key of Object.keys(integration.requestParameters)) {
    losses.dropped(
      'parameter-mapping',
      `${routeKey} loses the mapping ${key}: a Lambda proxy integration of a REST API passes the request on as it is.`,
      [...at, 'requestParameters', key],
    )
  }
  return integrationSchema.parse({
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: invocationUri(integration.integrationUri ?? ''),
    timeoutInMillis: timeoutOf(source),
    ...(integration.credentialsArn !== undefined && { credentials: integration.credentialsArn }),
  })
}

/** The URI by which a REST API invokes a function: an HTTP API may name the function by its ARN alone. */
function invocationUri(uri: string): string {
  const [, partition = 'aws', region = ''] = /^arn:([^:]*):lambda:([^:]*):/.exec(uri) ?? []
  return region === ''
    ? uri
    : `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${uri}/invocations`
}

function httpIntegration(source: Source): Integration {
  const { integration, variables } = source
  const { integrationMethod = 'ANY', integrationUri = '' } = integration
  const inUri = [...integrationUri.matchAll(/(?<!\$)\{([^{}+]+)\+?\}/g)].map(
    ([, name = '']) => name,
  )
  const passed = inUri
    .filter((name) => variables.includes(name))
    .map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`])
  return integrationSchema.parse({
    type: 'HTTP_PROXY',
    ...(integrationMethod !== 'ANY' && { httpMethod: integrationMethod }),
    uri: integrationUri,
    timeoutInMillis: timeoutOf(source),
    requestParameters: { ...Object.fromEntries(passed), ...requestParameters(source) },
    ...(integration.credentialsArn !== undefined && { credentials: integration.credentialsArn }),
  })
}

function requestParameters({ integration, routeKey, at, losses }: Source): Record<string, string> {
  const mapped: Record<string, string> = {}
  for (const [key, value] of Object.entries(integration.requestParameters)) {
    const target = parseMappingKey(key, 'request')
    const expression = methodExpression(value)
    const isKnown =
      !('refusal' in target) &&
      (target.target === 'header' || target.target === 'querystring') &&
      target.action !== 'remove' &&
      expression !== undefined
    if (!isKnown) {
      losses.dropped(
        'parameter-mapping',
        `${routeKey} loses the mapping ${key} from ${value}: a REST API cannot express it.`,
        [...at, 'requestParameters', key],
      )
      continue
    }
    if (target.action === 'append') {
      losses.changed(
        'parameter-mapping',
        `${routeKey} overwrites the ${target.target} ${target.name} instead of appending to it.`,
        [...at, 'requestParameters', key],
      )
    }
    mapped[`integration.request.${target.target}.${target.name}`] = expression
  }
  return mapped
}

function reportResponseMapping({ integration, routeKey, at, losses }: Source): void {
  for (const status of Object.keys(integration.responseParameters)) {
    losses.dropped(
      'response-mapping',
      `${routeKey} loses the mapping of responses with the status ${status}: a proxy integration of a REST API returns them as they are.`,
      [...at, 'responseParameters', status],
    )
  }
}

function timeoutOf({ integration, routeKey, at, losses }: Source): number {
  const { timeoutInMillis = 30_000 } = integration
  if (timeoutInMillis <= restTimeoutMs) return timeoutInMillis
  if (own(integration, 'timeoutInMillis') !== undefined) {
    losses.changed(
      'timeout',
      `${routeKey} waits at most ${restTimeoutMs} ms for its backend instead of ${timeoutInMillis} ms.`,
      [...at, 'timeoutInMillis'],
    )
  }
  return restTimeoutMs
}
