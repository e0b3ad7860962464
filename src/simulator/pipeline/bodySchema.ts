import { RE2JS, RE2JSException } from 're2js'

/** A JSON Schema (draft 4), ready to validate. */
export interface BodySchema {
  /** What is wrong with a value, in the service's words; empty where it fits. */
  readonly validate: (value: unknown) => readonly string[]
}

/** Finds the schema that a `$ref` names, seen from the document that holds it; `undefined` where there is none. */
export type SchemaResolver = (
  reference: string,
  document: string,
) => { readonly schema: unknown; readonly document: string } | undefined

type Members = Readonly<Record<string, unknown>>

/** Steps of one validation: a schema that branches without end is stopped. */
const mostSteps = 200_000
const deepest = 400

interface Run {
  steps: number
  readonly resolve: SchemaResolver
  readonly patterns: Map<string, RE2JS | undefined>
}

/** Prepare a schema. Patterns run in linear time, whatever they say. Source: json-schema-validation draft 4; wording as in execution logs. */
export function createBodySchema(
  schema: unknown,
  document: string,
  resolve: SchemaResolver,
): BodySchema {
  const patterns = new Map<string, RE2JS | undefined>()
  return {
    validate: (value) => {
      const run: Run = { steps: 0, resolve, patterns }
      const errors: string[] = []
      check(run, schema, document, value, 0, errors)
      return errors
    },
  }
}

/** Add what is wrong with a value to a list of errors. */
function check(
  run: Run,
  schema: unknown,
  document: string,
  value: unknown,
  depth: number,
  errors: string[],
): void {
  if (++run.steps > mostSteps || depth > deepest) {
    errors.push('the schema is too deep to be validated')
    return
  }
  if (!isMembers(schema)) return
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const found = run.resolve(reference, document)
    if (found) check(run, found.schema, found.document, value, depth + 1, errors)
    return
  }
  const isMistyped = !hasType(schema['type'], value)
  if (isMistyped) errors.push(typeError(schema['type'], value))
  checkEnum(schema, value, errors)
  const inner: Inner = (part, of, into) => check(run, part, document, of, depth + 1, into)
  checkCombined(schema, value, inner, errors)
  if (isMistyped) return
  if (typeof value === 'string') checkText(run, schema, value, errors)
  else if (typeof value === 'number') checkNumber(schema, value, errors)
  else if (Array.isArray(value)) checkList(schema, value, inner, errors)
  else if (isMembers(value)) checkObject(run, schema, value, inner, errors)
}

type Inner = (schema: unknown, value: unknown, errors: string[]) => void

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const own = (members: Members, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === undefined) return true
  const kind = kindOf(value)
  if (typeof type === 'string') return type === kind || (kind === 'integer' && type === 'number')
  const allowed = textsIn(type)
  return (
    allowed.length === 0 ||
    allowed.includes(kind) ||
    (kind === 'integer' && allowed.includes('number'))
  )
}

function typeError(type: unknown, value: unknown): string {
  const listed = new Set(typeof type === 'string' ? [type] : textsIn(type))
  if (listed.has('number')) listed.add('integer')
  return `instance type (${kindOf(value)}) does not match any allowed primitive type (allowed: ${JSON.stringify([...listed].sort())})`
}

function checkEnum(schema: Members, value: unknown, errors: string[]): void {
  const values = schema['enum']
  if (!Array.isArray(values) || values.some((item) => isSame(item, value))) return
  errors.push(
    `instance value (${JSON.stringify(value)}) not found in enum (possible values: ${JSON.stringify(values)})`,
  )
}

