import type { Address } from '../../address.ts'
import { fail } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'

/** Milliseconds that an integration of a WebSocket API may wait. Source: API reference v2, TimeoutInMillis. */
export const webSocketTimeoutMs = { least: 50, most: 29_000 } as const

/**
 * Why CreateIntegration would refuse an integration of a WebSocket API; `undefined` when it would not.
 * Source: API reference v2, Integration; the wording follows that of REST APIs, unconfirmed.
 */
export function webSocketIntegrationRefusal(
  design: Design,
  integration: RouteIntegration,
  at: Address,
) {
  const { timeoutInMillis, integrationSubtype, payloadFormatVersion } = integration
  const { least, most } = webSocketTimeoutMs
  if (timeoutInMillis !== undefined && !(timeoutInMillis >= least && timeoutInMillis <= most)) {
    const message = `Timeout should be between ${least} ms and ${most} ms`
    return fail('integration/timeout', message, [...at, 'timeoutInMillis'])
  }
  if (integrationSubtype !== undefined) {
    const message = 'Integration subtypes are not supported on protocolType WEBSOCKET'
    return fail('integration/subtype', message, [...at, 'integrationSubtype'])
  }
  if (payloadFormatVersion === '2.0') {
    const message = 'PayloadFormatVersion 2.0 is not supported on protocolType WEBSOCKET'
    return fail('integration/payload-format', message, [...at, 'payloadFormatVersion'])
  }
  if (Object.keys(integration.responseParameters).length > 0) {
    const message =
      'Response parameters of integrations are not supported on protocolType WEBSOCKET'
    return fail('integration/mapping', message, [...at, 'responseParameters'])
  }
  return (
    targetRefusal(integration, at) ??
    mappingRefusal(integration, at) ??
    connectionRefusal(design, integration, at)
  )
}

function targetRefusal(integration: RouteIntegration, at: Address) {
  const { integrationType, integrationUri = '', integrationMethod = '' } = integration
  if (integrationType === 'MOCK') return undefined
  const isHttp = integrationType === 'HTTP' || integrationType === 'HTTP_PROXY'
  if (isHttp && integrationMethod === '') {
    const message = 'Enumeration value for HttpMethod must be non-empty'
    return fail('integration/method', message, [...at, 'integrationMethod'])
  }
  if (isHttp && !/^https?:\/\/|\$\{/.test(integrationUri)) {
    return fail('integration/uri', 'Invalid HTTP endpoint specified for URI', [
      ...at,
      'integrationUri',
    ])
  }
  if (!isHttp && !/^arn:[^:]*:apigateway:|\$\{/.test(integrationUri)) {
    return fail('integration/uri', 'Invalid ARN specified in the request', [
      ...at,
      'integrationUri',
    ])
  }
  return undefined
}

const mappingTarget = /^integration\.request\.(?:header|querystring|path)\.[^\s]+$/
const mappingSource =
  /^(?:'.*'|route\.request\.(?:(?:multivalue)?(?:querystring|header)\.\S+|body(?:[.[].+)?)|(?:stageVariables|context)\.\S+)$/

function mappingRefusal({ requestParameters }: RouteIntegration, at: Address) {
  for (const [target, source] of Object.entries(requestParameters)) {
    const broken = mappingTarget.test(target)
      ? mappingSource.test(source)
        ? undefined
        : source
      : target
    if (broken === undefined) continue
    const message = `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${broken}]`
    return fail('integration/mapping', message, [...at, 'requestParameters', target])
  }
  return undefined
}

/** WebSocket APIs use the VPC links of REST APIs. */
function connectionRefusal(design: Design, integration: RouteIntegration, at: Address) {
  const { connectionType, connectionId = '', tlsConfig } = integration
  if (tlsConfig !== undefined) {
    const message = 'TLS configuration is not supported on protocolType WEBSOCKET'
    return fail('integration/connection', message, [...at, 'tlsConfig'])
  }
  if (connectionType === 'INTERNET') return undefined
  if (connectionId.includes('${') || Object.hasOwn(design.access.vpcLinks, connectionId)) {
    return undefined
  }
  return fail('integration/connection', `Invalid VPC link ID: ${connectionId}`, [
    ...at,
    'connectionId',
  ])
}
