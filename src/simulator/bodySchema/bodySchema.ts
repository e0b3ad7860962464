import { sameValue } from '../../model/index.ts'
import { allOf, isMembers, textsIn } from './bodyCheck.ts'
import type { Check, Members, Part, Patterns, Run } from './bodyCheck.ts'
import { limitedCosts } from '../vtl/index.ts'
import { listCheck, objectCheck } from './bodyMembers.ts'
import { numberCheck, textCheck } from './bodyScalars.ts'

/** A JSON Schema (draft 4), ready to validate. */
export interface BodySchema {
  /**
   * What is wrong with a value, in the service's words; empty where it fits. A longer text may take more steps.
   * What could not be checked is wrong too, and is added to `unchecked`.
   */
  readonly validate: (
    value: unknown,
    textLength?: number,
    unchecked?: Set<string>,
  ) => readonly string[]
}

/** Finds the schema that a `$ref` names, seen from the document that holds it; `undefined` where there is none. */
export type SchemaResolver = (
  reference: string,
  document: string,
) => { readonly schema: unknown; readonly document: string } | undefined

/** Steps of one validation, and more for each character of the text: a schema that branches without end is stopped. */
const fewestSteps = 200_000
const stepsOfCharacter = 4
const deepest = 400
/** Units of work that the patterns of one validation may take. */
const workOfPatterns = 40_000_000

/** Complaints behind which no more are looked for. */
const mostErrors = 100

/** What a schema asks of values, by their kind; made when the first value comes, so that a schema may hold itself. */
interface Reader {
  readonly resolve: SchemaResolver
  readonly nodes: Map<unknown, Check<unknown>>
  readonly patterns: Patterns
}

/** Prepare a schema. Patterns run in linear time, whatever they say. Source: json-schema-validation draft 4; wording as in execution logs. */
export function createBodySchema(
  schema: unknown,
  document: string,
  resolve: SchemaResolver,
): BodySchema {
  const check = partCheck({ resolve, nodes: new Map(), patterns: new Map() }, schema, document)
  return {
    validate: (value, textLength = 0, unchecked = new Set()) => {
      const errors: string[] = []
      const stepsLeft = fewestSteps + stepsOfCharacter * textLength
      check(value, { stepsLeft, costs: limitedCosts(workOfPatterns), unchecked }, 0, errors)
      for (const each of unchecked) errors.push(`not simulated: ${each}`)
      return errors
    },
  }
}

/** The check of a schema, or of a part of one. Where several places name it, it is one. */
function partCheck(reader: Reader, schema: unknown, document: string): Check<unknown> {
  const known = reader.nodes.get(schema)
  if (known) return known
  let made: Check<unknown> | undefined
  const check: Check<unknown> = (value, run, depth, errors) => {
    if (errors.length >= mostErrors) return
    if (--run.stepsLeft < 0 || depth > deepest) {
      run.unchecked.add('the schema is too deep to be validated')
      return
    }
    made ??= isMembers(schema) ? schemaCheck(reader, schema, document) : passes
    made(value, run, depth, errors)
  }
  if (isMembers(schema)) reader.nodes.set(schema, check)
  return check
}

const passes: Check<unknown> = () => undefined

function schemaCheck(reader: Reader, schema: Members, document: string): Check<unknown> {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const found = reader.resolve(reference, document)
    if (!found) return passes
    const check = partCheck(reader, found.schema, found.document)
    return (value, run, depth, errors) => check(value, run, depth + 1, errors)
  }
  const part: Part = (inner) => {
    const check = partCheck(reader, inner, document)
    return (value, run, depth, errors) => check(value, run, depth + 1, errors)
  }
  const { type } = schema
  const allowed = allowedKinds(type)
  const general = allOf([enumCheck(schema), ...combinedChecks(schema, part)])
  const text = textCheck(reader.patterns, schema)
  const number = numberCheck(schema)
  const list = listCheck(schema, part)
  const object = objectCheck(reader.patterns, schema, part)
  return (value, run, depth, errors) => {
    const isTyped = allowed === undefined || allowed.has(kindOf(value))
    if (!isTyped) errors.push(typeError(type, value))
    general?.(value, run, depth, errors)
    if (!isTyped) return
    if (typeof value === 'string') text?.(value, run, depth, errors)
    else if (typeof value === 'number') number?.(value, run, depth, errors)
    else if (Array.isArray(value)) list?.(value, run, depth, errors)
    else if (isMembers(value)) object?.(value, run, depth, errors)
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** The kinds that a `type` allows; `undefined` where it allows all. */
function allowedKinds(type: unknown): ReadonlySet<string> | undefined {
  const listed = typeof type === 'string' ? [type] : textsIn(type)
  // a type that is neither a text nor a list of texts says nothing
  if (listed.length === 0) return undefined
  return new Set(listed.includes('number') ? [...listed, 'integer'] : listed)
}

function typeError(type: unknown, value: unknown): string {
  const listed = [...(allowedKinds(type) ?? [])].sort()
  return `instance type (${kindOf(value)}) does not match any allowed primitive type (allowed: ${JSON.stringify(listed)})`
}

function enumCheck(schema: Members): Check<unknown> | undefined {
  const values = schema['enum']
  if (!Array.isArray(values)) return undefined
  const simple = new Set<unknown>(values.filter((item) => !isCompound(item)))
  const compound = values.filter(isCompound)
  return (value, run, _depth, errors) => {
    if (!isCompound(value) ? simple.has(value) : isAmong(compound, value, run)) return
    errors.push(
      `instance value (${JSON.stringify(value)}) not found in enum (possible values: ${JSON.stringify(values)})`,
    )
  }
}

function isCompound(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function isAmong(values: readonly unknown[], value: unknown, run: Run): boolean {
  run.stepsLeft -= values.length
  return values.some((item) => sameValue(item, value))
}

function combinedChecks(schema: Members, part: Part): Check<unknown>[] {
  const fits = (check: Check<unknown>, value: unknown, run: Run, depth: number) => {
    const found: string[] = []
    check(value, run, depth, found)
    return found.length === 0
  }
  /** What some schemas that are tried together say, by how many of them a value fits. */
  const counted = (
    parts: unknown,
    complaint: (matched: number, all: number) => string | undefined,
  ): Check<unknown>[] => {
    if (!Array.isArray(parts)) return []
    const checks = parts.map(part)
    const check: Check<unknown> = (value, run, depth, errors) => {
      let matched = 0
      for (const each of checks) if (fits(each, value, run, depth)) matched++
      const wrong = complaint(matched, checks.length)
      if (wrong !== undefined) errors.push(wrong)
    }
    return [check]
  }
  const checks = [
    ...counted(schema['allOf'], (matched, all) =>
      matched < all
        ? `instance failed to match all required schemas (matched only ${matched} out of ${all})`
        : undefined,
    ),
    ...counted(schema['anyOf'], (matched, all) =>
      matched === 0
        ? `instance failed to match at least one required schema among ${all}`
        : undefined,
    ),
    ...counted(schema['oneOf'], (matched, all) =>
      matched === 1
        ? undefined
        : `instance failed to match exactly one schema (matched ${matched} out of ${all})`,
    ),
  ]
  if (isMembers(schema['not'])) {
    const not = part(schema['not'])
    checks.push((value, run, depth, errors) => {
      if (fits(not, value, run, depth))
        errors.push('instance matched a schema which it should not have')
    })
  }
  return checks
}
