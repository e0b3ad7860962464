/** What a case binds while it is compared: names to texts, and what resource, authorizer and validator references mean. */
export interface Matching {
  readonly bound: Map<string, string>
  readonly ids?: {
    readonly resource: (path: string) => string | undefined
    readonly authorizer: (name: string) => string | undefined
    readonly validator: (name: string) => string | undefined
  }
  /** The attribute of another resource that a reference such as `route.test.id` names. */
  readonly attributeOf?: (reference: string) => unknown
}

/** Keys that are matchers; any other key that begins with a dollar sign is data (`$ref`). */
const matchers: ReadonlySet<string> = new Set([
  '$any',
  '$absent',
  '$match',
  '$contains',
  '$json',
  '$bind',
  '$unordered',
  '$resource',
  '$resourceId',
  '$authorizer',
  '$validator',
  '$attributeOf',
  '$falsy',
  '$includes',
  '$size',
  '$truthy',
])

type Map_ = Readonly<Record<string, unknown>>

/** The first difference between a value and what is expected of it, as a sentence; `undefined` where it matches. */
export function difference(
  expected: unknown,
  actual: unknown,
  matching: Matching,
  isSubset = false,
  at = '',
): string | undefined {
  const tell = (what: string) =>
    `${at || '/'}: expected ${what}, got ${JSON.stringify(actual)?.slice(0, 300)}`
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(expected, actual) ? undefined : tell(JSON.stringify(expected))
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return tell(`a list of ${expected.length}`)
    for (const [i, item] of expected.entries()) {
      const found = difference(item, actual[i], matching, isSubset, `${at}/${i}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  const map = expected as Map_ // an object, checked above
  const used = Object.keys(map).filter((key) => matchers.has(key))
  for (const matcher of used) {
    const found = matcherDifference(matcher, map[matcher], actual, matching, tell, at, isSubset)
    if (found !== undefined) return found
  }
  if (used.length > 0) {
    const others = Object.entries(map).filter(([key]) => !matchers.has(key) && key !== '$subset')
    if (others.length === 0) return undefined
    const rest = { ...Object.fromEntries(others), $subset: true }
    return difference(rest, actual, matching, isSubset, at)
  }
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
    return tell('an object')
  const given = actual as Map_ // an object, checked above
  const partial = isSubset || map['$subset'] === true
  for (const [name, value] of Object.entries(map)) {
    if (name === '$subset') continue
    if (isAbsent(value)) {
      if (Object.hasOwn(given, name)) return `${at}/${name}: expected to be absent`
      continue
    }
    if (!Object.hasOwn(given, name)) {
      if (mayBeMissing(value)) continue
      return `${at}/${name}: is missing`
    }
    const found = difference(value, given[name], matching, isSubset, `${at}/${name}`)
    if (found !== undefined) return found
  }
  if (partial) return undefined
  const extra = Object.keys(given).find((name) => !Object.hasOwn(map, name))
  return extra === undefined ? undefined : `${at}/${extra}: is not expected`
}

/** True for a matcher that an absent member satisfies. */
function mayBeMissing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return '$falsy' in value || ('$size' in value && value.$size === 0)
}

function isAbsent(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$absent' in value
}

function matcherDifference(
  matcher: string,
  argument: unknown,
  actual: unknown,
  matching: Matching,
  tell: (what: string) => string,
  at: string,
  isSubset: boolean,
): string | undefined {
  const isText = typeof actual === 'string'
  switch (matcher) {
    case '$any':
      return actual === undefined ? tell('any value') : undefined
    case '$absent':
      return actual === undefined ? undefined : tell('nothing')
    case '$match':
      return isText && new RegExp(String(argument), 's').test(actual)
        ? undefined
        : tell(`a text like ${String(argument)}`)
    case '$contains':
      return isText && actual.includes(String(argument))
        ? undefined
        : tell(`a text with ${String(argument)}`)
    case '$json': {
      if (!isText) return tell('a JSON text')
      try {
        return difference(argument, JSON.parse(actual), matching, false, at)
      } catch (error) {
        if (error instanceof SyntaxError) return tell('a JSON text')
        throw error
      }
    }
    case '$bind': {
      const name = String(argument)
      const bound = matching.bound.get(name)
      if (!isText || actual === '') return tell('a text')
      if (bound === undefined) matching.bound.set(name, actual)
      return bound === undefined || bound === actual ? undefined : tell(bound)
    }
    case '$unordered': {
      const wanted = argument as readonly unknown[] // the format of the cases
      if (!Array.isArray(actual) || actual.length !== wanted.length)
        return tell(`${wanted.length} items`)
      const rest: unknown[] = [...(actual as unknown[])]
      for (const item of wanted) {
        const index = rest.findIndex((each) => {
          const bound = new Map(matching.bound)
          if (difference(item, each, { ...matching, bound }, isSubset) !== undefined) return false
          for (const [name, text] of bound) matching.bound.set(name, text)
          return true
        })
        if (index < 0)
          return `${at}: no item matches ${JSON.stringify(item).slice(0, 300)} among ${JSON.stringify(rest).slice(0, 300)}`
        rest.splice(index, 1)
      }
      return undefined
    }
    case '$resource':
    case '$resourceId':
      return actual === matching.ids?.resource(String(argument))
        ? undefined
        : tell(`the id of ${String(argument)}`)
    case '$authorizer':
      return actual === matching.ids?.authorizer(String(argument))
        ? undefined
        : tell(`the id of ${String(argument)}`)
    case '$validator':
      return actual === matching.ids?.validator(String(argument))
        ? undefined
        : tell(`the id of ${String(argument)}`)
    case '$attributeOf':
      return actual === matching.attributeOf?.(String(argument))
        ? undefined
        : tell(String(argument))
    case '$falsy':
      return !actual || sizeOf(actual) === 0 ? undefined : tell('no value')
    case '$truthy':
      return actual ? undefined : tell('a value')
    case '$size':
      return sizeOf(actual ?? []) === argument ? undefined : tell(`${String(argument)} items`)
    case '$includes': {
      const wanted = argument as readonly unknown[] // the format of the cases
      const items: readonly unknown[] = Array.isArray(actual) ? actual : []
      const missing = wanted.find(
        (item) => !items.some((each) => difference(item, each, matching) === undefined),
      )
      return missing === undefined ? undefined : tell(`a list with ${JSON.stringify(missing)}`)
    }
    default:
      return tell(`${matcher}, which is no matcher that is known`)
  }
}

/** The items of a list or the members of an object; `undefined` for other values. */
function sizeOf(value: unknown): number | undefined {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined
}
