import { backendsOf, valueAt } from '../../model/index.ts'
import type { Address, Design } from '../../model/index.ts'

/** The number of leading parts of an address that name an object of the design: the thing that holds a field. */
export function holderDepth(design: Design, at: Address): number {
  let depth = at.length
  while (depth > 0 && !isObject(valueAt(design, at.slice(0, depth)))) depth--
  return depth
}

/** True when the design still has the thing that holds a field. `depth` is its `holderDepth` at the time of typing. */
export function hasHolder(design: Design, at: Address, depth: number): boolean {
  const [root, key = ''] = at
  // most backends are implied by the integrations that call them
  if (root === 'backends') return backendsOf(design).some((backend) => backend.key === key)
  return isObject(valueAt(design, at.slice(0, depth)))
}

/**
 * Where an edit took the thing at an address: the same address, another one after a rename or after a change of the order of a
 * list, or `undefined` when the edit removed the thing. Only the first `depth` parts are followed.
 */
export function followAddress(
  at: Address,
  depth: number,
  before: Design,
  after: Design,
): Address | undefined {
  const followed: string[] = []
  let from: unknown = before
  let to: unknown = after
  for (const part of at.slice(0, depth)) {
    if (from === to) return [...followed, ...at.slice(followed.length)]
    const next = followPart(part, from, to)
    if (next === undefined) return undefined
    followed.push(next)
    from = memberOf(from, part)
    to = memberOf(to, next)
  }
  return [...followed, ...at.slice(depth)]
}

function followPart(part: string, from: unknown, to: unknown): string | undefined {
  if (!isObject(to)) return undefined
  const item = memberOf(from, part)
  if (Array.isArray(from) && Array.isArray(to)) {
    if (to[Number(part)] === item) return part
    const index = to.indexOf(item)
    if (index >= 0) return String(index)
    return from.length === to.length ? part : undefined
  }
  if (Object.hasOwn(to, part)) return part
  if (!isObject(from)) return undefined
  const added = Object.keys(to).filter((key) => !Object.hasOwn(from, key))
  return added.find((key) => isRenamed(item, part, memberOf(to, key), key))
}

/** True when two things differ in nothing but their name. */
function isRenamed(item: unknown, name: string, other: unknown, otherName: string): boolean {
  if (!isObject(item) || !isObject(other)) return false
  return Object.entries(item).every(([property, value]) => {
    const there = memberOf(other, property)
    return there === value || (value === name && there === otherName)
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function memberOf(value: unknown, part: string): unknown {
  return valueAt(value, [part])
}
