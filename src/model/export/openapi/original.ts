import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import type { Api } from '../../schema/design.ts'
import type { Dialect } from './writer.ts'
import { isObject, own } from './objects.ts'
import type { JsonObject } from './objects.ts'

/**
 * Put what changed since a document was opened into that document: `before` is what is written of the API as it was read,
 * `after` what is written of it now. What is the same in both stays as it stands in the original, in its place and its order.
 */
export function changedOriginal(
  original: JsonObject,
  before: JsonObject,
  after: JsonObject,
): JsonObject {
  const resolve = (value: Json): Json => resolved(original, value)
  const paths = own(original, 'paths')
  const unshared = isObject(paths)
    ? unsharedValidator(
        withMembers(original, { paths: unsharedPaths(paths, own(after, 'paths'), resolve) }),
        after,
      )
    : original
  const merged = changed(unshared, before, after, resolve)
  return isObject(merged) ? completed(merged, after) : after
}

/** The document that an API was opened from in a dialect; `undefined` where it was not, or where that was not kept. */
export function originalOf(api: Pick<Api, 'retained'>, dialect: Dialect): JsonObject | undefined {
  const kept = api.retained?.[dialect]
  const text = isObject(kept) ? own(kept, 'document') : undefined
  if (typeof text !== 'string') return undefined
  try {
    const document = JSON.parse(text) as Json // JSON.parse gives nothing but JSON values
    return isObject(document) ? document : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type Resolve = (value: Json) => Json

function changed(original: Json, before: Json | undefined, after: Json, resolve: Resolve): Json {
  if (before !== undefined && sameValue(before, after)) return original
  if (Array.isArray(original) && Array.isArray(before) && Array.isArray(after)) {
    return changedList(original, before, after, resolve)
  }
  if (!isObject(original) || !isObject(before) || !isObject(after)) return after
  // a reference is shared with others, so that what changed stands in its place whole
  if (typeof own(original, '$ref') === 'string' && !sameValue(original, before)) return after
  const members: [string, Json][] = []
  for (const [name, value] of Object.entries(original)) {
    const now = own(after, name)
    const was = own(before, name)
    if (now !== undefined) members.push([name, changed(value, was, now, resolve)])
    else if (was === undefined) members.push([name, value])
  }
  for (const [name, now] of Object.entries(after)) {
    if (Object.hasOwn(original, name)) continue
    const was = own(before, name)
    if (was !== undefined && sameValue(was, now)) continue
    // an operation without parameters of its own has those of its path
    const isShared = name === 'parameters' && Array.isArray(was) && Array.isArray(now)
    members.push([name, isShared ? changedList([], was, now, resolve) : now])
  }
  return Object.fromEntries(members)
}

/** What makes two items of a list the same one: a parameter's place and name, or its name alone, as tags have it. */
function keyOf(item: Json, resolve: Resolve): string | undefined {
  const found = resolve(item)
  if (!isObject(found)) return undefined
  const place = own(found, 'in')
  const name = own(found, 'name')
  if (place === 'body') return 'body'
  return typeof name === 'string' ? `${String(place)} ${name}` : undefined
}

function changedList(
  original: readonly Json[],
  before: readonly Json[],
  after: readonly Json[],
  resolve: Resolve,
): Json {
  const keyed = (items: readonly Json[]) => {
    const keys = items.map((item) => keyOf(item, resolve))
    const known = keys.filter((key) => key !== undefined)
    return new Set(known).size === items.length
      ? new Map(known.map((key, i): [string, Json] => [key, items[i] ?? null]))
      : undefined
  }
  const [first, was, now] = [keyed(original), keyed(before), keyed(after)]
  if (!first || !was || !now) {
    if (original.length !== before.length || before.length !== after.length) return [...after]
    return original.map((item, i) => changed(item, before[i], after[i] ?? null, resolve))
  }
  const items: Json[] = []
  for (const [key, item] of first) {
    const next = now.get(key)
    if (next !== undefined) items.push(changed(item, was.get(key), next, resolve))
    else if (!was.has(key)) items.push(item)
  }
  for (const [key, item] of now) {
    const earlier = was.get(key)
    if (!first.has(key) && (earlier === undefined || !sameValue(earlier, item))) items.push(item)
  }
  return items
}

/**
 * Parameters that a path gives all its operations go to the operations one by one where an operation no longer has them,
 * or where one came that never had them.
 */
function unsharedPaths(paths: JsonObject, after: Json | undefined, resolve: Resolve): JsonObject {
  return mapMembers(paths, (item, path) => {
    const shared = isObject(item) ? own(item, 'parameters') : undefined
    const now = isObject(after) ? own(after, path) : undefined
    if (!isObject(item) || !Array.isArray(shared) || shared.length === 0 || !isObject(now)) {
      return item
    }
    const isMissed = Object.values(now).some((operation) => {
      if (!isOperation(operation)) return false
      const listed = own(operation, 'parameters')
      const keys = new Set((Array.isArray(listed) ? listed : []).map((one) => keyOf(one, resolve)))
      return shared.some((one) => isModelled(one, resolve) && !keys.has(keyOf(one, resolve)))
    })
    if (!isMissed) return item
    const operations = mapMembers(item, (operation) => {
      if (!isOperation(operation)) return operation
      const listed = own(operation, 'parameters')
      const ownOnes = Array.isArray(listed) ? listed : []
      const keys = new Set(ownOnes.map((one) => keyOf(one, resolve)))
      const inherited = shared.filter((one) => !keys.has(keyOf(one, resolve)))
      return withMembers(operation, { parameters: [...inherited, ...ownOnes] })
    })
    return Object.fromEntries(Object.entries(operations).filter(([name]) => name !== 'parameters'))
  })
}

const validatorMember = 'x-amazon-apigateway-request-validator'

/** The validator that a document gives all operations goes to them one by one where an operation no longer has one. */
function unsharedValidator(document: JsonObject, after: JsonObject): JsonObject {
  const shared = own(document, validatorMember)
  if (shared === undefined) return document
  const isMissed = operationsOf(own(after, 'paths')).some(
    (operation) =>
      Object.hasOwn(operation, 'x-amazon-apigateway-integration') &&
      !Object.hasOwn(operation, validatorMember),
  )
  if (!isMissed) return document
  const paths = own(document, 'paths')
  const given = mapMembers(isObject(paths) ? paths : {}, (item) =>
    isObject(item)
      ? mapMembers(item, (operation) =>
          isOperation(operation)
            ? withMembers({ [validatorMember]: shared }, operation)
            : operation,
        )
      : item,
  )
  return Object.fromEntries(
    Object.entries({ ...document, paths: given }).filter(([name]) => name !== validatorMember),
  )
}

function isOperation(value: Json): value is JsonObject {
  return isObject(value) && Object.hasOwn(value, 'responses')
}

function operationsOf(paths: Json | undefined): JsonObject[] {
  return Object.values(isObject(paths) ? paths : {}).flatMap((item) =>
    isObject(item) ? Object.values(item).filter(isOperation) : [],
  )
}

function isModelled(parameter: Json, resolve: Resolve): boolean {
  const found = resolve(parameter)
  const place = isObject(found) ? own(found, 'in') : undefined
  return place === 'path' || place === 'query' || place === 'header' || place === 'body'
}

/** What a change refers to and the original lacks comes from what is written now: schemas and security schemes. */
function completed(document: JsonObject, after: JsonObject): JsonObject {
  let present = document
  const tried = new Set<string>()
  for (;;) {
    const missing = [...referencesIn(present)].filter((reference) => {
      if (tried.has(reference)) return false
      tried.add(reference)
      return at(present, pointerOf(reference)) === undefined
    })
    if (missing.length === 0) return present
    for (const reference of missing) {
      const pointer = pointerOf(reference)
      const found = at(after, pointer)
      if (found !== undefined) present = withAt(present, pointer, found) as JsonObject // its root stays the object that it is
    }
  }
}

/** Local references of a document, with those that security requirements are. */
function referencesIn(document: JsonObject): Set<string> {
  const found = new Set<string>()
  const schemes = Object.hasOwn(document, 'swagger')
    ? '#/securityDefinitions/'
    : '#/components/securitySchemes/'
  const open: Json[] = [document]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) for (const item of value) open.push(item)
    if (!isObject(value)) continue
    for (const [name, member] of Object.entries(value)) {
      if (name === '$ref' && typeof member === 'string' && member.startsWith('#/')) {
        found.add(member)
      }
      if (name === 'security' && Array.isArray(member)) {
        for (const requirement of member) {
          for (const scheme of Object.keys(isObject(requirement) ? requirement : {})) {
            found.add(schemes + scheme.replace(/~/g, '~0').replace(/\//g, '~1'))
          }
        }
      }
      open.push(member)
    }
  }
  return found
}

function pointerOf(reference: string): string[] {
  return reference
    .slice(2)
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
}

function at(value: Json, pointer: readonly string[]): Json | undefined {
  let present: Json | undefined = value
  for (const part of pointer) {
    if (Array.isArray(present)) present = present[Number(part)]
    else present = isObject(present) ? own(present, part) : undefined
  }
  return present
}

function withAt(value: Json | undefined, pointer: readonly string[], found: Json): Json {
  const [first, ...rest] = pointer
  if (first === undefined) return found
  const object = isObject(value) ? value : {}
  return withMembers(object, { [first]: withAt(own(object, first), rest, found) })
}

/** What a local reference leads to, over a few steps; the value itself where it is none or leads nowhere. */
export function resolved(document: JsonObject, value: Json): Json {
  let present = value
  for (let step = 0; step < 20; step++) {
    const reference = isObject(present) ? own(present, '$ref') : undefined
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return present
    const found = at(document, pointerOf(reference))
    if (found === undefined) return present
    present = found
  }
  return value
}

function mapMembers(value: JsonObject, map: (value: Json, name: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, map(member, name)]),
  )
}

function withMembers(value: JsonObject, members: JsonObject): JsonObject {
  return { ...value, ...members }
}
