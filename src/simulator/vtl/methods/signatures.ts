import type { Costs } from '../costs.ts'
import { TemplateError } from '../problem.ts'
import {
  HostObject,
  JavaArray,
  JavaBigInteger,
  JavaCharacter,
  JavaDecimal,
  JavaDouble,
  JavaList,
  JavaSet,
  doubleOf,
  isBigInteger,
  isInt,
  isInteger,
} from '../values.ts'
import type { JavaMap, Value } from '../values.ts'

/**
 * What a method is given for each type of parameter that it can declare. The names are Java's; `String?` is a string
 * that may be null, `never` is a type that no value of a template has, so that null alone fits.
 */
interface Arguments {
  int: number
  long: bigint
  double: number
  boolean: boolean
  /** Its one unit. */
  char: string
  Object: Value
  String: string
  'String?': string | null
  CharSequence: string
  Integer: number
  Long: bigint
  Double: number
  Boolean: boolean
  BigInteger: bigint
  BigDecimal: JavaDecimal
  Collection: Value[]
  Iterable: Value[]
  Map: JavaMap
  'char[]': readonly Value[]
  'Object[]': readonly Value[]
  'CharSequence[]': readonly Value[]
  never: null
}

export type ParameterType = keyof Arguments

/** A method as Java declares it. */
export interface Method<Self> {
  readonly parameters: readonly ParameterType[]
  readonly call: (self: Self, costs: Costs, values: readonly Value[]) => Value
}

/** The methods of a class by name, each with its overloads. */
export type Methods<Self> = Readonly<Record<string, readonly Method<Self>[]>>

/** Declare a method: the types of its parameters, and what it does with what they are given. */
export function method<Self, const Types extends readonly ParameterType[]>(
  parameters: Types,
  work: (
    self: Self,
    costs: Costs,
    ...values: { [Index in keyof Types]: Arguments[Types[Index] & ParameterType] }
  ) => Value,
): Method<Self> {
  return {
    parameters,
    call: (self, costs, values) => {
      const given: Arguments[ParameterType][] = []
      for (let i = 0; i < parameters.length; i++)
        given.push(argumentOf(parameters[i] ?? 'never', values[i] ?? null))
      // each was made for the type that stands in its place
      return work(self, costs, ...(given as never))
    },
  }
}

/** A Java exception: the template ends with it. */
export function thrown(code: string, message: string): TemplateError {
  return new TemplateError(code, message, 'render')
}

const mayBeNull: ReadonlySet<ParameterType> = new Set(['Object', 'String?', 'never'])

function argumentOf(type: ParameterType, value: Value): Arguments[ParameterType] {
  if (value === null) {
    if (mayBeNull.has(type)) return null
    throw thrown('vtl/null-argument', 'A method was given null where it needs a value')
  }
  switch (type) {
    case 'long':
    case 'Long':
      return isInteger(value) ? BigInt(value) : 0n
    case 'BigInteger':
      if (value instanceof JavaBigInteger) return value.whole
      return isInteger(value) ? BigInt(value) : 0n
    case 'double':
    case 'Double':
      return isInteger(value) || value instanceof JavaDouble ? doubleOf(value) : 0
    case 'char':
      return value instanceof JavaCharacter ? value.unit : ''
    default:
      return value
  }
}

/** The types that a class's values fit beside its own, the nearest first; `undefined` for primitive ones. */
const wider: Readonly<Partial<Record<ParameterType, readonly ParameterType[]>>> = {
  int: ['long', 'double'],
  long: ['double'],
  String: ['CharSequence', 'Object'],
  'String?': ['CharSequence', 'Object'],
  CharSequence: ['Object'],
  Integer: ['Object'],
  Long: ['Object'],
  Double: ['Object'],
  Boolean: ['Object'],
  BigInteger: ['Object'],
  BigDecimal: ['Object'],
  Collection: ['Iterable', 'Object'],
  Iterable: ['Object'],
  Map: ['Object'],
  'char[]': ['Object'],
  'Object[]': ['Object'],
  'CharSequence[]': ['Object[]', 'Object'],
  never: ['Object'],
}

function isLong(value: Value): boolean {
  return isInteger(value) && !isInt(value) && !isBigInteger(value)
}

