import { allOf, isMembers, patternOf, textsIn } from './bodyCheck.ts'
import type { Check, Members, Part, Patterns, Run } from './bodyCheck.ts'

/** What a schema asks of arrays. */
export function listCheck(schema: Members, part: Part): Check<readonly unknown[]> | undefined {
  const { items, additionalItems, minItems, maxItems, uniqueItems } = schema
  const listed = Array.isArray(items) ? items.map(part) : undefined
  const every = listed || !isMembers(items) ? undefined : part(items)
  const further = listed && isMembers(additionalItems) ? part(additionalItems) : undefined
  const isClosed = listed !== undefined && additionalItems === false
  return (value, run, depth, errors) => {
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
    if (every) for (const item of value) every(item, run, depth, errors)
    if (!listed) return
    for (let i = 0; i < value.length; i++) (listed[i] ?? further)?.(value[i], run, depth, errors)
    if (isClosed && value.length > listed.length) {
      errors.push(
        `array may contain at most ${listed.length} elements but instance has ${value.length} elements`,
      )
    }
  }
}

function hasDuplicates(value: readonly unknown[]): boolean {
  const texts = value.map((item) => JSON.stringify(sorted(item)))
  return new Set(texts).size < texts.length
}

/** A value with the members of its objects in the order of their names; lists of them stand in an object, so that no array looks the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isMembers(value)) return value
  const names = Object.keys(value).sort()
  return { members: names.map((name) => [name, sorted(value[name])]) }
}

/** What a schema asks of objects. */
export function objectCheck(
  patterns: Patterns,
  schema: Members,
  part: Part,
): Check<Members> | undefined {
  const { required, minProperties, maxProperties, dependencies } = schema
  const wanted = textsIn(required)
  const members = membersCheck(patterns, schema, part)
  const dependent = isMembers(dependencies) ? dependenciesCheck(dependencies, part) : undefined
  return (value, run, depth, errors) => {
    run.stepsLeft -= wanted.length
    const isMissing = (name: string) => !Object.hasOwn(value, name)
    if (wanted.some(isMissing)) {
      const missing = wanted.filter(isMissing)
      errors.push(`object has missing required properties (${JSON.stringify(missing.sort())})`)
    }
    const names = Object.keys(value)
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
    members(value, names, run, depth, errors)
    dependent?.(value, run, depth, errors)
  }
}

/** Checks each member by the schemas of its name, of the patterns that its name matches, or of all the others. */
function membersCheck(patterns: Patterns, schema: Members, part: Part) {
  const { properties, patternProperties, additionalProperties } = schema
  const named = new Map(
    Object.entries(isMembers(properties) ? properties : {}).map(([name, of]) => [name, part(of)]),
  )
  const patterned = Object.entries(isMembers(patternProperties) ? patternProperties : {}).map(
    ([pattern, of]) => ({ isFound: patternOf(patterns, pattern), check: part(of) }),
  )
  const others = isMembers(additionalProperties) ? part(additionalProperties) : undefined
  return (
    value: Members,
    names: readonly string[],
    run: Run,
    depth: number,
    errors: string[],
  ): void => {
    const foreign: string[] = []
    for (const name of names) {
      const own = named.get(name)
      let isKnown = own !== undefined
      own?.(value[name], run, depth, errors)
      for (const { isFound, check } of patterned) {
        if (isFound(name, run) !== true) continue
        isKnown = true
        check(value[name], run, depth, errors)
      }
      if (isKnown) continue
      if (additionalProperties === false) foreign.push(name)
      else others?.(value[name], run, depth, errors)
    }
    if (foreign.length > 0) {
      const listed = JSON.stringify(foreign.sort())
      errors.push(`object instance has properties which are not allowed by the schema: ${listed}`)
    }
  }
}

function dependenciesCheck(dependencies: Members, part: Part): Check<Members> | undefined {
  return allOf(
    Object.entries(dependencies).map(([name, dependency]): Check<Members> => {
      if (isMembers(dependency)) {
        const check = part(dependency)
        return (value, run, depth, errors) => {
          if (Object.hasOwn(value, name)) check(value, run, depth, errors)
        }
      }
      const wanted = textsIn(dependency)
      return (value, _run, _depth, errors) => {
        if (!Object.hasOwn(value, name)) return
        const missing = wanted.filter((other) => !Object.hasOwn(value, other))
        if (missing.length === 0) return
        errors.push(
          `property ${JSON.stringify(name)} of object has missing property dependencies (schema requires ${JSON.stringify(wanted)}; missing: ${JSON.stringify(missing)})`,
        )
      }
    }),
  )
}
