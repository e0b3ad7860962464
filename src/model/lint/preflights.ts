import type { MethodFacts, Preflight } from './facts.ts'

/** The value that a map of parameters has for a header, whatever its letters; with the key. */
export function mappedHeader(
  parameters: Readonly<Record<string, string>>,
  prefix: string,
  name: string,
): readonly [key: string, expression: string] | undefined {
  const wanted = `${prefix}.${name}`.toLowerCase()
  return Object.entries(parameters).find(([key]) => key.toLowerCase() === wanted)
}

/** The text of a literal mapping expression: `'*'` is `*`. */
export function literalOf(expression: string): string | undefined {
  return /^'([^']*)'$/.exec(expression)?.[1]
}

/** The OPTIONS methods that send Access-Control-Allow-Origin, by resource. */
export function preflightsOf(methods: readonly MethodFacts[]): ReadonlyMap<string, Preflight> {
  const found = new Map<string, Preflight>()
  for (const owner of methods) {
    if (owner.method.httpMethod !== 'OPTIONS' || owner.isProxy) continue
    for (const { response, at } of owner.responses) {
      const { responseParameters } = response
      const origin = mappedHeader(responseParameters, prefix, 'Access-Control-Allow-Origin')
      if (!origin) continue
      const allowed = mappedHeader(responseParameters, prefix, 'Access-Control-Allow-Methods')
      const text = allowed && literalOf(allowed[1])
      found.set(owner.resource.id, {
        owner,
        allowOrigin: origin[1],
        allowMethods:
          allowed && text !== undefined
            ? {
                names: text.split(',').map((name) => name.trim().toUpperCase()),
                at: [...at, 'responseParameters', allowed[0]],
              }
            : undefined,
      })
      break
    }
  }
  return found
}

const prefix = 'method.response.header'
