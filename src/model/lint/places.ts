import type { Address } from '../address.ts'
import { own } from '../operations/within.ts'
import type { MethodRef } from '../operations/within.ts'
import { fail } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { HttpMethod, Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { Stage } from '../schema/stage.ts'

/** The REST API that an address lies in. */
export function apiAt(design: Design, at: Address): RestApi | undefined {
  const api = own(design.apis, at[1] ?? '')
  return at[0] === 'apis' && api?.protocol === 'REST' ? api : undefined
}

/** The method that an address lies in, with the reference that operations take. */
export function methodAt(
  design: Design,
  at: Address,
): { readonly method: Method; readonly ref: MethodRef } | undefined {
  const [, apiId = '', , resourceId = '', kind, verb = ''] = at
  const methods = own(apiAt(design, at)?.resources ?? {}, resourceId)?.methods
  if (kind !== 'methods' || !methods || !Object.hasOwn(methods, verb)) return undefined
  const httpMethod = verb as HttpMethod // methods stand under their verbs
  const method = methods[httpMethod]
  return method && { method, ref: { apiId, resourceId, httpMethod } }
}

/** The stage that an address lies in, with the reference that operations take. */
export function stageAt(
  design: Design,
  at: Address,
):
  | {
      readonly stage: Stage
      readonly ref: { readonly apiId: string; readonly stageName: string }
    }
  | undefined {
  const [, apiId = '', kind, stageName = ''] = at
  const stage = kind === 'stages' ? own(apiAt(design, at)?.stages ?? {}, stageName) : undefined
  return stage && { stage, ref: { apiId, stageName } }
}

/** The answer of a fix whose problem is not there any more. */
export function gone(at: Address) {
  return fail('lint/gone', 'What was to be fixed is not there any more.', at)
}

/** `one`, `one and two`, `one, two and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length > most) {
    return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  }
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
