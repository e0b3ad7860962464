import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import { own, withMember } from '../within.ts'

/** Change one HTTP API of the design. Changes deploy themselves to the stages that have automatic deployment. */
export function inHttpApi(
  design: Design,
  apiId: string,
  change: (api: HttpApi, at: Address) => Result<HttpApi>,
): Result<Design> {
  const at = ['apis', apiId]
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'HTTP') {
    return fail('api/not-found', `Invalid API identifier specified ${apiId}`, at)
  }
  const result = change(api, at)
  if (!result.ok) return result
  if (result.value === api) return ok(design, result.problems)
  return ok({ ...design, apis: withMember(design.apis, apiId, result.value) }, result.problems)
}

/** The maps of an HTTP API that are kept under ids. */
type Collection = 'routes' | 'integrations' | 'authorizers'
type MemberOf<C extends Collection> = HttpApi[C][string]

/** The API with one more item in a collection, or another in its place. */
export function withItem<C extends Collection>(
  api: HttpApi,
  collection: C,
  item: MemberOf<C>,
): HttpApi {
  return { ...api, [collection]: { ...api[collection], [item.id]: item } }
}

/** The API without one item of a collection. */
export function withoutItem(api: HttpApi, collection: Collection, id: string): HttpApi {
  const { [id]: _removed, ...rest } = api[collection] as Record<string, unknown>
  return { ...api, [collection]: rest }
}

/** The refusal of an id that is used already. */
export function idInUse(noun: string, id: string, at: Address) {
  return fail(`${noun}/id-in-use`, `The identifier ${id} is already in use`, at)
}