/** Equal as JSON: members in any order. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => isSame(item, right[i]))
  }
  if (!isMembers(left) || !isMembers(right)) return false
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name]))
  )
}

function checkCombined(schema: Members, value: unknown, inner: Inner, errors: string[]): void {
  const fits = (part: unknown) => {
    const found: string[] = []
    inner(part, value, found)
    return found.length === 0
  }
  const matches = (parts: unknown[]) => parts.filter(fits).length
  const { allOf, anyOf, oneOf, not } = schema
  if (Array.isArray(allOf)) {
    const matched = matches(allOf)
    if (matched < allOf.length) {
      errors.push(
        `instance failed to match all required schemas (matched only ${matched} out of ${allOf.length})`,
      )
    }
  }
  if (Array.isArray(anyOf) && matches(anyOf) === 0) {
    errors.push(`instance failed to match at least one required schema among ${anyOf.length}`)
  }
  if (Array.isArray(oneOf)) {
    const matched = matches(oneOf)
    if (matched !== 1) {
      errors.push(
        `instance failed to match exactly one schema (matched ${matched} out of ${oneOf.length})`,
      )
    }
  }
  if (isMembers(not) && fits(not)) errors.push('instance matched a schema which it should not have')
}

function checkText(run: Run, schema: Members, value: string, errors: string[]): void {
  const { minLength, maxLength, pattern, format } = schema
  if (typeof minLength === 'number' || typeof maxLength === 'number') {
    const length = charactersOf(value)
    if (typeof minLength === 'number' && length < minLength) {
      errors.push(
        `string ${JSON.stringify(value)} is too short (length: ${length}, required minimum: ${minLength})`,
      )
    }
    if (typeof maxLength === 'number' && length > maxLength) {
      errors.push(
        `string ${JSON.stringify(value)} is too long (length: ${length}, maximum allowed: ${maxLength})`,
      )
    }
  }
  if (typeof pattern === 'string' && finds(run, pattern, value) === false) {
    errors.push(
      `ECMA 262 regex ${JSON.stringify(pattern)} does not match input string ${JSON.stringify(value)}`,
    )
  }
  if (typeof format === 'string' && Object.hasOwn(formats, format)) {
    const known = formats[format]
    if (known && !known.pattern.test(value)) {
      errors.push(`string ${JSON.stringify(value)} ${known.complaint}`)
    }
  }
}

/** Characters of a text: a pair of surrogates is one. */
function charactersOf(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) i++
    count++
  }
  return count
}

/** Formats that are checked, each in time that grows with the text alone. */
const formats: Readonly<Record<string, { readonly pattern: RegExp; readonly complaint: string }>> =
  {
    'date-time': {
      pattern: /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/,
      complaint:
        "is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
    },
    email: { pattern: /^[^\s@]+@[^\s@]+$/, complaint: 'is not a valid email address' },
    ipv4: {
      pattern: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
      complaint: 'is not a valid IPv4 address',
    },
  }

/** Whether a pattern is found in a text; `undefined` where the pattern cannot be used, which lets the text pass. */
function finds(run: Run, pattern: string, value: string): boolean | undefined {
  if (!run.patterns.has(pattern)) run.patterns.set(pattern, compiledPattern(pattern))
  return run.patterns.get(pattern)?.matcher(value).find()
}

function compiledPattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (error instanceof RE2JSException) return undefined
    throw error
  }
}

function checkNumber(schema: Members, value: number, errors: string[]): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (typeof minimum === 'number') {
    if (value < minimum) {
      errors.push(
        `numeric instance is lower than the required minimum (minimum: ${minimum}, found: ${value})`,
      )
    } else if (exclusiveMinimum === true && value === minimum) {
      errors.push(`numeric instance is not strictly greater than the required minimum ${minimum}`)
    }
  }
  if (typeof maximum === 'number') {
    if (value > maximum) {
      errors.push(
        `numeric instance is greater than the required maximum (maximum: ${maximum}, found: ${value})`,
      )
    } else if (exclusiveMaximum === true && value === maximum) {
      errors.push(`numeric instance is not strictly lower than the required maximum ${maximum}`)
    }
  }
  if (typeof multipleOf === 'number' && multipleOf > 0) {
    const quotient = value / multipleOf
    if (Math.abs(quotient - Math.round(quotient)) > 1e-9) {
      errors.push(`remainder of division is not zero (${value} / ${multipleOf})`)
    }
  }
}

