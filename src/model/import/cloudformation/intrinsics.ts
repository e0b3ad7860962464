import type { Json } from '../../schema/json.ts'

export type JsonObject = { readonly [name: string]: Json }

/** What the functions of a template are evaluated against. */
export interface Scope {
  /** Values of parameters, given or default. */
  readonly parameters: Readonly<Record<string, Json>>
  readonly mappings: JsonObject
  /** Conditions as the template writes them. */
  readonly conditions: JsonObject
  readonly pseudoParameters: Readonly<Record<string, Json>>
  /** Conditions that were found out. */
  readonly known: Map<string, boolean>
  /** How many characters functions may still yield: a template must not grow without bounds. */
  readonly budget: { characters: number }
  /** What `Ref` of a resource means. */
  readonly reference: (logicalId: string) => Json | undefined
  /** What `Fn::GetAtt` of a resource means. */
  readonly attribute: (logicalId: string, name: string) => Json | undefined
  /** A document that a template includes, by its location. */
  readonly included: (location: string) => Json | undefined
  /** Told once for each part that has no value here. */
  readonly leftOut: (message: string, pointer: readonly string[]) => void
  /** Called with each function that was evaluated; the value is `undefined` for `AWS::NoValue`. */
  readonly evaluated?: (
    expression: Json,
    value: Json | undefined,
    pointer: readonly string[],
  ) => void
  /** Told once for each function that leads nowhere. */
  readonly unresolved: (what: string, pointer: readonly string[]) => void
}

/** The value that makes CloudFormation leave a property out. */
const noValue = Symbol('AWS::NoValue')
type Evaluated = Json | typeof noValue

const deepest = 200

/** A property of a template with its functions carried out. What cannot be known stands as `UNRESOLVED`, and is told. */
export function evaluate(
  value: Json,
  scope: Scope,
  pointer: readonly string[] = [],
): Json | undefined {
  const evaluated = evaluated_(value, scope, pointer, 0)
  return evaluated === noValue ? undefined : evaluated
}

function evaluated_(
  value: Json,
  scope: Scope,
  pointer: readonly string[],
  depth: number,
): Evaluated {
  if (depth > deepest) {
    scope.unresolved('functions nested too deeply', pointer)
    return 'UNRESOLVED'
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value
      .map((item, i) => evaluated_(item, scope, [...pointer, String(i)], depth + 1))
      .filter((item) => item !== noValue)
  }
  const [name, ...others] = Object.keys(value)
  if (name !== undefined && others.length === 0 && Object.hasOwn(functions, name)) {
    const carryOut = functions[name]
    if (carryOut) {
      const inner = (item: Json) => evaluated_(item, scope, [...pointer, name], depth + 1)
      const result = carryOut(value[name] ?? null, scope, inner, [...pointer, name])
      scope.evaluated?.(value, result === noValue ? undefined : result, pointer)
      return result
    }
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      const result = evaluated_(item, scope, [...pointer, key], depth + 1)
      return result === noValue ? [] : [[key, result]]
    }),
  )
}

/** A text that a function yields, as long as there is room for it. */
function spend(text: string, scope: Scope, pointer: readonly string[]): string {
  const { budget } = scope
  if (budget.characters < 0) return ''
  budget.characters -= text.length
  if (budget.characters >= 0) return text
  scope.unresolved('A function that yields more than fits into a template', pointer)
  return ''
}

type IntrinsicFunction = (
  argument: Json,
  scope: Scope,
  inner: (value: Json) => Evaluated,
  pointer: readonly string[],
) => Evaluated

const list = (value: Evaluated): readonly Json[] => (Array.isArray(value) ? value : [])

