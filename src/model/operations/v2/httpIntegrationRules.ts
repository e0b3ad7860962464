import type { Address } from '../../address.ts'
import { integrationSubtypes } from '../../queries/integrationSubtypes.ts'
import { parseMappingKey, parseMappingValue } from '../../queries/parameterMapping.ts'
import { fail } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import { own } from '../within.ts'

/** Milliseconds that an integration of an HTTP API may wait. Source: API reference v2, TimeoutInMillis. */
export const httpTimeoutMs = { least: 50, most: 30_000 } as const

/** Why CreateIntegration would refuse an integration of an HTTP API; `undefined` when it would not. */
export function httpIntegrationRefusal(
  design: Pick<Design, 'access'>,
  integration: RouteIntegration,
  at: Address,
) {
  const { integrationType, integrationSubtype, timeoutInMillis } = integration
  if (integrationType !== 'AWS_PROXY' && integrationType !== 'HTTP_PROXY') {
    const message =
      'Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)'
    return fail('integration/type', message, [...at, 'integrationType'])
  }
  const { least, most } = httpTimeoutMs
  if (timeoutInMillis !== undefined && !(timeoutInMillis >= least && timeoutInMillis <= most)) {
    const message = `Timeout should be between ${least} ms and ${most} ms`
    return fail('integration/timeout', message, [...at, 'timeoutInMillis'])
  }
  return (
    (integrationSubtype === undefined
      ? (targetRefusal(integration, at) ?? mappingRefusal(integration, at))
      : subtypeRefusal(integration, integrationSubtype, at)) ??
    connectionRefusal(design, integration, at)
  )
}

function subtypeRefusal(integration: RouteIntegration, subtype: string, at: Address) {
  const known = own(integrationSubtypes, subtype)
  if (integration.integrationType !== 'AWS_PROXY' || !known) {
    const message = known
      ? 'An integration subtype requires the integration type AWS_PROXY'
      : `Invalid integration subtype: ${subtype}`
    return fail('integration/subtype', message, [...at, 'integrationSubtype'])
  }
  if (integration.payloadFormatVersion === '2.0') {
    const message = 'An integration subtype requires the payload format version 1.0'
    return fail('integration/payload-format', message, [...at, 'payloadFormatVersion'])
  }
  if (integration.credentialsArn === undefined || integration.credentialsArn === '') {
    const message = `Credentials ARN must be specified for the integration subtype ${subtype}`
    return fail('integration/credentials', message, [...at, 'credentialsArn'])
  }
  const { required, optional } = known
  const given = Object.keys(integration.requestParameters)
  const missing = required.find((name) => !given.includes(name))
  if (missing !== undefined) {
    const message = `The integration subtype ${subtype} requires the parameter ${missing}`
    return fail('integration/mapping', message, [...at, 'requestParameters', missing])
  }
  const foreign = given.find((name) => !required.includes(name) && !optional.includes(name))
  if (foreign !== undefined) {
    const message = `The integration subtype ${subtype} has no parameter ${foreign}`
    return fail('integration/mapping', message, [...at, 'requestParameters', foreign])
  }
  return valuesRefusal(integration.requestParameters, 'request', [...at, 'requestParameters'])
}

function targetRefusal(integration: RouteIntegration, at: Address) {
  const { integrationType, integrationUri, integrationMethod, payloadFormatVersion } = integration
  if (integrationUri === undefined || integrationUri === '') {
    return fail('integration/uri', 'Integration URI must be specified', [...at, 'integrationUri'])
  }
  if (integrationType === 'AWS_PROXY') {
    if (!/^arn:[^:]*:(?:lambda|apigateway):|\$\{/.test(integrationUri)) {
      const message = `Invalid function ARN or invalid uri: ${integrationUri}`
      return fail('integration/uri', message, [...at, 'integrationUri'])
    }
    if (payloadFormatVersion === undefined) {
      const message = 'PayloadFormatVersion must be specified for a Lambda integration'
      return fail('integration/payload-format', message, [...at, 'payloadFormatVersion'])
    }
    return undefined
  }
  if (payloadFormatVersion === '2.0') {
    const message = 'PayloadFormatVersion 2.0 is only supported for Lambda integrations'
    return fail('integration/payload-format', message, [...at, 'payloadFormatVersion'])
  }
  if (integrationMethod === undefined || integrationMethod === '') {
    const message = 'HttpMethod must be specified for HTTP_PROXY integrations'
    return fail('integration/method', message, [...at, 'integrationMethod'])
  }
  const isPrivate = integration.connectionType === 'VPC_LINK'
  const form = isPrivate ? /^arn:[^:]*:(?:elasticloadbalancing|servicediscovery):/ : /^https?:\/\//
  if (!form.test(integrationUri) && !integrationUri.includes('${')) {
    const message = isPrivate
      ? `Invalid integration URI ${integrationUri}: a private integration requires the ARN of a load balancer listener or of a Cloud Map service`
      : `Invalid HTTP endpoint specified for URI ${integrationUri}`
    return fail('integration/uri', message, [...at, 'integrationUri'])
  }
  return undefined
}

function connectionRefusal(
  design: Pick<Design, 'access'>,
  integration: RouteIntegration,
  at: Address,
) {
  const { connectionType, connectionId, tlsConfig, integrationType } = integration
  if (connectionType === 'INTERNET') {
    return tlsConfig === undefined
      ? undefined
      : fail('integration/connection', 'TLS configuration requires a VPC link', [
          ...at,
          'tlsConfig',
        ])
  }
  if (integrationType !== 'HTTP_PROXY') {
    const message = 'A VPC link requires the integration type HTTP_PROXY'
    return fail('integration/connection', message, [...at, 'connectionType'])
  }
  const isKnown =
    connectionId !== undefined &&
    (connectionId.includes('${') || Object.hasOwn(design.access.vpcLinksV2, connectionId))
  return isKnown
    ? undefined
    : fail('integration/connection', `Invalid VPC link ID: ${connectionId ?? ''}`, [
        ...at,
        'connectionId',
      ])
}

type Texts = Readonly<Record<string, string>>

function mappingRefusal(integration: RouteIntegration, at: Address) {
  const refused = mapsRefusal(integration.requestParameters, 'request', [
    ...at,
    'requestParameters',
  ])
  if (refused) return refused
  for (const [status, mappings] of Object.entries(integration.responseParameters)) {
    const statusAt = [...at, 'responseParameters', status]
    if (!/^[2-5]\d\d$/.test(status)) {
      const message = `Invalid response parameters: ${status} is not a status code between 200 and 599`
      return fail('integration/mapping', message, statusAt)
    }
    const inStatus = mapsRefusal(mappings, 'response', statusAt)
    if (inStatus) return inStatus
  }
  return undefined
}

function mapsRefusal(mappings: Texts, side: 'request' | 'response', at: Address) {
  for (const key of Object.keys(mappings)) {
    const parsed = parseMappingKey(key, side)
    if ('refusal' in parsed) {
      const message = `Invalid mapping expression specified: ${parsed.refusal}`
      return fail('integration/mapping', message, [...at, key])
    }
  }
  return valuesRefusal(mappings, side, at)
}

function valuesRefusal(mappings: Texts, side: 'request' | 'response', at: Address) {
  for (const [key, value] of Object.entries(mappings)) {
    const parsed = parseMappingValue(value, side)
    if ('refusal' in parsed) {
      const message = `Invalid mapping expression specified: ${parsed.refusal}`
      return fail('integration/mapping', message, [...at, key])
    }
  }
  return undefined
}
