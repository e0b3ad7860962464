import type { Address } from '../address.ts'
import { fail } from '../result.ts'

const name = '[a-zA-Z0-9._$-]+'
const requestSource = new RegExp(
  `^(?:method\\.request\\.(?:path|querystring|multivaluequerystring|header|multivalueheader)\\.${name}|method\\.request\\.body(?:[.\\[].+)?|stageVariables\\.${name}|context\\.${name}|'[^']*')$`,
)
const responseSource = new RegExp(
  `^(?:integration\\.response\\.(?:header|multivalueheader)\\.${name}|integration\\.response\\.body(?:[.\\[].+)?|stageVariables\\.${name}|context\\.${name}|'[^']*')$`,
)

/** True for an expression that a header of a response may be mapped from. */
export function isResponseSource(expression: string): boolean {
  return responseSource.test(expression)
}

/** True for an expression that a parameter of an integration request may be mapped from. */
export function isRequestSource(expression: string): boolean {
  return requestSource.test(expression)
}

/** Members of a map that are new, or other than before: what was there already stands in nobody's way. */
export function changedEntries(
  map: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
): [string, string][] {
  return Object.entries(map).filter(
    ([key, value]) => !(Object.hasOwn(before, key) && before[key] === value),
  )
}

/** The service's answer to mappings, with every one that it cannot read; `undefined` where it can read them all. */
export function mappingsRefusal(
  mappings: readonly (readonly [target: string, source: string])[],
  isTarget: (expression: string) => boolean,
  isSource: (expression: string) => boolean,
  at: Address,
) {
  const wrong = mappings.flatMap(([target, source]) => {
    if (!isTarget(target)) return [{ target, expression: target }]
    return isSource(source) ? [] : [{ target, expression: source }]
  })
  const [first] = wrong
  if (!first) return undefined
  const errors = wrong.map(
    ({ expression }) => `Invalid mapping expression specified: ${expression}`,
  )
  return fail('mapping/expression', mappingMessage(errors), [...at, first.target])
}

/** How the service tells what is wrong with mappings. */
export function mappingMessage(errors: readonly string[]): string {
  return `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`
}
