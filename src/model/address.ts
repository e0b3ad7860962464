/**
 * Where something is in a design: the property names and ids that lead to it from the root,
 * `['apis', 'api1', 'resources', 'res2', 'methods', 'GET', 'integration', 'requestTemplates', 'application/json']`.
 * The one address type of lint, import, export, traces, selection, inspector focus and undo labels.
 * Following an address through the design's JSON always ends at the thing itself.
 */
export type Address = readonly string[]

/** The address of the design itself. */
export const designAddress: Address = []

/** True when both addresses lead to the same place. */
export function sameAddress(left: Address, right: Address): boolean {
  return left.length === right.length && left.every((part, i) => part === right[i])
}

/** True when `inner` is `outer` or lies below it. */
export function isWithin(inner: Address, outer: Address): boolean {
  return outer.length <= inner.length && outer.every((part, i) => part === inner[i])
}

/** One line of text for an address, with `~1` for `/` and `~0` for `~` as JSON pointers write them. */
export function formatAddress(address: Address): string {
  return '/' + address.map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/')
}

/** The inverse of `formatAddress`. */
export function parseAddress(text: string): Address {
  if (text === '' || text === '/') return designAddress
  return text
    .replace(/^\//, '')
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
}

/** What stands at the address, or `undefined` where a part of the way is missing. */
export function valueAt(root: unknown, address: Address): unknown {
  let value = root
  for (const part of address) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string, unknown>)[part] // an own property of an object, checked above
  }
  return value
}
