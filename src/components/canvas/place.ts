import type { ApiMap } from './graph.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** Sizes of nodes, in pixels at zoom 1. */
export const sizes = {
  resourceWidth: 248,
  header: 40,
  methodRow: 32,
  gap: 16,
  indent: 40,
  backendWidth: 232,
  backendHeight: 68,
  lanes: 200,
}

/** The height of a resource with so many methods. */
export function resourceHeight(methods: number): number {
  return sizes.header + methods * sizes.methodRow + (methods > 0 ? 8 : 0)
}

/**
 * Places by id: the tree on the left, indented by depth, backends on the right. The same map is always placed alike;
 * offsets of the user are added on top.
 */
export function placeMap(
  map: ApiMap,
  offsets: Readonly<Record<string, Place>>,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  const put = (id: string, x: number, y: number) => {
    const offset = Object.hasOwn(offsets, id) ? offsets[id] : undefined
    places.set(id, { x: x + (offset?.x ?? 0), y: y + (offset?.y ?? 0) })
  }
  let y = 0
  let deepest = 0
  for (const node of map.resources) {
    put(node.id, node.depth * sizes.indent, y)
    y += resourceHeight(node.methods.length) + sizes.gap
    deepest = Math.max(deepest, node.depth)
  }
  const right = deepest * sizes.indent + sizes.resourceWidth + sizes.lanes
  map.backends.forEach((node, i) => put(node.id, right, i * (sizes.backendHeight + 28)))
  return places
}
