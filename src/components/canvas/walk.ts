import { sameAddress } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import type { Station } from '../../simulator/index.ts'
import type { MapGraph } from './graph.ts'
import type { Place } from './place.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** Something on the map that the selection can stand on, from top to bottom: resources with their methods; backends. */
interface Stops {
  readonly column: readonly Address[]
  readonly backends: readonly Address[]
}

/** All that can be selected on the map, in the order of the keyboard. */
export function stopsOf(graph: MapGraph, places: ReadonlyMap<string, Place>): Stops {
  const column = graph.resources.flatMap((item) => [item.at, ...item.methods.map((row) => row.at)])
  const backends = [...graph.backends]
    .sort((left, right) => (places.get(left.id)?.y ?? 0) - (places.get(right.id)?.y ?? 0))
    .map((item) => item.at)
  return { column, backends }
}

/**
 * Where an arrow key leads on the map. Up and down walk the rows of the resource column, or the backends;
 * right goes from a resource to its first method or child and from a method to the backend that it reaches;
 * left goes from a backend to the first method that reaches it, from a method to its resource, from a resource
 * to its parent. From nowhere every arrow leads to the root. `undefined` where there is nothing further.
 */
export function walkMap(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  from: Address,
  direction: Direction,
): Address | undefined {
  const { column, backends } = stopsOf(graph, places)
  const here = stopOf(from)
  const backendIndex = backends.findIndex((at) => sameAddress(at, here))
  if (backendIndex >= 0) {
    if (direction === 'up') return backends[backendIndex - 1]
    if (direction === 'down') return backends[backendIndex + 1]
    if (direction === 'right') return undefined
    const reached = graph.backends.find((item) => sameAddress(item.at, here))
    const edge = graph.integrations.find((item) => item.backendId === reached?.id)
    return edge ? edge.at.slice(0, -1) : column[0]
  }
  const index = column.findIndex((at) => sameAddress(at, here))
  if (index < 0) return column[0] ?? backends[0]
  if (direction === 'up') return column[index - 1]
  if (direction === 'down') return column[index + 1]
  return direction === 'left' ? leftOf(graph, here) : rightOf(graph, here)
}

/** The row or node that an address belongs to: a method's for an integration, else itself. */
export function stopOf(at: Address): Address {
  return at[0] === 'apis' && at.length > 6 ? at.slice(0, 6) : at
}

function leftOf(graph: MapGraph, here: Address): Address | undefined {
  if (here.length === 6) return here.slice(0, 4)
  const item = graph.resources.find((candidate) => sameAddress(candidate.at, here))
  return graph.resources.find((candidate) => candidate.id === item?.parentId)?.at
}

function rightOf(graph: MapGraph, here: Address): Address | undefined {
  if (here.length === 6) {
    const edge = graph.integrations.find((item) => sameAddress(item.at.slice(0, -1), here))
    return graph.backends.find((item) => item.id === edge?.backendId)?.at
  }
  const item = graph.resources.find((candidate) => sameAddress(candidate.at, here))
  return (
    item?.methods[0]?.at ?? graph.resources.find((candidate) => candidate.parentId === item?.id)?.at
  )
}

/** The flow as a grid: columns from left to right, two rows. Client and backend stand in both. */
const grid: readonly (readonly Station[])[] = [
  ['client', 'authorizer', 'methodRequest', 'integrationRequest', 'backend'],
  ['client', 'client', 'methodResponse', 'integrationResponse', 'backend'],
]

/** Where an arrow key leads in the flow; `undefined` at its edge. */
export function walkFlow(from: Station, direction: Direction): Station | undefined {
  const row = grid[0]?.includes(from) ? 0 : 1
  const column = grid[row]?.indexOf(from) ?? 0
  if (direction === 'down') return row === 0 ? differing(grid[1]?.[column], from) : undefined
  if (direction === 'up') return row === 1 ? differing(grid[0]?.[column], from) : undefined
  const step = direction === 'right' ? 1 : -1
  return grid[row]?.[column + step]
}

function differing(station: Station | undefined, from: Station): Station | undefined {
  return station === from ? undefined : station
}