function written(value: Evaluated): string {
  if (typeof value === 'string') return value
  if (value === noValue || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function nowhere(what: string, scope: Scope, pointer: readonly string[]): Json {
  scope.unresolved(what, pointer)
  return 'UNRESOLVED'
}

function referred(name: string, scope: Scope, pointer: readonly string[]): Evaluated {
  if (name === 'AWS::NoValue') return noValue
  for (const values of [scope.pseudoParameters, scope.parameters]) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (typeof value === 'string') return spend(value, scope, pointer)
    if (value !== undefined) return value
  }
  // the serverless transform names what it makes with a dot: `Api.Stage`
  if (name.includes('.')) return attributeOf(name, scope, pointer)
  return scope.reference(name) ?? nowhere(`Ref ${name}`, scope, pointer)
}

function attributeOf(path: string, scope: Scope, pointer: readonly string[]): Json {
  const dot = path.indexOf('.')
  const [logicalId, name] = [path.slice(0, dot), path.slice(dot + 1)]
  return scope.attribute(logicalId, name) ?? nowhere(`Fn::GetAtt ${path}`, scope, pointer)
}

/** Conditions may name each other so deep. */
const deepestCondition = 500

/** Conditions may name each other; one that leads back to itself is false. Each is found out once. */
function holds(condition: string, scope: Scope, above: readonly string[] = []): boolean {
  const known = scope.known.get(condition)
  if (known !== undefined) return known
  if (!Object.hasOwn(scope.conditions, condition)) return false
  if (above.length > deepestCondition || above.includes(condition)) return false
  const value = isTrue(scope.conditions[condition] ?? false, scope, [...above, condition])
  scope.known.set(condition, value)
  return value
}

function isTrue(value: Json, scope: Scope, above: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value === true || value === 'true'
  }
  const [name = ''] = Object.keys(value)
  const argument = value[name] ?? null
  const items = list(argument)
  switch (name) {
    case 'Condition':
      return holds(written(argument), scope, above)
    case 'Fn::Equals': {
      const [left = null, right = null] = items.map((item) => evaluate(item, scope) ?? null)
      return written(left) === written(right)
    }
    case 'Fn::Not':
      return !isTrue(items[0] ?? false, scope, above)
    case 'Fn::And':
      return items.every((item) => isTrue(item, scope, above))
    case 'Fn::Or':
      return items.some((item) => isTrue(item, scope, above))
    default:
      return false
  }
}

/** Whether a resource with a `Condition` is made. */
export function isIncluded(condition: Json | undefined, scope: Scope): boolean {
  return typeof condition !== 'string' || holds(condition, scope)
}

