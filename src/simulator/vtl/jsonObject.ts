import type { Value } from './values.ts'

/** An object that `JSON.parse` made; what was looked at in it is replaced by the value that it became. */
interface Parsed {
  [name: string]: Value | Parsed | (Value | Parsed)[]
}

type ParsedValue = Parsed[string]

const objectPrototype: unknown = Object.prototype

/** Arrays whose items were turned into values, so that a long one is gone through once. */
const settledArrays = new WeakSet<object>()
const shortArray = 8

/** The value that a result of `JSON.parse` stands for. Its arrays and objects are taken over, not copied. */
export function valueOfParsed(parsed: ParsedValue): Value {
  if (Array.isArray(parsed)) return settleArray(parsed)
  return isParsed(parsed) ? new JsonObject(parsed) : parsed
}

function isParsed(value: ParsedValue | undefined): value is Parsed {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === objectPrototype
  )
}

function settleArray(list: (Value | Parsed)[]): Value[] {
  // every item is a value after this
  const values = list as Value[]
  if (list.length > shortArray && settledArrays.has(list)) return values
  for (let i = 0; i < list.length; i++) {
    const item = list[i]
    if (typeof item === 'object' && item !== null) values[i] = valueOfParsed(item)
  }
  if (list.length > shortArray) settledArrays.add(list)
  return values
}

/** The own member of a name: what objects inherit is no part of a body. */
function ownMember(parsed: Parsed, name: string): ParsedValue | undefined {
  const member = parsed[name]
  if (typeof member !== 'object') return typeof member === 'function' ? undefined : member
  // JSON holds no functions, so one was inherited; `__proto__` leads to the prototype unless the body has that name
  return (member as unknown) === objectPrototype ? undefined : member
}

function valueIn(parsed: Parsed, name: string): Value | undefined {
  const member = ownMember(parsed, name)
  if (typeof member !== 'object' || member === null) return member
  const value = valueOfParsed(member)
  if (value !== member) parsed[name] = value
  return value
}

/**
 * An object of a JSON text as a map. It reads what `JSON.parse` made, in place, and becomes a map of its own when it is
 * changed or gone through: most templates look at a few members of a body. It is a `Map` by its prototype alone, because
 * the table that each real one carries is most of what a large body would cost.
 */
export class JsonObject implements Map<Value, Value> {
  /** What it still reads; `undefined` once it is a map of its own. */
  parsed: Parsed | undefined
  private own: Map<Value, Value> | undefined

  static {
    Object.setPrototypeOf(JsonObject.prototype, Map.prototype)
  }

  constructor(parsed: Parsed) {
    this.parsed = parsed
    this.own = undefined
  }

  private settled(): Map<Value, Value> {
    if (this.own) return this.own
    const own = new Map<Value, Value>()
    const { parsed } = this
    if (parsed) for (const name of Object.keys(parsed)) own.set(name, valueIn(parsed, name) ?? null)
    this.parsed = undefined
    this.own = own
    return own
  }

  get size(): number {
    return this.parsed ? Object.keys(this.parsed).length : this.settled().size
  }

  get [Symbol.toStringTag](): string {
    return 'Map'
  }

  get(key: Value): Value | undefined {
    const { parsed } = this
    if (!parsed) return this.settled().get(key)
    return typeof key === 'string' ? valueIn(parsed, key) : undefined
  }

  has(key: Value): boolean {
    if (!this.parsed) return this.settled().has(key)
    return typeof key === 'string' && Object.hasOwn(this.parsed, key)
  }

  set(key: Value, value: Value): this {
    this.settled().set(key, value)
    return this
  }

  delete(key: Value): boolean {
    return this.settled().delete(key)
  }

  clear(): void {
    this.settled().clear()
  }

  keys(): MapIterator<Value> {
    return this.settled().keys()
  }

  values(): MapIterator<Value> {
    return this.settled().values()
  }

  entries(): MapIterator<[Value, Value]> {
    return this.settled().entries()
  }

  [Symbol.iterator](): MapIterator<[Value, Value]> {
    return this.settled()[Symbol.iterator]()
  }

  forEach(visit: (value: Value, key: Value, map: Map<Value, Value>) => void): void {
    for (const [key, value] of this.settled()) visit(value, key, this)
  }
}

/**
 * The value behind names, one after the other; `undefined` where there is none, or something else than a map lies
 * between. Objects of a body that lie between are not turned into maps.
 */
export function followNames(self: Value, names: readonly string[]): Value | undefined {
  let value: ParsedValue | undefined = self
  let holder: Parsed | undefined
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? ''
    if (value instanceof JsonObject && value.parsed) {
      holder = value.parsed
      value = ownMember(holder, name)
    } else if (isParsed(value)) {
      holder = value
      value = ownMember(holder, name)
    } else if (value instanceof Map) {
      holder = undefined
      value = value.get(name)
    } else return undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const made = valueOfParsed(value)
  if (holder && made !== value) holder[names.at(-1) ?? ''] = made
  return made
}
