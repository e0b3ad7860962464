import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import { own, withMember } from '../within.ts'

/** An API with routes: an HTTP or a WebSocket API. */
export type RoutedApi = HttpApi | WebSocketApi

/** Change one HTTP or WebSocket API of the design. */
export function inRoutedApi(
  design: Design,
  apiId: string,
  change: (api: RoutedApi, at: Address) => Result<RoutedApi>,
): Result<Design> {
  const at = ['apis', apiId]
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'HTTP' && api?.protocol !== 'WEBSOCKET') return apiNotFound(apiId)
  const result = change(api, at)
  if (!result.ok) return result
  if (result.value === api) return ok(design, result.problems)
  return ok({ ...design, apis: withMember(design.apis, apiId, result.value) }, result.problems)
}

/** Change one HTTP API of the design. Changes deploy themselves to the stages that have automatic deployment. */
export function inHttpApi(
  design: Design,
  apiId: string,
  change: (api: HttpApi, at: Address) => Result<HttpApi>,
): Result<Design> {
  return inRoutedApi(design, apiId, (api, at) =>
    api.protocol === 'HTTP' ? change(api, at) : apiNotFound(apiId),
  )
}

/** Change one WebSocket API of the design. */
export function inWebSocketApi(
  design: Design,
  apiId: string,
  change: (api: WebSocketApi, at: Address) => Result<WebSocketApi>,
): Result<Design> {
  return inRoutedApi(design, apiId, (api, at) =>
    api.protocol === 'WEBSOCKET' ? change(api, at) : apiNotFound(apiId),
  )
}

function apiNotFound(apiId: string) {
  return fail('api/not-found', `Invalid API identifier specified ${apiId}`, ['apis', apiId])
}

/** The maps of an API that are kept under ids. */
type Collection = 'routes' | 'integrations' | 'authorizers'
type MemberOf<C extends Collection> = RoutedApi[C][string]

/** The API with one more item in a collection, or another in its place. */
export function withItem<A extends RoutedApi, C extends Collection>(
  api: A,
  collection: C,
  item: MemberOf<C>,
): A {
  return { ...api, [collection]: { ...api[collection], [item.id]: item } }
}

/** The API without one item of a collection. */
export function withoutItem(api: RoutedApi, collection: Collection, id: string): RoutedApi {
  const { [id]: _removed, ...rest } = api[collection] as Record<string, unknown>
  return { ...api, [collection]: rest }
}

/** The refusal of an id that is used already. */
export function idInUse(noun: string, id: string, at: Address) {
  return fail(`${noun}/id-in-use`, `The identifier ${id} is already in use`, at)
}
