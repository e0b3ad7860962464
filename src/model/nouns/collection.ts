import type { Address } from '../address.ts'
import { own } from '../operations/within.ts'
import { fail } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { AddContext, Addition, Copied, Noun, Thing } from './noun.ts'
import type { IdSource } from '../ids.ts'
import { addressOf, idsOf } from './places.ts'
import type { NounName } from './places.ts'

/** A noun whose things are kept in one map: of the design, or of each of its APIs. */
interface Collection<T> {
  readonly title: string
  readonly heading: string
  readonly of: Noun['of']
  /** `the model`; default: `the` and the title. */
  readonly article?: string
  /** The things under their ids; `undefined` where the API has no such collection. `apiId` is empty for the design's own. */
  readonly items: (design: Design, apiId: string) => Readonly<Record<string, T>> | undefined
  readonly labelOf: (item: T, id: string) => string
  readonly add?: (design: Design, context: AddContext) => Addition
  readonly remove: (design: Design, ref: CollectionRef) => Result<Design>
  readonly rename?: (design: Design, ref: CollectionRef, name: string) => Result<Design>
  readonly copy?: (design: Design, ref: CollectionRef, nextId: IdSource) => Result<Copied>
  readonly removalRemark?: (design: Design, ref: CollectionRef) => string | undefined
  /** Default: the article and the label. */
  readonly phrase?: (label: string) => string
}

/** Which thing of which API; `apiId` is empty for things of the whole design. */
export interface CollectionRef {
  readonly apiId: string
  readonly id: string
}

/** The noun of the things in a map. */
export function collectionNoun<T>(name: NounName, collection: Collection<T>): Noun {
  const { title, heading, of, items, labelOf, article = `the ${lowerFirst(title)}` } = collection
  const { add, remove, rename, copy, removalRemark, phrase } = collection
  const refOf = (at: Address): CollectionRef => {
    const ids = idsOf(name, at)
    return of === 'design'
      ? { apiId: '', id: ids[0] ?? '' }
      : { apiId: ids[0] ?? '', id: ids[1] ?? '' }
  }
  const listIn = (design: Design, apiId: string): Thing[] =>
    Object.entries(items(design, apiId) ?? {}).map(([id, item]) => ({
      noun: name,
      at: of === 'design' ? addressOf(name, id) : addressOf(name, apiId, id),
      label: labelOf(item, id),
    }))
  return {
    title,
    heading,
    of,
    at: (...ids) => addressOf(name, ...ids),
    list: (design, apiId) => {
      if (of === 'design') return listIn(design, '')
      const apiIds = apiId === undefined ? Object.keys(design.apis) : [apiId]
      return apiIds.flatMap((each) => listIn(design, each))
    },
    label: (design, at) => {
      const { apiId, id } = refOf(at)
      const item = own(items(design, apiId) ?? {}, id)
      return item === undefined ? undefined : labelOf(item, id)
    },
    headline: (label) => `${title} ${label}`,
    phrase: phrase ?? ((label) => `${article} ${label}`),
    ...(add && { add }),
    remove: (design, at) => remove(design, refOf(at)),
    ...(removalRemark && { removalRemark: (design, at) => removalRemark(design, refOf(at)) }),
    ...(rename && { rename: (design, at, to) => rename(design, refOf(at), to) }),
    ...(copy && { copy: (design, at, nextId) => copy(design, refOf(at), nextId) }),
  }
}

/** `Stage` in the middle of a sentence; `API key`, `IAM principal` and `HTTP API` stay. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) && !title.startsWith('OpenID')
    ? title.slice(0, 1).toLowerCase() + title.slice(1)
    : title
}

/** The first name that is not taken: `name`, `name 2`, `name 3`. */
export function freeName(
  isTaken: (name: string) => boolean,
  nameOf: (count: number) => string,
): string {
  let count = 1
  while (isTaken(nameOf(count))) count++
  return nameOf(count)
}

/** A counted name: `name`, then `name 2`, or with another separator. */
export function counted(name: string, separator = ' '): (count: number) => string {
  return (count) => (count === 1 ? name : `${name}${separator}${count}`)
}

/** The refusal of an edit of something that is not in the design. */
export function thingNotFound(noun: NounName, ...ids: readonly string[]) {
  const message = 'This is no longer in the design'
  return fail('noun/not-found', message, addressOf(noun, ...ids))
}
