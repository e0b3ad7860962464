import type { Address } from '../address.ts'
import { isReservedHeader } from '../queries/parameterMapping.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { AddressedIntegration } from '../schema/integrations/index.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import { httpTimeoutMs } from '../operations/v2/httpIntegrationRules.ts'
import { routeExpression } from './expressions.ts'
import type { Losses } from './losses.ts'

/** An integration of an HTTP API that has no id yet. */
export type NewRouteIntegration = Omit<Partial<RouteIntegration>, 'id'> &
  Pick<RouteIntegration, 'integrationType'>

/** What the conversion of one method's integration reads and tells. */
interface Source<I extends Integration = Integration> {
  readonly integration: I
  /** `GET /pets/{id}`, for messages. */
  readonly routeKey: string
  readonly at: Address
  readonly losses: Losses
  /** True where CORS settings of the API send the Access-Control headers of responses. */
  readonly hasCors: boolean
}

/** An integration of a method, as an HTTP API can have it. `undefined`: an HTTP API has nothing like it, which is reported. */
export function routeIntegrationOf(source: Source): NewRouteIntegration | undefined {
  const { integration } = source
  switch (integration.type) {
    case 'MOCK':
      source.losses.dropped(
        'mock',
        `${source.routeKey} loses its mock integration: HTTP APIs have none. The route has no integration until you attach one.`,
        source.at,
      )
      return undefined
    case 'AWS_PROXY':
      return lambdaIntegration({ ...source, integration })
    case 'AWS':
      return serviceIntegration({ ...source, integration })
    case 'HTTP':
    case 'HTTP_PROXY':
      return httpIntegration({ ...source, integration })
  }
}

function lambdaIntegration(source: Source<AddressedIntegration>): NewRouteIntegration {
  const { integration, routeKey, at, losses } = source
  reportSettings(source)
  const mapped = Object.keys(integration.requestParameters).filter(
    (key) => !isPassedOn(key, integration.requestParameters[key] ?? ''),
  )
  if (mapped.length > 0) {
    losses.dropped(
      'parameter-mapping',
      `${routeKey} loses the mapping of ${mapped.join(', ')}: the function gets the whole request as its event.`,
      [...at, 'requestParameters'],
    )
  }
  return {
    integrationType: 'AWS_PROXY',
    integrationMethod: 'POST',
    integrationUri: integration.uri,
    // the event that a function behind a REST API gets
    payloadFormatVersion: '1.0',
    ...credentialsOf(integration),
    timeoutInMillis: timeoutOf(source),
  }
}

function serviceIntegration(source: Source<AddressedIntegration>): NewRouteIntegration | undefined {
  const { integration, routeKey, at, losses } = source
  if (/:lambda:path\//.test(integration.uri)) {
    losses.changed(
      'body-transformation',
      `${routeKey} invokes its function with the whole request as its event, and returns the function's proxy result: HTTP APIs have no mapping templates.`,
      at,
    )
    reportResponses(source)
    return lambdaIntegration({
      ...source,
      integration: { ...integration, requestParameters: {} },
    })
  }
  const [, service = 'an AWS service'] =
    /^arn:[^:]*:apigateway:[^:]*:([^:]+):/.exec(integration.uri) ?? []
  losses.dropped(
    'service-integration',
    `${routeKey} loses its integration with ${service}: HTTP APIs call AWS services by first-class integrations with parameters, not by templates. The route has no integration until you attach one.`,
    at,
  )
  return undefined
}

function httpIntegration(source: Source<AddressedIntegration>): NewRouteIntegration | undefined {
  const { integration, routeKey, at, losses } = source
  if (integration.connectionType === 'VPC_LINK') {
    losses.dropped(
      'private-integration',
      `${routeKey} loses its private integration: HTTP APIs need a VPC link for HTTP APIs and the ARN of a listener. The route has no integration until you attach one.`,
      [...at, 'connectionId'],
    )
    return undefined
  }
  reportSettings(source)
  if (integration.type === 'HTTP') {
    const templates = Object.keys(integration.requestTemplates)
    if (templates.length > 0) {
      losses.dropped(
        'body-transformation',
        `${routeKey} loses its request templates (${templates.join(', ')}): the backend gets the body as the client sent it.`,
        [...at, 'requestTemplates'],
      )
    }
    reportResponses(source)
  }
  const { requestParameters, uri } = mappedRequest(source)
  return {
    integrationType: 'HTTP_PROXY',
    integrationMethod: integration.httpMethod ?? 'ANY',
    integrationUri: uri,
    payloadFormatVersion: '1.0',
    ...credentialsOf(integration),
    requestParameters,
    timeoutInMillis: timeoutOf(source),
  }
}

