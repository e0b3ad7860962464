import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { GatewayResponse, GatewayResponseType } from '../schema/gatewayResponse.ts'
import { changedEntries, mappingsRefusal } from './mappings.ts'
import { isStatusCode, statusCodeRefusal } from './methods.ts'
import { templatesRefusal } from './templates.ts'
import { inRestApi } from './within.ts'

const name = '[a-zA-Z0-9._$-]+'
const target = new RegExp(`^gatewayresponse\\.(?:header|path|querystring)\\.${name}$`)
const source = new RegExp(
  `^(?:method\\.request\\.(?:path|querystring|multivaluequerystring|header|multivalueheader)\\.${name}|method\\.request\\.body(?:[.\\[].+)?|method\\.input\\.params\\.${name}|stageVariables\\.${name}|context\\.${name}|'[^']*')$`,
)

/** Customise a gateway response. Refused: a status that is none, headers and templates that are not well formed. */
export function putGatewayResponse(
  design: Design,
  { apiId, response }: { readonly apiId: string; readonly response: GatewayResponse },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'gatewayResponses', response.responseType]
    const before = api.gatewayResponses[response.responseType]
    const refused = gatewayResponseRefusal(response, at, before)
    if (refused) return refused
    const gatewayResponses = { ...api.gatewayResponses, [response.responseType]: response }
    return ok({ ...api, gatewayResponses })
  })
}

/** Why the service would not store a gateway response; `undefined` where it would. What was so before is not checked again. */
export function gatewayResponseRefusal(
  response: GatewayResponse,
  at: Address,
  before?: GatewayResponse,
) {
  if (response.statusCode !== undefined && !isStatusCode(response.statusCode)) {
    return statusCodeRefusal(response.statusCode, [...at, 'statusCode'])
  }
  return (
    emptyRefusal(response, before, at) ??
    mappingsRefusal(
      changedEntries(response.responseParameters, before?.responseParameters),
      (expression) => target.test(expression),
      (expression) => source.test(expression),
      [...at, 'responseParameters'],
    ) ??
    templatesRefusal(
      response.responseTemplates,
      [...at, 'responseTemplates'],
      before?.responseTemplates,
    )
  )
}

/** Headers and templates of a gateway response have to say something. */
function emptyRefusal(response: GatewayResponse, before: GatewayResponse | undefined, at: Address) {
  for (const member of ['responseParameters', 'responseTemplates'] as const) {
    const empty = changedEntries(response[member], before?.[member]).find(
      ([, value]) => value === '',
    )
    if (!empty) continue
    const code = member === 'responseParameters' ? 'parameter-empty' : 'template-empty'
    const message = `Invalid null or empty value in ${member}`
    return fail(`gateway-response/${code}`, message, [...at, member, empty[0]])
  }
  return undefined
}

/** Give a gateway response back its default. */
export function resetGatewayResponse(
  design: Design,
  args: { readonly apiId: string; readonly responseType: GatewayResponseType },
): Result<Design> {
  return inRestApi(design, args.apiId, (api) => {
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
