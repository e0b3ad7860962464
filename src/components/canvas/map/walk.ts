import { connectionAddress, isAtPlace, sameAddress, thingAddress } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import type { MapGraph } from './graph.ts'
import type { Place } from './place.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** What can be selected on the map, lane by lane, each from top to bottom. */
interface Stops {
  /** Resources with their methods; an HTTP API with its routes. */
  readonly column: readonly Address[]
  /** Integrations that several routes share. */
  readonly joints: readonly Address[]
  readonly backends: readonly Address[]
}

/** All that can be selected on the map, in the order of the keyboard. */
export function stopsOf(graph: MapGraph, places: ReadonlyMap<string, Place>): Stops {
  const column = graph.cards.flatMap((card) => [
    ...(card.kind === 'path' ? [] : [card.at]),
    ...card.rows.map((row) => row.at),
  ])
  const lane = (items: readonly { readonly id: string; readonly at: Address }[]) =>
    [...items]
      .sort((left, right) => (places.get(left.id)?.y ?? 0) - (places.get(right.id)?.y ?? 0))
      .map(({ at }) => at)
  return { column, joints: lane(graph.joints), backends: lane(graph.backends) }
}

/**
 * Where an arrow key leads on the map. Up and down walk the rows of the cards, the shared integrations, or the backends;
 * right goes from a card to its first row or child and along an integration to the backend; left goes back along the
 * first integration, from a row to its card, from a card to its parent. From nowhere every arrow leads to the first
 * card. `undefined` where there is nothing further.
 */
export function walkMap(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  from: Address,
  direction: Direction,
): Address | undefined {
  const { column, joints, backends } = stopsOf(graph, places)
  const here = stopIn(graph, from)
  const lane = [column, joints, backends].find((stops) => indexIn(stops, here) >= 0)
  if (!lane) return column[0] ?? backends[0]
  if (direction === 'up') return lane[indexIn(lane, here) - 1]
  if (direction === 'down') return lane[indexIn(lane, here) + 1]
  if (direction === 'right') return rightOf(graph, here)
  if (lane !== column) return backAlong(graph, here) ?? column[0]
  return leftOf(graph, here)
}

function indexIn(stops: readonly Address[], at: Address): number {
  return stops.findIndex((stop) => sameAddress(stop, at))
}

/**
 * The row or node that an address belongs to: the method of an integration, the route of a part of it, else the thing
 * itself.
 */
export function stopOf(at: Address): Address {
  return thingAddress(at)
}

/** What is marked as selected for an address: the integration that a part of it belongs to, else the address itself. */
export function selectableOf(at: Address): Address {
  if (isAtPlace('routeIntegration', at)) return thingAddress(at)
  return (isAtPlace('method', at) ? connectionAddress(at) : undefined) ?? at
}

/** The stop of an address on a map, where the integration of a single route has no node of its own: its row. */
export function stopIn(graph: MapGraph, at: Address): Address {
  const stop = stopOf(at)
  if (graph.joints.some((joint) => sameAddress(joint.at, stop))) return stop
  return graph.edges.find(({ rowAt, at: own }) => rowAt && sameAddress(own, stop))?.rowAt ?? stop
}

function leftOf(graph: MapGraph, here: Address): Address | undefined {
  for (const card of graph.cards) {
    const isRow = card.rows.some(({ at }) => sameAddress(at, here))
    if (isRow && card.kind !== 'path') return card.at
    if (isRow || sameAddress(card.at, here)) {
      return graph.cards.find(({ id }) => id === card.parentId)?.at
    }
  }
  return undefined
}

function rightOf(graph: MapGraph, here: Address): Address | undefined {
  const source = graph.joints.find(({ at }) => sameAddress(at, here))
  const edge = graph.edges.find(({ rowAt, sourceId }) =>
    rowAt ? sameAddress(rowAt, here) : sourceId === source?.id,
  )
  if (edge) return nodeOf(graph, edge.targetId)?.at
  const card = graph.cards.find(({ kind, at }) => kind !== 'path' && sameAddress(at, here))
  if (!card) return undefined
  return card.rows[0]?.at ?? graph.cards.find(({ parentId }) => parentId === card.id)?.at
}

/** Where the first integration that leads to a node comes from. */
function backAlong(graph: MapGraph, here: Address): Address | undefined {
  const node = [...graph.joints, ...graph.backends].find(({ at }) => sameAddress(at, here))
  const edge = graph.edges.find(({ targetId }) => targetId === node?.id)
  return edge && (edge.rowAt ?? nodeOf(graph, edge.sourceId)?.at)
}

function nodeOf(graph: MapGraph, id: string) {
  return [...graph.joints, ...graph.backends].find((node) => node.id === id)
}
