import type { Address } from '../address.ts'
import { apiIdOf, idsOf, isAtPlace } from '../nouns/places.ts'
import { methodRefAt } from '../nouns/resources.ts'
import { own } from '../operations/within.ts'
import type { MethodRef } from '../operations/within.ts'
import { entryPointAt } from '../queries/entryPoints.ts'
import { fail } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { Stage } from '../schema/stage.ts'

/** The REST API that an address lies in. */
export function apiAt(design: Design, at: Address): RestApi | undefined {
  const api = own(design.apis, apiIdOf(at) ?? '')
  return api?.protocol === 'REST' ? api : undefined
}

/** The method that an address lies in, with the reference that operations take. */
export function methodAt(
  design: Design,
  at: Address,
): { readonly method: Method; readonly ref: MethodRef } | undefined {
  const ref = methodRefAt(at)
  const entry = entryPointAt(design, at)
  return ref && entry?.kind === 'method' ? { method: entry.method, ref } : undefined
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
  const [apiId = '', stageName = ''] = isAtPlace('stage', at) ? idsOf('stage', at) : []
  const stage = own(apiAt(design, at)?.stages ?? {}, stageName)
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
