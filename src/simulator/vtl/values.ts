import { decimalOf, decimalText } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import { TemplateError } from './problem.ts'
import type { Costs } from './costs.ts'

/** A Java double; JavaScript numbers stand for Java's integers. */
export class JavaDouble {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** Bits that the digits of a decimal and those of a BigInteger may have. */
const mostDecimalBits = 1_000_000
const mostIntegerBits = 200_000

/** Stop where a number has more bits. */
export function checkBits(value: bigint, most: number): void {
  if (BigInt.asIntN(most, value) !== value)
    throw new TemplateError('vtl/too-large', 'A number has too many digits', 'budget')
}

/** A BigDecimal: a number with more digits than a double holds, as JSON gave it or as it was reckoned. */
export class JavaDecimal {
  readonly decimal: Decimal

  constructor(decimal: Decimal | string) {
    this.decimal = typeof decimal === 'string' ? decimalOf(decimal) : decimal
    checkBits(this.decimal.unscaled, mostDecimalBits)
  }

  get text(): string {
    return decimalText(this.decimal)
  }
}

/** A BigInteger that a Long would hold too: what is reckoned with one stays as long as it may get. */
export class JavaBigInteger extends JavaDecimal {
  readonly whole: bigint

  constructor(whole: bigint) {
    super({ unscaled: whole, scale: 0 })
    this.whole = whole
  }
}

/** The BigInteger of a value. */
export function toBigInteger(value: bigint): bigint | JavaBigInteger {
  checkBits(value, mostIntegerBits)
  return value === BigInt.asIntN(64, value) ? new JavaBigInteger(value) : value
}

/** A list of the language's own (`[1, 2]`), which prints as Java prints lists; a plain array is a JSON array and prints as JSON. */
export class JavaList extends Array<Value> {}

/** The keys, the values or the entries of a map: what it holds changes with the map, and the map with it. */
export class JavaSet extends Array<Value> {
  owner: JavaMap = new Map()
  part: 'keys' | 'values' | 'entries' = 'keys'

  /** The view of a part of a map. */
  static viewOf(map: JavaMap, part: JavaSet['part']): JavaSet {
    const view = new JavaSet()
    view.owner = map
    view.part = part
    view.refresh()
    return view
  }

  /** Look at the map again. */
  refresh(): void {
    this.length = 0
    pushed(this, this.items())
  }

  /** What the map holds now. */
  items(): Value[] {
    const { owner, part } = this
    if (part === 'keys') return [...owner.keys()]
    if (part === 'values') return [...owner.values()]
    return [...owner.keys()].map((key) => new MapEntry(owner, key))
  }

  /** Take items away by their places, from the map too. */
  removeAt(places: readonly number[]): void {
    const keys = [...this.owner.keys()]
    for (const place of places) this.owner.delete(keys[place] ?? null)
    this.refresh()
  }
}

/** A Java array, as `split` gives. */
export class JavaArray extends Array<Value> {}

/** An entry of a map. */
export class MapEntry {
  readonly map: JavaMap
  readonly key: Value

  constructor(map: JavaMap, key: Value) {
    this.map = map
    this.key = key
  }

  get value(): Value {
    return this.map.get(this.key) ?? null
  }
}

/** A Java iterator over a list. */
export class JavaIterator {
  readonly items: readonly Value[]
  next = 0

  constructor(items: readonly Value[]) {
    this.items = items
  }
}

/** What `#define` makes: evaluated anew at each use. */
export class DefinedBlock {
  /** Print it where the template prints. */
  readonly print: () => void
  /** Its text. */
  readonly render: () => string

  constructor(print: () => void, render: () => string) {
    this.print = print
    this.render = render
  }
}

/** An object of the surroundings (`$input`, `$util`): its members are the only ones that a template reaches. */
export abstract class HostObject {
  /** The value of a property; `undefined` where there is none. */
  property(_name: string): Value | undefined {
    return undefined
  }
  /** The result of a method; `undefined` where there is none. */
  call(_name: string, _values: readonly Value[], _costs: Costs): Value | undefined {
    return undefined
  }
  /** What it prints. */
  abstract print(): string

  /** The name of the Java class that it stands for. */
  get className(): string {
    return 'java.lang.Object'
  }
}

/** A `char` of Java: one UTF-16 unit. */
export class JavaCharacter extends HostObject {
  readonly unit: string

  constructor(unit: string) {
    super()
    this.unit = unit
  }

  override print(): string {
    return this.unit
  }

  override get className(): string {
    return 'java.lang.Character'
  }
}

/** The class of a value, as `getClass()` gives it: no more than a name. */
export class JavaClass extends HostObject {
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  override property(name: string): Value | undefined {
    return name === 'name' ? this.name : undefined
  }

  override call(name: string, values: readonly Value[]): Value | undefined {
    if (values.length > 0) return undefined
    if (name === 'getName') return this.name
    return name === 'toString' ? this.print() : undefined
  }

  override print(): string {
    return `class ${this.name}`
  }

  override get className(): string {
    return 'java.lang.Class'
  }
}

/** A map that keeps its keys, which are text, in order without regard to case. */
export class JavaSortedMap extends Map<Value, Value> {}

export type JavaMap = Map<Value, Value>

/** A map of the surroundings that prints as nothing when it is printed whole. */
export class SilentMap extends Map<Value, Value> {}

export type Value =
  | null
  | string
  | boolean
  | number
  | bigint
  | JavaDouble
  | JavaDecimal
  | Value[]
  | JavaMap
  | MapEntry
  | JavaIterator
  | DefinedBlock
  | HostObject

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** The value of an integer, as a number where one holds it exactly. */
export function integer(value: bigint): number | bigint {
  return value <= maxSafe && value >= -maxSafe ? Number(value) : value
}

/** True for an Integer: 32 bits. */
export function isInt(value: Value): value is number {
  return typeof value === 'number' && value === (value | 0)
}

/** True for an integer that 64 bits do not hold. */
export function isBigInteger(value: Value): value is bigint {
  return typeof value === 'bigint' && value !== BigInt.asIntN(64, value)
}

/** The Long of a value: where an Integer would hold it too it is a bigint, so that the two can be told apart. */
export function toLong(value: bigint): number | bigint {
  return value === BigInt.asIntN(32, value) ? value : integer(value)
}

/** Add items to a list, however many. */
export function pushed<T extends Value[]>(list: T, items: readonly Value[]): T {
  // the list may be a class of its own, on which `push` is slow
  let { length } = list
  for (const item of items) list[length++] = item
  return list
}

/** True for Java's integers of any width. */
export function isInteger(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** True for any number. */
export function isNumber(value: Value): value is number | bigint | JavaDouble | JavaDecimal {
  return isInteger(value) || value instanceof JavaDouble || value instanceof JavaDecimal
}

/** A number as a double. */
export function doubleOf(value: number | bigint | JavaDouble | JavaDecimal): number {
  if (value instanceof JavaDouble) return value.value
  return value instanceof JavaDecimal ? Number(value.text) : Number(value)
}

/** Levels that a value may nest to be printed, compared or hashed. */
const deepest = 2500

/** Stop where values nest deeper than that. */
export function checkDepth(depth: number): void {
  if (depth > deepest)
    throw new TemplateError(
      'vtl/too-deep',
      `Values nest more than ${deepest} levels deep`,
      'budget',
    )
}