/** True for a mapping that only passes on what an HTTP API passes on by itself. */
function isPassedOn(key: string, expression: string): boolean {
  return key.replace(/^integration\./, '') === expression.replace(/^method\./, '')
}

/** The parameter mapping of an HTTP integration, and its URL with the path parameters that a route can fill in. */
function mappedRequest({ integration, routeKey, at, losses }: Source<AddressedIntegration>) {
  const requestParameters: Record<string, string> = {}
  let { uri } = integration
  for (const [key, expression] of Object.entries(integration.requestParameters)) {
    if (isPassedOn(key, expression)) continue
    const [, kind = '', name = ''] =
      /^integration\.request\.(header|querystring|path)\.(\S+)$/.exec(key) ?? []
    const value = kind === 'path' ? pathValue(expression) : routeExpression(expression)
    if (value === undefined || kind === '' || (kind === 'header' && isReservedHeader(name))) {
      losses.dropped(
        'parameter-mapping',
        `${routeKey} loses the mapping of ${key} from ${expression}: an HTTP API cannot express it.`,
        [...at, 'requestParameters', key],
      )
    } else if (kind === 'path') uri = uri.replaceAll(`{${name}}`, value)
    else requestParameters[`overwrite:${kind}.${name}`] = value
  }
  return { requestParameters, uri }
}

/** What stands in a URL for the value of a path parameter. */
function pathValue(expression: string): string | undefined {
  const variable = /^method\.request\.path\.(\S+)$/.exec(expression)
  if (variable) return `{${variable[1] ?? ''}}`
  if (/^stageVariables\.\w+$/.test(expression)) return `\${${expression}}`
  const constant = /^'([^'${}]*)'$/.exec(expression)
  return constant?.[1]
}

function credentialsOf({ credentials }: AddressedIntegration) {
  return credentials === undefined ? {} : { credentialsArn: credentials }
}

function timeoutOf({ integration, routeKey, at, losses }: Source): number {
  const { timeoutInMillis } = integration
  if (timeoutInMillis <= httpTimeoutMs.most) return timeoutInMillis
  losses.changed(
    'timeout',
    `${routeKey} waits at most ${httpTimeoutMs.most} ms for its backend instead of ${timeoutInMillis} ms.`,
    [...at, 'timeoutInMillis'],
  )
  return httpTimeoutMs.most
}

/** What an addressed integration can have and an HTTP API cannot. */
function reportSettings({ integration, routeKey, at, losses }: Source<AddressedIntegration>): void {
  if (integration.responseTransferMode === 'STREAM') {
    const message = `${routeKey} no longer streams its response: HTTP APIs buffer it.`
    losses.changed('streaming', message, [...at, 'responseTransferMode'])
  }
  if (integration.tlsConfig?.insecureSkipVerification === true) {
    const message = `${routeKey} checks the certificate of its backend again: HTTP APIs cannot skip it.`
    losses.changed('certificate-check', message, [...at, 'tlsConfig'])
  }
  if (integration.cacheKeyParameters.length > 0) {
    const message = `${routeKey} loses its cache key parameters: HTTP APIs have no cache.`
    losses.dropped('cache', message, [...at, 'cacheKeyParameters'])
  }
}

/** The integration responses, which an HTTP API does not have: the backend's response goes to the client. */
function reportResponses({ integration, routeKey, at, losses, hasCors }: Source): void {
  for (const [status, response] of Object.entries(integration.integrationResponses)) {
    const headers = Object.keys(response.responseParameters).filter(
      (key) => !hasCors || !/^method\.response\.header\.access-control-/i.test(key),
    )
    const parts = [
      ...(response.selectionPattern ? [`the pattern ${response.selectionPattern}`] : []),
      ...(Object.keys(response.responseTemplates).length > 0 ? ['its templates'] : []),
      ...(headers.length > 0 ? ['its header mappings'] : []),
    ]
    if (parts.length === 0) continue
    losses.dropped(
      'response-transformation',
      `${routeKey} loses the integration response ${status} with ${parts.join(', ')}: the client gets the response of the backend.`,
      [...at, 'integrationResponses', status],
    )
  }
}
