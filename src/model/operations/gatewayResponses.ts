import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { GatewayResponse, GatewayResponseType } from '../schema/gatewayResponse.ts'
import { contentTypeRefusal, isStatusCode, statusCodeRefusal } from './methods.ts'
import { inApi } from './within.ts'

const source =
  /^(?:method\.request\.(?:path|querystring|multivaluequerystring|header|multivalueheader)\.[a-zA-Z0-9._$-]+|stageVariables\.[a-zA-Z0-9._$-]+|context\.[a-zA-Z0-9._$-]+|'[^']*')$/

/** Customise a gateway response. Refused: a status that is none, headers and templates that are not well formed. */
export function putGatewayResponse(
  design: Design,
  { apiId, response }: { readonly apiId: string; readonly response: GatewayResponse },
): Result<Design> {
  return inApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'gatewayResponses', response.responseType]
    if (response.statusCode !== undefined && !isStatusCode(response.statusCode)) {
      return statusCodeRefusal(response.statusCode, [...at, 'statusCode'])
    }
    for (const [target, expression] of Object.entries(response.responseParameters)) {
      const place = [...at, 'responseParameters', target]
      if (expression === '') {
        const message = 'Invalid null or empty value in responseParameters'
        return fail('gateway-response/parameter-empty', message, place)
      }
      if (!/^gatewayresponse\.header\.[a-zA-Z0-9._$-]+$/.test(target) || !source.test(expression)) {
        const message = `Invalid mapping expression specified: ${expression} for ${target}`
        return fail('gateway-response/parameter', message, place)
      }
    }
    for (const contentType of Object.keys(response.responseTemplates)) {
      const refused = contentTypeRefusal(contentType, [...at, 'responseTemplates', contentType])
      if (refused) return refused
    }
    const gatewayResponses = { ...api.gatewayResponses, [response.responseType]: response }
    return ok({ ...api, gatewayResponses })
  })
}

/** Give a gateway response back its default. */
export function resetGatewayResponse(
  design: Design,
  args: { readonly apiId: string; readonly responseType: GatewayResponseType },
): Result<Design> {
  return inApi(design, args.apiId, (api) => {
    if (!api.gatewayResponses[args.responseType]) {
      return fail('gateway-response/not-found', 'Gateway response type not defined on api', [
        'apis',
        args.apiId,
        'gatewayResponses',
        args.responseType,
      ])
    }
    const { [args.responseType]: _removed, ...gatewayResponses } = api.gatewayResponses
    return ok({ ...api, gatewayResponses })
  })
}
