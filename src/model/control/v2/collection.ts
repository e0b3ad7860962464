import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { notFound, own, text, withDesign } from '../account.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { done } from './done.ts'
import { page, routedApiOf } from './places.ts'
import type { RoutedApi } from './places.ts'
import { checkRoutedQuotas } from './quotas.ts'

/** A call on one item, or on a list: what it names. */
export interface Place {
  readonly api: RoutedApi
  readonly account: Account
  readonly input: JsonObject
  readonly environment: ControlEnvironment
}

/** Items of one kind in an API, and how calls read and change them. */
export interface Collection<T> {
  /** `Route`, for CreateRoute and its siblings. */
  readonly noun: string
  /** The member of an input that names an item: `routeId`. */
  readonly idMember: string
  readonly missing: string
  /** Throws `ServiceRefusal` when what contains the items is missing. */
  readonly items: (place: Place) => Readonly<Record<string, T>>
  readonly create: (place: Place, id: string) => Result<Design>
  readonly update: (place: Place, item: T, id: string) => Result<Design>
  readonly remove: (place: Place, item: T, id: string) => Result<Design>
  readonly answer: (item: T, place: Place) => JsonObject
  /** The key of a new item; an id of the environment when absent. */
  readonly newId?: (input: JsonObject) => string
  /** Keep what only answers show, such as dates. */
  readonly note?: (account: Account, place: Place, id: string, isNew: boolean) => Account
}

/** The five calls on the items of a collection. */
export function operationsOn<T>(collection: Collection<T>): { readonly [name: string]: Operation } {
  const { noun, idMember, missing, items, answer } = collection
  const placeOf = (account: Account, input: JsonObject, environment: ControlEnvironment) => ({
    api: routedApiOf(account, input, environment),
    account,
    input,
    environment,
  })
  const itemOf = (place: Place, id: string): T => {
    const item = own(items(place), id)
    if (item === undefined) throw notFound(missing)
    return item
  }
  const idOf = (input: JsonObject) => text(input[idMember]) ?? ''
  const changed = (place: Place, design: Design, id: string, isNew: boolean) => {
    const { account: before, input, environment } = place
    checkRoutedQuotas(before.design, design, place.api.id, environment)
    const withChange = withDesign(before, design)
    const account = collection.note?.(withChange, place, id, isNew) ?? withChange
    const after = placeOf(account, input, environment)
    return { account, body: answer(itemOf(after, id), after) }
  }
  return {
    [`Create${noun}`]: {
      status: 201,
      run: (account, input, environment) => {
        const place = placeOf(account, input, environment)
        const id = collection.newId?.(input) ?? environment.nextId()
        return changed(place, done(collection.create(place, id)), id, true)
      },
    },
    [`Get${noun}`]: {
      status: 200,
      run: (account, input, environment) => {
        const place = placeOf(account, input, environment)
        return { account, body: answer(itemOf(place, idOf(input)), place) }
      },
    },
    [`Get${noun}s`]: {
      status: 200,
      run: (account, input, environment) => {
        const place = placeOf(account, input, environment)
        const answers = Object.values(items(place)).map((item) => answer(item, place))
        return { account, body: page(answers, input) }
      },
    },
    [`Update${noun}`]: {
      status: 200,
      run: (account, input, environment) => {
        const place = placeOf(account, input, environment)
        const id = idOf(input)
        const design = done(collection.update(place, itemOf(place, id), id))
        return changed(place, design, id, false)
      },
    },
    [`Delete${noun}`]: {
      status: 204,
      run: (account, input, environment) => {
        const place = placeOf(account, input, environment)
        const id = idOf(input)
        const design = done(collection.remove(place, itemOf(place, id), id))
        return { account: withDesign(account, design), body: {} }
      },
    },
  }
}
