import type { Method, RestApi } from '../../model/index.ts'

/** A body that the model of a content type accepts; an empty object where the method has none. */
export function sampleBodyOf(api: RestApi, method: Method, contentType: string): string {
  const type = contentType.replace(/;.*$/, '').trim()
  const name =
    method.requestModels[type] ??
    method.requestModels['application/json'] ??
    Object.values(method.requestModels)[0]
  const schemaOf = (other: string) =>
    Object.hasOwn(api.models, other) ? api.models[other]?.schema : undefined
  const schema = name === undefined ? undefined : schemaOf(name)
  return (schema === undefined ? undefined : sampleBody(schema, schemaOf)) ?? '{}'
}

/** Finds the text of another model's schema by its name. */
export type ModelText = (name: string) => string | undefined

type Members = Readonly<Record<string, unknown>>

/** Deeper schemas are cut: a sample is to be read. */
const deepest = 8

interface Sampling {
  readonly root: Members
  readonly modelText: ModelText
  /** The references on the way here, so that a schema that holds itself ends. */
  readonly within: readonly string[]
  readonly depth: number
}

/**
 * A body that a JSON Schema (draft 4) describes, as JSON text with two blanks: every property with an example, a default,
 * a permitted value, or one of its type and format. `undefined` where the schema is not JSON.
 */
export function sampleBody(schemaText: string, modelText: ModelText): string | undefined {
  const root = parsed(schemaText)
  if (!root) return undefined
  const value = sample(root, { root, modelText, within: [], depth: 0 })
  return JSON.stringify(value ?? {}, null, 2)
}

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isMembers(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value for a schema; `undefined` where there is none that ends. */
function sample(schema: unknown, sampling: Sampling): unknown {
  if (!isMembers(schema) || sampling.depth > deepest) return undefined
  const reference = schema['$ref']
  if (typeof reference === 'string') return referenced(reference, sampling)
  for (const given of ['example', 'default']) {
    if (schema[given] !== undefined) return schema[given]
  }
  const permitted = schema['enum']
  if (Array.isArray(permitted) && permitted.length > 0) return permitted[0] as unknown
  const choices = schema['oneOf'] ?? schema['anyOf']
  if (Array.isArray(choices) && schema['properties'] === undefined) {
    for (const choice of choices) {
      const value = sample(choice, deeper(sampling))
      if (value !== undefined) return value
    }
  }
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, sampling)
    case 'array':
      return sampleArray(schema, sampling)
    case 'string':
      return sampleString(schema)
    case 'integer':
    case 'number':
      return sampleNumber(schema)
    case 'boolean':
      return true
    default:
      return null
  }
}

function deeper(sampling: Sampling): Sampling {
  return { ...sampling, depth: sampling.depth + 1 }
}

function typeOf(schema: Members): string {
  const { type } = schema
  if (typeof type === 'string') return type
  if (Array.isArray(type)) {
    const first: unknown = type.find((one) => one !== 'null')
    return typeof first === 'string' ? first : 'null'
  }
  if (schema['items'] !== undefined) return 'array'
  if (schema['pattern'] !== undefined || schema['format'] !== undefined) return 'string'
  if (schema['minimum'] !== undefined || schema['maximum'] !== undefined) return 'number'
  return 'object'
}