const functions: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (argument, scope, _inner, pointer) => referred(written(argument), scope, pointer),
  'Fn::GetAtt': (argument, scope, inner, pointer) => {
    const path = Array.isArray(argument)
      ? argument.map((item) => written(inner(item))).join('.')
      : written(argument)
    return attributeOf(path, scope, pointer)
  },
  'Fn::Sub': (argument, scope, inner, pointer) => {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}]
    const own: Readonly<Record<string, Evaluated>> = Object.fromEntries(
      Object.entries(
        typeof variables === 'object' && variables !== null && !Array.isArray(variables)
          ? variables
          : {},
      ).map(([name, value]): [string, Evaluated] => [name, inner(value)]),
    )
    return written(template ?? '').replace(
      /\$\{(!?)([^{}$]*)\}/g,
      (_whole, literal: string, name: string) => {
        if (literal !== '') return `\${${name}}`
        const key = name.trim()
        if (Object.hasOwn(own, key)) return spend(written(own[key] ?? ''), scope, pointer)
        return written(
          key.includes('.') ? attributeOf(key, scope, pointer) : referred(key, scope, pointer),
        )
      },
    )
  },
  'Fn::Join': (argument, scope, inner, pointer) => {
    const [separator, items] = list(argument)
    const between = written(separator ?? '')
    return list(inner(items ?? []))
      .map((item) =>
        spend(written(item) + between, scope, pointer).slice(0, -between.length || undefined),
      )
      .join(between)
  },
  'Fn::If': (argument, scope, inner) => {
    const [condition, whenTrue, whenFalse] = list(argument)
    return inner((holds(written(condition ?? ''), scope) ? whenTrue : whenFalse) ?? null)
  },
  'Fn::Select': (argument, scope, inner, pointer) => {
    const [index, items] = list(argument)
    const found = list(inner(items ?? []))[Number(written(inner(index ?? 0)))]
    return found ?? nowhere('Fn::Select', scope, pointer)
  },
  'Fn::Split': (argument, _scope, inner) => {
    const [separator, source] = list(argument)
    const between = written(separator ?? ',')
    const text = written(inner(source ?? ''))
    return between === '' ? [text] : text.split(between)
  },
  'Fn::FindInMap': (argument, scope, inner, pointer) => {
    const keys = list(argument)
      .slice(0, 3)
      .map((item) => written(inner(item)))
    const found = keys.reduce<Json | undefined>(
      (value, key) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.hasOwn(value, key)
          ? value[key]
          : undefined,
      scope.mappings as Json, // a mapping is a map of maps
    )
    return found ?? nowhere(`Fn::FindInMap ${keys.join('.')}`, scope, pointer)
  },
  'Fn::Base64': (argument, _scope, inner) => base64(written(inner(argument))),
  'Fn::Length': (argument, _scope, inner) => list(inner(argument)).length,
  'Fn::ToJsonString': (argument, _scope, inner) => {
    const value = inner(argument)
    return JSON.stringify(value === noValue ? null : value)
  },
  'Fn::Cidr': (_argument, scope, _inner, pointer) => nowhere('Fn::Cidr', scope, pointer),
  'Fn::ImportValue': (argument, scope, inner, pointer) =>
    nowhere(`Fn::ImportValue ${written(inner(argument))}`, scope, pointer),
  'Fn::GetAZs': (_argument, scope) => [`${written(scope.pseudoParameters['AWS::Region'] ?? '')}a`],
  'Fn::Transform': (argument, scope, inner, pointer) => {
    const macro = inner(argument)
    const [name, parameters] =
      typeof macro === 'object' && !Array.isArray(macro) && macro !== null
        ? [macro['Name'], macro['Parameters']]
        : []
    const location =
      typeof parameters === 'object' && !Array.isArray(parameters) ? parameters?.['Location'] : null
    const included = name === 'AWS::Include' ? scope.included(written(location ?? '')) : undefined
    if (included !== undefined) return inner(included)
    scope.leftOut(
      name === 'AWS::Include'
        ? `What is included from ${written(location ?? '')} lies outside the template and is left out.`
        : `The macro ${written(name ?? '')} cannot be carried out here: what it makes is left out.`,
      pointer,
    )
    return noValue
  },
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The Base64 form of a text's UTF-8 bytes. The model's library has none. */
function base64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[^]/g)].map(([unit, hex]) =>
    hex === undefined ? unit.charCodeAt(0) : Number.parseInt(hex, 16),
  )
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [first = 0, second, third] = bytes.slice(i, i + 3)
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    const digit = (shift: number) => base64Digits.charAt((bits >> shift) & 63)
    encoded += digit(18) + digit(12)
    encoded += (second === undefined ? '=' : digit(6)) + (third === undefined ? '=' : digit(0))
  }
  return encoded
}

/** Logical ids that a part of a template refers to: by `Ref`, `Fn::GetAtt` and inside `Fn::Sub`. */
export function referencesIn(value: Json, found = new Set<string>(), depth = 0): Set<string> {
  if (typeof value !== 'object' || value === null || depth > deepest) return found
  if (Array.isArray(value)) {
    for (const item of value) referencesIn(item, found, depth + 1)
    return found
  }
  for (const [name, item] of Object.entries(value)) {
    if (name === 'Ref' && typeof item === 'string') found.add(item.split('.')[0] ?? item)
    else if (name === 'Fn::GetAtt') {
      const first: Json | undefined = Array.isArray(item) ? item[0] : item
      if (typeof first === 'string') found.add(first.split('.')[0] ?? first)
    } else if (name === 'Fn::Sub') {
      const template: Json | undefined = Array.isArray(item) ? item[0] : item
      for (const [, key = ''] of written(template ?? '').matchAll(/\$\{([^!{}$][^{}$]*)\}/g)) {
        found.add(key.trim().split('.')[0] ?? key)
      }
      referencesIn(item, found, depth + 1)
    } else referencesIn(item, found, depth + 1)
  }
  return found
}
