import { parseMappingKey, parseMappingValue } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { required } from '../../exchange/failure.ts'
import { withoutHeaders } from '../../message/headers.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { hopByHopHeaders } from './eventSource.ts'
import { httpFailure, mappingSources } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { applyMappings } from './parameterMapping.ts'
import type { ParameterMapping } from './parameterMapping.ts'

const rule = 'HTTP API parameter mapping'

/** Find the integration of the route, and map the parameters of the request. */
export function mapRequest(exchange: HttpExchange, draft: StepDraft): void {
  const { integrations } = exchange.api
  const { target, routeKey } = required(exchange.route, 'a route')
  const routeAt = required(exchange.entryAt, 'an address')
  const integration =
    target !== undefined && Object.hasOwn(integrations, target) ? integrations[target] : undefined
  if (!integration) {
    throw httpFailure(500, {
      code: 'http-integration/missing',
      message: `The route ${routeKey} has no integration, so nothing can respond.`,
      at: [...routeAt, 'target'],
    })
  }
  const at = ['apis', exchange.call.apiId, 'integrations', integration.id]
  exchange.integration = integration
  exchange.integrationAt = at
  draft.at = at
  const given = {
    headers: withoutHeaders(exchange.headers, hopByHopHeaders),
    query: exchange.query,
  }
  exchange.mapped = given
  // the parameters of a subtype are those of its service
  if (integration.integrationSubtype !== undefined) {
    draft.skipped = true
    return
  }
  const mappings = parameterMappings(integration.requestParameters, 'request', draft, [
    ...at,
    'requestParameters',
  ])
  if (mappings.length === 0) {
    draft.skipped = true
    return
  }
  draft.input = { ...integration.requestParameters }
  exchange.mapped = applyMappings(mappings, given, mappingSources(exchange))
  const { headers, query, path } = exchange.mapped
  draft.output = {
    headers: Object.fromEntries(headers),
    query: query.map(([name, value]) => `${name}=${value}`),
    ...(path !== undefined && { path }),
  }
}

/** Read mappings. One that cannot be used is reported and does nothing. */
export function parameterMappings(
  texts: Readonly<Record<string, string>>,
  side: 'request' | 'response',
  draft: StepDraft,
  at: Address,
): ParameterMapping[] {
  return Object.entries(texts).flatMap(([text, valueText]) => {
    const key = parseMappingKey(text, side)
    const value = parseMappingValue(valueText, side)
    const refusal = 'refusal' in key ? key.refusal : 'refusal' in value ? value.refusal : undefined
    if (refusal !== undefined || 'refusal' in key || 'refusal' in value) {
      draft.tell({
        code: 'http-mapping/unusable',
        message: `The mapping ${text} does nothing: ${refusal ?? 'it cannot be read'}.`,
        severity: 'warning',
        at: [...at, text],
      })
      return []
    }
    draft.decide(
      `${text} is mapped from ${valueText === '' ? "''" : valueText}`,
      [...at, text],
      rule,
    )
    return [{ key, value }]
  })
}