function referenced(reference: string, sampling: Sampling): unknown {
  if (sampling.within.includes(reference)) return undefined
  const within = [...sampling.within, reference]
  const model = /\/models\/([^/#]+)(#.*)?$/.exec(reference)
  if (model?.[1] !== undefined) {
    const text = sampling.modelText(model[1])
    const root = text === undefined ? undefined : parsed(text)
    return root && sample(root, { ...deeper(sampling), root, within })
  }
  if (!reference.startsWith('#')) return undefined
  let target: unknown = sampling.root
  for (const part of reference.slice(1).split('/').filter(Boolean)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~')
    target = isMembers(target) && Object.hasOwn(target, name) ? target[name] : undefined
  }
  return sample(target, { ...deeper(sampling), within })
}

function sampleObject(schema: Members, sampling: Sampling): unknown {
  const merged: [string, unknown][] = []
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : []
  for (const part of parts) {
    const value = sample(part, deeper(sampling))
    if (isMembers(value)) merged.push(...Object.entries(value))
    else if (value !== undefined && schema['properties'] === undefined) return value
  }
  const properties = isMembers(schema['properties']) ? schema['properties'] : {}
  for (const [name, property] of Object.entries(properties)) {
    const value = sample(property, deeper(sampling))
    if (value !== undefined) merged.push([name, value])
  }
  const known = new Set(merged.map(([name]) => name))
  const required = Array.isArray(schema['required']) ? (schema['required'] as unknown[]) : []
  for (const name of required) {
    // a property that leads back to its own schema is left out, one that nothing describes is a text
    if (typeof name === 'string' && !known.has(name) && !Object.hasOwn(properties, name)) {
      merged.push([name, 'string'])
    }
  }
  return Object.fromEntries(merged)
}

function sampleArray(schema: Members, sampling: Sampling): unknown {
  const { items } = schema
  if (Array.isArray(items)) return items.map((item) => sample(item, deeper(sampling)) ?? null)
  const item = sample(items, deeper(sampling))
  if (item === undefined) return []
  const least = Math.min(numberOf(schema['minItems']) ?? 1, 10)
  return Array.from({ length: Math.max(1, least) }, () => item)
}

const formats: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  email: 'jane@example.com',
  uuid: '123e4567-e89b-12d3-a456-426614174000',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'c3RyaW5n',
}

function sampleString(schema: Members): string {
  const { format, pattern } = schema
  if (typeof format === 'string' && Object.hasOwn(formats, format)) return formats[format] ?? ''
  if (typeof pattern === 'string') {
    const text = sampleOfPattern(pattern)
    if (text !== undefined) return text
  }
  const least = Math.min(numberOf(schema['minLength']) ?? 0, 1000)
  const most = numberOf(schema['maxLength'])
  const text = 'string'.padEnd(least, 'string')
  return most === undefined ? text : text.slice(0, Math.max(0, most))
}

function sampleNumber(schema: Members): number {
  const isInteger = typeOf(schema) === 'integer'
  const step = numberOf(schema['multipleOf'])
  const minimum = numberOf(schema['minimum'])
  const maximum = numberOf(schema['maximum'])
  const above = schema['exclusiveMinimum'] === true ? (step ?? 1) : 0
  const below = schema['exclusiveMaximum'] === true ? (step ?? 1) : 0
  let value = step ?? 1
  if (minimum !== undefined && value < minimum + above) value = minimum + above
  if (maximum !== undefined && value > maximum - below) value = maximum - below
  if (step !== undefined && step > 0) value = Math.ceil(value / step) * step
  return isInteger ? Math.ceil(value) : value
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/**
 * A short text that a plain regular expression matches: literals, classes, groups, the first of alternatives,
 * each repetition as often as it must. `undefined` for look-around and back references.
 */
export function sampleOfPattern(pattern: string): string | undefined {
  let i = 0
  let failed = false
  const alternatives = (): string => {
    const first = sequence()
    while (pattern[i] === '|') {
      i++
      sequence()
    }
    return first
  }
  const sequence = (): string => {
    let text = ''
    while (i < pattern.length && pattern[i] !== '|' && pattern[i] !== ')' && !failed) {
      const [one, least] = [atom(), repetition()]
      text += one.repeat(least)
    }
    return text
  }
  const atom = (): string => {
    const unit = pattern[i++] ?? ''
    if (unit === '^' || unit === '$') return ''
    if (unit === '.') return 'a'
    if (unit === '\\') return escaped()
    if (unit === '[') return characterClass()
    if (unit !== '(') return unit
    if (pattern[i] === '?') {
      if (pattern[i + 1] !== ':') failed = true
      i += 2
    }
    const inner = alternatives()
    if (pattern[i++] !== ')') failed = true
    return inner
  }
  const escaped = (): string => {
    const unit = pattern[i++] ?? ''
    const classes: Record<string, string> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a' }
    const blanks: Record<string, string> = { t: '\t', n: '\n', r: '\r' }
    if (unit === 'b') return ''
    if (/[1-9pPkuxB]/.test(unit)) failed = true
    return classes[unit] ?? blanks[unit] ?? unit
  }
  const characterClass = (): string => {
    const end = pattern.indexOf(']', i + 1)
    if (end < 0 || pattern[i] === '^') {
      failed = true
      return ''
    }
    const first = pattern[i++] ?? ''
    const text = first === '\\' ? escaped() : first
    i = end + 1
    return text
  }
  const repetition = (): number => {
    const unit = pattern[i]
    let least = 1
    if (unit === '*' || unit === '?' || unit === '+') {
      i++
      least = unit === '+' ? 1 : 0
    } else if (unit === '{') {
      const counts = /^\{(\d+)(?:,\d*)?\}/.exec(pattern.slice(i))
      if (!counts) return 1
      i += counts[0].length
      least = Math.min(Number(counts[1]), 100)
    }
    if (pattern[i] === '?' || pattern[i] === '+') i++
    return least
  }
  const text = alternatives()
  return failed || i < pattern.length ? undefined : text
}
