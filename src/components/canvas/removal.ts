import {
  connectionAddress,
  disconnectRoute,
  idsOf,
  methodRefAt,
  nounOf,
  ok,
  parentAddress,
  phraseAt,
  removeIntegration,
  resourcePath,
  thingAt,
} from '../../model/index.ts'
import type { Address, Design, MethodRef, Result } from '../../model/index.ts'

/** How something that can be selected is deleted. */
export interface Removal {
  /** What it is called in a sentence: `GET /pets`, `the model Pet`. */
  readonly words: string
  readonly operation: (design: Design) => Result<Design>
  /** What to select afterwards. */
  readonly next: Address
  /** What else goes, in a sentence. */
  readonly remark?: string
}

/** How what an address is of is deleted; `undefined` where nothing is there that can be. */
export function removalAt(design: Design, at: Address): Removal | undefined {
  const thing = thingAt(design, at)
  const noun = thing && nounOf(thing.noun)
  const { remove } = noun ?? {}
  if (!thing || !noun || !remove) return undefined
  const words = noun.phrase(thing.label)
  const connection = connectionAddress(at)
  if (connection) {
    return {
      words: `the integration of ${words}`,
      operation: (from) => removeConnection(from, connection),
      next: thing.at,
    }
  }
  const remark = noun.removalRemark?.(design, thing.at)
  return {
    words,
    // what was selected with the thing that holds it went with that
    operation: (from) =>
      noun.label(from, thing.at) === undefined ? ok(from) : remove(from, thing.at),
    next: parentAddress(design, thing.at),
    ...(remark !== undefined && { remark }),
  }
}

/** Take the integration off a method, or off a route. */
function removeConnection(design: Design, at: Address): Result<Design> {
  const ref = methodRefAt(at)
  if (ref) return removeIntegration(design, ref)
  const [apiId = '', id = ''] = idsOf('route', at)
  return disconnectRoute(design, { apiId, id })
}

/** What an address is of, in a sentence: `GET /pets`, `the integration of GET /pets`, `the model Pet`. */
export function wordsAt(design: Design, at: Address): string {
  const words = phraseAt(design, at) ?? 'this'
  return connectionAddress(at) ? `the integration of ${words}` : words
}

/**
 * A sentence for each resource that has nothing but an OPTIONS method with a MOCK integration after methods of it were
 * deleted. Whoever deletes the last route of a path rarely wants to keep the answer to its preflight requests.
 */
export function preflightsLeftAlone(after: Design, deleted: readonly MethodRef[]): string[] {
  const sentences = deleted.flatMap(({ apiId, resourceId }): string[] => {
    const api = Object.hasOwn(after.apis, apiId) ? after.apis[apiId] : undefined
    if (api?.protocol !== 'REST' || !Object.hasOwn(api.resources, resourceId)) return []
    const [only, ...others] = Object.values(api.resources[resourceId]?.methods ?? {})
    if (only?.httpMethod !== 'OPTIONS' || others.length > 0) return []
    if (only.integration?.type !== 'MOCK') return []
    const path = resourcePath(api, resourceId)
    return [
      `OPTIONS ${path}, which answers preflight requests, is now the only method of its path.`,
    ]
  })
  return [...new Set(sentences)]
}
