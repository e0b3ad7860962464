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
      return checked(run, schema, document, value, 0)
    },
  }
}

function checked(
  run: Run,
  schema: unknown,
  document: string,
  value: unknown,
  depth: number,
): string[] {
  if (++run.steps > mostSteps || depth > deepest) return ['the schema is too deep to be validated']
  if (!isMembers(schema)) return []
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const found = run.resolve(reference, document)
    return found ? checked(run, found.schema, found.document, value, depth + 1) : []
  }
  const inner = (part: unknown, of: unknown) => checked(run, part, document, of, depth + 1)
  const mistyped = typeErrors(schema, value)
  const errors = [
    ...mistyped,
    ...enumErrors(schema, value),
    ...combinedErrors(schema, value, inner),
  ]
  if (mistyped.length > 0) return errors
  if (typeof value === 'string') errors.push(...textErrors(run, schema, value))
  if (typeof value === 'number') errors.push(...numberErrors(schema, value))
  if (Array.isArray(value)) errors.push(...listErrors(schema, value, inner))
  else if (isMembers(value)) errors.push(...objectErrors(run, schema, value, inner))
  return errors
}

type Inner = (schema: unknown, value: unknown) => string[]

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

function typeErrors(schema: Members, value: unknown): string[] {
  const { type } = schema
  const allowed = typeof type === 'string' ? [type] : textsIn(type)
  if (allowed.length === 0) return []
  const kind = kindOf(value)
  if (allowed.includes(kind) || (kind === 'integer' && allowed.includes('number'))) return []
  const listed = new Set(allowed)
  if (listed.has('number')) listed.add('integer')
  return [
    `instance type (${kind}) does not match any allowed primitive type (allowed: ${JSON.stringify([...listed].sort())})`,
  ]
}

function enumErrors(schema: Members, value: unknown): string[] {
  const values = schema['enum']
  if (!Array.isArray(values) || values.some((item) => isSame(item, value))) return []
  return [
    `instance value (${JSON.stringify(value)}) not found in enum (possible values: ${JSON.stringify(values)})`,
  ]
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

function combinedErrors(schema: Members, value: unknown, inner: Inner): string[] {
  const errors: string[] = []
  const matches = (parts: unknown[]) =>
    parts.filter((part) => inner(part, value).length === 0).length
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
  if (isMembers(not) && inner(not, value).length === 0) {
    errors.push('instance matched a schema which it should not have')
  }
  return errors
}

function textErrors(run: Run, schema: Members, value: string): string[] {
  const errors: string[] = []
  const { minLength, maxLength, pattern, format } = schema
  const length = [...value].length
  const quoted = JSON.stringify(value)
  if (typeof minLength === 'number' && length < minLength) {
    errors.push(`string ${quoted} is too short (length: ${length}, required minimum: ${minLength})`)
  }
  if (typeof maxLength === 'number' && length > maxLength) {
    errors.push(`string ${quoted} is too long (length: ${length}, maximum allowed: ${maxLength})`)
  }
  if (typeof pattern === 'string' && finds(run, pattern, value) === false) {
    errors.push(`ECMA 262 regex ${JSON.stringify(pattern)} does not match input string ${quoted}`)
  }
  if (typeof format === 'string' && Object.hasOwn(formats, format)) {
    const known = formats[format]
    if (known && !known.pattern.test(value)) errors.push(`string ${quoted} ${known.complaint}`)
  }
  return errors
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

function numberErrors(schema: Members, value: number): string[] {
  const errors: string[] = []
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
  return errors
}

function listErrors(schema: Members, value: readonly unknown[], inner: Inner): string[] {
  const errors: string[] = []
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
    if (!listed) errors.push(...inner(items, item))
    else if (i < listed.length) errors.push(...inner(listed[i], item))
    else if (isMembers(additionalItems)) errors.push(...inner(additionalItems, item))
  })
  if (listed && additionalItems === false && value.length > listed.length) {
    errors.push(
      `array may contain at most ${listed.length} elements but instance has ${value.length} elements`,
    )
  }
  return errors
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

function objectErrors(run: Run, schema: Members, value: Members, inner: Inner): string[] {
  const errors: string[] = []
  const { required, minProperties, maxProperties, additionalProperties, dependencies } = schema
  const names = Object.keys(value)
  const missing = textsIn(required).filter((name) => !Object.hasOwn(value, name))
  if (missing.length > 0) {
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
  const properties = isMembers(schema['properties']) ? schema['properties'] : {}
  const patterned = isMembers(schema['patternProperties'])
    ? Object.entries(schema['patternProperties'])
    : []
  const foreign: string[] = []
  for (const name of names) {
    const part = own(properties, name)
    const others = patterned.filter(([pattern]) => finds(run, pattern, name) === true)
    if (part !== undefined) errors.push(...inner(part, value[name]))
    for (const [, other] of others) errors.push(...inner(other, value[name]))
    if (part !== undefined || others.length > 0) continue
    if (additionalProperties === false) foreign.push(name)
    else if (isMembers(additionalProperties))
      errors.push(...inner(additionalProperties, value[name]))
  }
  if (foreign.length > 0) {
    const listed = JSON.stringify(foreign.sort())
    errors.push(`object instance has properties which are not allowed by the schema: ${listed}`)
  }
  return [...errors, ...dependencyErrors(dependencies, value, inner)]
}

function dependencyErrors(dependencies: unknown, value: Members, inner: Inner): string[] {
  if (!isMembers(dependencies)) return []
  return Object.entries(dependencies).flatMap(([name, dependency]) => {
    if (!Object.hasOwn(value, name)) return []
    if (isMembers(dependency)) return inner(dependency, value)
    const wanted = textsIn(dependency)
    const missing = wanted.filter((other) => !Object.hasOwn(value, other))
    if (missing.length === 0) return []
    return [
      `property ${JSON.stringify(name)} of object has missing property dependencies (schema requires ${JSON.stringify(wanted)}; missing: ${JSON.stringify(missing)})`,
    ]
  })
}