/** Whether a value can be given where a type is declared. Null fits all but the primitive types. */
function fits(type: ParameterType, value: Value): boolean {
  switch (type) {
    case 'int':
      return isInt(value)
    case 'long':
      return isInt(value) || isLong(value)
    case 'double':
      return value instanceof JavaDouble || isInt(value) || isLong(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'char':
      return value instanceof JavaCharacter
  }
  if (value === null || type === 'Object') return true
  switch (type) {
    case 'String':
    case 'String?':
    case 'CharSequence':
      return typeof value === 'string'
    case 'Integer':
      return isInt(value)
    case 'Long':
      return isLong(value)
    case 'Double':
      return value instanceof JavaDouble
    case 'Boolean':
      return typeof value === 'boolean'
    case 'BigInteger':
      return isBigInteger(value) || value instanceof JavaBigInteger
    case 'BigDecimal':
      return value instanceof JavaDecimal && !(value instanceof JavaBigInteger)
    case 'Collection':
    case 'Iterable':
      return Array.isArray(value) && !(value instanceof JavaArray)
    case 'Map':
      return value instanceof Map
    case 'char[]':
      return value instanceof JavaArray && value[0] instanceof JavaCharacter
    case 'Object[]':
      return value instanceof JavaArray && !(value[0] instanceof JavaCharacter)
    case 'CharSequence[]':
      return value instanceof JavaArray && typeof value[0] === 'string'
    case 'never':
      return false
  }
}

/** Whether a type is the very class of a value; for null that is Object. */
function isClassOf(type: ParameterType, value: Value): boolean {
  if (value === null) return type === 'Object'
  if (type === 'int' || type === 'Integer') return isInt(value)
  if (type === 'long' || type === 'Long') return isLong(value)
  if (type === 'double' || type === 'Double') return value instanceof JavaDouble
  if (type === 'Object' || type === 'CharSequence' || type === 'Collection') return false
  if (type === 'Iterable' || type === 'Map' || type === 'never') return false
  return fits(type, value)
}

const elements: Readonly<Partial<Record<ParameterType, ParameterType>>> = {
  'char[]': 'char',
  'Object[]': 'Object',
  'CharSequence[]': 'CharSequence',
}

/** The method of several of the same name that Velocity calls for these values. */
interface Chosen<Self> {
  readonly method: Method<Self>
  readonly values: readonly Value[]
}

/**
 * Choose among methods of one name as Velocity does: one declared for the very classes of the values, else the most
 * specific of those that they fit. `undefined` where none fits or two fit equally well.
 * A method without parameters fits any values and then fails for their number.
 */
export function chooseMethod<Self>(
  overloads: readonly Method<Self>[],
  values: readonly Value[],
): Chosen<Self> | undefined {
  let best: Method<Self> | undefined
  let isAmbiguous = false
  for (const candidate of overloads) {
    const { parameters } = candidate
    if (parameters.length !== values.length) continue
    if (!all(parameters, values, fitsLast)) continue
    if (all(parameters, values, isClassAt)) return { method: candidate, values }
    const order = best ? specificity(parameters, best.parameters) : 1
    if (order > 0) {
      best = candidate
      isAmbiguous = false
    } else if (order === 0) isAmbiguous = true
  }
  if (isAmbiguous) return undefined
  if (best) return { method: best, values: collected(best.parameters, values) }
  for (const candidate of overloads) {
    const { parameters } = candidate
    if (fitsVariadic(parameters, values))
      return { method: candidate, values: collected(parameters, values) }
  }
  const bare = overloads.find(({ parameters }) => parameters.length === 0)
  if (!bare) return undefined
  throw thrown('vtl/illegal-argument', 'A method without parameters was given some')
}

/** Whether each type goes with the value in its place. */
function all(
  types: readonly ParameterType[],
  values: readonly Value[],
  goes: (type: ParameterType, values: readonly Value[], index: number) => boolean,
): boolean {
  for (let i = 0; i < types.length; i++) if (!goes(types[i] ?? 'never', values, i)) return false
  return true
}

function isClassAt(type: ParameterType, values: readonly Value[], index: number): boolean {
  return isClassOf(type, values[index] ?? null)
}

/** As `fits`; in the last place an array of a type takes one of its elements too. */
function fitsLast(type: ParameterType, values: readonly Value[], index: number): boolean {
  const value = values[index] ?? null
  if (fits(type, value)) return true
  const element = elements[type]
  return element !== undefined && index === values.length - 1 && fits(element, value)
}

function fitsVariadic(parameters: readonly ParameterType[], values: readonly Value[]): boolean {
  const last = parameters.length - 1
  const element = elements[parameters[last] ?? 'never']
  if (element === undefined) return false
  if (values.length === last)
    return parameters.slice(0, last).every((type, i) => fits(type, values[i] ?? null))
  if (values.length < last) return false
  return values.every((value, i) => fits(i < last ? (parameters[i] ?? 'never') : element, value))
}

/** The values with those of a variable number put into one array. */
function collected(
  parameters: readonly ParameterType[],
  values: readonly Value[],
): readonly Value[] {
  const last = parameters.length - 1
  const type = parameters[last] ?? 'never'
  if (elements[type] === undefined) return values
  const rest = values.slice(last)
  const [only] = rest
  if (rest.length === 1 && (only === null || only instanceof JavaArray)) return values
  const array = new JavaArray()
  for (const value of rest) array.push(value)
  return [...values.slice(0, last), array]
}

/** Positive where the left is more specific, negative where the right is, 0 where neither or both are. */
function specificity(left: readonly ParameterType[], right: readonly ParameterType[]): number {
  let isLeft = false
  let isRight = false
  for (let i = 0; i < left.length; i++) {
    const one = left[i] ?? 'never'
    const other = right[i] ?? 'never'
    if (one === other) continue
    isLeft ||= wider[one]?.includes(other) === true
    isRight ||= wider[other]?.includes(one) === true
  }
  return Number(isLeft) - Number(isRight)
}

/** The Java class of a value, as far as a template can see it. */
export function classOf(value: Value): string {
  if (typeof value === 'string') return 'java.lang.String'
  if (typeof value === 'boolean') return 'java.lang.Boolean'
  if (isInt(value)) return 'java.lang.Integer'
  if (isBigInteger(value) || value instanceof JavaBigInteger) return 'java.math.BigInteger'
  if (isInteger(value)) return 'java.lang.Long'
  if (value instanceof JavaDouble) return 'java.lang.Double'
  if (value instanceof JavaDecimal) return 'java.math.BigDecimal'
  if (value instanceof JavaList) return 'java.util.ArrayList'
  if (value instanceof JavaArray) return '[Ljava.lang.String;'
  if (value instanceof JavaSet) return 'java.util.LinkedHashMap$LinkedKeySet'
  if (Array.isArray(value)) return 'net.minidev.json.JSONArray'
  if (value instanceof HostObject) return value.className
  return 'java.util.LinkedHashMap'
}