function checkList(
  schema: Members,
  value: readonly unknown[],
  inner: Inner,
  errors: string[],
): void {
  const { items, additionalItems, minItems, maxItems, uniqueItems } = schema
  if (typeof minItems === 'number' && value.length < minItems) {
    errors.push(
      `array is too short: must have at least ${minItems} elements but instance has ${value.length} elements`,
    )
  }
  if (typeof maxItems === 'number' && value.length > maxItems) {
    errors.push(
      `array is too long: must have at most ${maxItems} elements but instance has ${value.length} elements`,
    )
  }
  if (uniqueItems === true && hasDuplicates(value)) {
    errors.push('array must not contain duplicate elements')
  }
  const listed: unknown[] | undefined = Array.isArray(items) ? items : undefined
  value.forEach((item, i) => {
    if (!listed) inner(items, item, errors)
    else if (i < listed.length) inner(listed[i], item, errors)
    else if (isMembers(additionalItems)) inner(additionalItems, item, errors)
  })
  if (listed && additionalItems === false && value.length > listed.length) {
    errors.push(
      `array may contain at most ${listed.length} elements but instance has ${value.length} elements`,
    )
  }
}

function hasDuplicates(value: readonly unknown[]): boolean {
  const texts = value.map((item) => JSON.stringify(sorted(item)))
  return new Set(texts).size < texts.length
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isMembers(value)) return value
  const names = Object.keys(value).sort()
  return names.map((name) => [name, sorted(value[name])])
}

const nothing: Members = {}

function checkObject(
  run: Run,
  schema: Members,
  value: Members,
  inner: Inner,
  errors: string[],
): void {
  const { required, minProperties, maxProperties, additionalProperties, dependencies } = schema
  const names = Object.keys(value)
  const isMissing = (name: unknown) => typeof name === 'string' && !Object.hasOwn(value, name)
  if (Array.isArray(required) && required.some(isMissing)) {
    const missing = textsIn(required).filter(isMissing)
    errors.push(`object has missing required properties (${JSON.stringify(missing.sort())})`)
  }
  if (typeof minProperties === 'number' && names.length < minProperties) {
    errors.push(
      `object has too few properties (found ${names.length} but schema requires at least ${minProperties})`,
    )
  }
  if (typeof maxProperties === 'number' && names.length > maxProperties) {
    errors.push(
      `object has too many properties (found ${names.length} but schema requires at most ${maxProperties})`,
    )
  }
  const properties = isMembers(schema['properties']) ? schema['properties'] : nothing
  const patterned = isMembers(schema['patternProperties'])
    ? Object.entries(schema['patternProperties'])
    : undefined
  const foreign: string[] = []
  for (const name of names) {
    const part = own(properties, name)
    const others = patterned?.filter(([pattern]) => finds(run, pattern, name) === true)
    if (part !== undefined) inner(part, value[name], errors)
    for (const [, other] of others ?? []) inner(other, value[name], errors)
    if (part !== undefined || (others && others.length > 0)) continue
    if (additionalProperties === false) foreign.push(name)
    else if (isMembers(additionalProperties)) inner(additionalProperties, value[name], errors)
  }
  if (foreign.length > 0) {
    const listed = JSON.stringify(foreign.sort())
    errors.push(`object instance has properties which are not allowed by the schema: ${listed}`)
  }
  if (isMembers(dependencies)) checkDependencies(dependencies, value, inner, errors)
}

function checkDependencies(
  dependencies: Members,
  value: Members,
  inner: Inner,
  errors: string[],
): void {
  for (const [name, dependency] of Object.entries(dependencies)) {
    if (!Object.hasOwn(value, name)) continue
    if (isMembers(dependency)) {
      inner(dependency, value, errors)
      continue
    }
    const wanted = textsIn(dependency)
    const missing = wanted.filter((other) => !Object.hasOwn(value, other))
    if (missing.length === 0) continue
    errors.push(
      `property ${JSON.stringify(name)} of object has missing property dependencies (schema requires ${JSON.stringify(wanted)}; missing: ${JSON.stringify(missing)})`,
    )
  }
}
