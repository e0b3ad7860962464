import type { IdSource } from '../ids.ts'
import { addApi } from '../operations/restApis.ts'
import { own, withMember } from '../operations/within.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { httpToRest } from './httpToRest.ts'
import { Losses } from './losses.ts'
import { restToHttp } from './restToHttp.ts'
import type { Conversion } from './restToHttp.ts'

/** The kinds of API that can be converted into each other. */
export type ConvertedProtocol = 'REST' | 'HTTP'

interface ConversionRequest {
  readonly apiId: string
  readonly protocol: ConvertedProtocol
  readonly nextId: IdSource
  /** The account of ARNs that the other kind needs and the design does not name. */
  readonly accountId?: string
}

/**
 * Convert an API to the other kind in its place. The problems are the losses, each with the address that it had before;
 * an API of that kind stays as it is. Problems: `api/not-found`, `conversion/protocol`, and `conversion/…` for losses.
 */
export function convertApi(design: Design, request: ConversionRequest): Result<Design> {
  const conversion = conversionOf(design, request)
  if (!conversion.ok) return conversion
  const { api, losses } = conversion.value
  if (api === own(design.apis, request.apiId)) return ok(design)
  const converted = { ...design, apis: withMember(design.apis, api.id, api) }
  const left = withoutForeignReferences(converted, request)
  return ok(left.design, [...losses, ...left.losses])
}

/**
 * Add the converted API beside the original, under an id of its own. The problems are the losses.
 * Problems: those of `convertApi`.
 */
export function addConvertedApi(
  design: Design,
  request: ConversionRequest & { readonly newApiId: string },
): Result<Design> {
  const conversion = conversionOf(design, request)
  if (!conversion.ok) return conversion
  const { api, losses } = conversion.value
  const name = `${api.name} (${request.protocol})`
  const result = addApi(design, { api: { ...api, id: request.newApiId, name } })
  return result.ok ? ok(result.value, losses) : result
}

function conversionOf(
  design: Design,
  { apiId, protocol, nextId, accountId = '123456789012' }: ConversionRequest,
): Result<Conversion<Design['apis'][string]>> {
  const api = own(design.apis, apiId)
  const at = ['apis', apiId]
  if (!api) return fail('api/not-found', `Invalid API identifier specified ${apiId}`, at)
  if (api.protocol === protocol) return ok({ api, losses: [] })
  if (api.protocol === 'WEBSOCKET') {
    const message = `The WebSocket API ${api.name} cannot be converted: only REST APIs and HTTP APIs can.`
    return fail('conversion/protocol', message, at)
  }
  return ok(
    api.protocol === 'REST'
      ? restToHttp(design, api, nextId)
      : httpToRest(design, api, nextId, accountId),
  )
}

/** What the rest of the design says of the API and the new kind does not take. */
function withoutForeignReferences(design: Design, { apiId, protocol }: ConversionRequest) {
  const losses = new Losses()
  let { access } = design
  if (protocol === 'HTTP') {
    const usagePlans = Object.fromEntries(
      Object.entries(access.usagePlans).map(([id, plan]) => {
        const apiStages = plan.apiStages.filter((each) => each.apiId !== apiId)
        return [id, apiStages.length === plan.apiStages.length ? plan : { ...plan, apiStages }]
      }),
    )
    access = { ...access, usagePlans }
  }
  const domainNames = Object.entries(access.domainNames).map(([name, domain]) => {
    const basePathMappings = domain.basePathMappings.flatMap((mapping) => {
      if (mapping.apiId !== apiId) return [mapping]
      const at = ['access', 'domainNames', name]
      const isEdge = domain.endpointConfiguration?.types?.includes('EDGE') === true
      if (protocol === 'HTTP' && (isEdge || mapping.stage === undefined)) {
        const reason = isEdge ? 'it is edge-optimized' : 'the mapping names no stage'
        const message = `The custom domain name ${name} no longer serves the API: ${reason}, which HTTP APIs do not support.`
        losses.dropped('custom-domain', message, at)
        return []
      }
      return protocol === 'REST' && mapping.stage === '$default'
        ? [{ ...mapping, stage: 'default' }]
        : [mapping]
    })
    return [name, { ...domain, basePathMappings }] as const
  })
  return {
    design: { ...design, access: { ...access, domainNames: Object.fromEntries(domainNames) } },
    losses: losses.problems,
  }
}
