import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import { badRequest, notFound, number, own, someText, text } from '../account.ts'
import type { Account, ControlEnvironment, JsonObject } from '../account.ts'

export type RoutedApi = HttpApi | WebSocketApi

/** The HTTP or WebSocket API that `apiId` names, or 404. REST APIs belong to the other service. */
export function routedApiOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): RoutedApi {
  const id = text(input['apiId']) ?? ''
  const api = own(account.design.apis, id)
  if (api?.protocol === 'HTTP' || api?.protocol === 'WEBSOCKET') return api
  throw notFound(`Invalid API identifier specified ${environment.accountId}:${id}`)
}

/** One page of a list: `maxResults` items from `nextToken` on. */
export function page(items: readonly JsonObject[], input: JsonObject): JsonObject {
  const wanted = Number(number(input['maxResults']) ?? text(input['maxResults']) ?? 100)
  if (!(Number.isInteger(wanted) && wanted >= 1)) {
    throw badRequest('Invalid maxResults parameter specified')
  }
  const token = someText(input['nextToken'])
  if (token !== undefined && !/^\d{1,9}$/.test(token)) {
    throw badRequest('Invalid nextToken parameter specified')
  }
  const from = Number(token ?? 0)
  const next = from + Math.min(wanted, 500)
  return {
    items: items.slice(from, next),
    ...(next < items.length && { nextToken: String(next) }),
  }
}
