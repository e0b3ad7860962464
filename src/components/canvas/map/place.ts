import { formatAddress } from '../../../model/index.ts'
import type { Point, Rectangle } from '../geometry.ts'
import type { MapCard, MapGraph } from './graph.ts'

/** Where a node stands. `relative` counts from the parent's node, for the nodes that have one. */
export interface Place extends Rectangle {
  readonly relative: Point
}

/** Measures of the nodes; the style sheet has the same ones. */
export const measures = {
  indent: 28,
  headerHeight: 48,
  /** From the top of a card to its first row. */
  rowsTop: 51,
  rowHeight: 30,
  cardPadding: 7,
  cardGap: 14,
  /** Between the cards and the backends: room for labels and curves. */
  laneGap: 260,
  /** Between the cards and the integrations that routes share: room for the labels of the others. */
  jointGap: 128,
  jointWidth: 164,
  jointHeight: 34,
  jointDistance: 14,
  /** Between the cards and the backends where routes share integrations. */
  wideLaneGap: 360,
  minimumBackendWidth: 260,
  maximumBackendWidth: 380,
  backendHeight: 68,
  backendGap: 18,
  minimumCardWidth: 316,
  maximumCardWidth: 460,
} as const

/** A character of the path part (bold monospace), and of the path below it. */
const partCharacter = 8.5
const pathCharacter = 7.3
/** A character of a backend's name. */
const titleCharacter = 8.2

/**
 * Where everything on the map goes. Cards are below each other at the left, a step to the right per level, all
 * ending at the same x; shared integrations and backends have a lane each at the right, each node as near as it can be to
 * the middle of the rows that reach it. On top of these automatic places come the user's offsets; a card takes those
 * below it along.
 * The same graph always gets the same places.
 */
export function placeMap(
  graph: MapGraph,
  offsets: Readonly<Record<string, Point>> = {},
): ReadonlyMap<string, Place> {
  const laneWidth = cardLaneWidth(graph)
  const automatic = new Map<string, Rectangle>()
  let y = 0
  for (const item of graph.cards) {
    const x = item.depth * measures.indent
    const height = cardHeight(item)
    automatic.set(item.id, { x, y, width: laneWidth - x, height })
    y += height + measures.cardGap
  }
  const places = new Map<string, Place>()
  for (const item of graph.cards) {
    const own = automatic.get(item.id)
    if (!own) continue
    const parent = item.parentId === undefined ? undefined : automatic.get(item.parentId)
    const parentPlace = item.parentId === undefined ? undefined : places.get(item.parentId)
    const offset = offsets[item.id] ?? { x: 0, y: 0 }
    const relative = {
      x: own.x - (parent?.x ?? 0) + offset.x,
      y: own.y - (parent?.y ?? 0) + offset.y,
    }
    places.set(item.id, {
      x: (parentPlace?.x ?? 0) + relative.x,
      y: (parentPlace?.y ?? 0) + relative.y,
      width: own.width,
      height: own.height,
      relative,
    })
  }
  const width = backendWidth(graph)
  const middles = rowMiddles(graph, automatic)
  const sized = (all: ReadonlyMap<string, Point>, size: Pick<Rectangle, 'width' | 'height'>) => {
    for (const [id, at] of all) {
      const offset = offsets[id] ?? { x: 0, y: 0 }
      const point = { x: at.x + offset.x, y: at.y + offset.y }
      places.set(id, { ...point, ...size, relative: point })
    }
  }
  const { jointWidth, jointHeight, jointDistance, backendHeight, backendGap } = measures
  sized(
    placeLane(graph.joints, reachedFrom(graph, middles), {
      x: laneWidth + measures.jointGap,
      height: jointHeight,
      gap: jointDistance,
    }),
    { width: jointWidth, height: jointHeight },
  )
  const gap = graph.joints.length === 0 ? measures.laneGap : measures.wideLaneGap
  sized(
    placeLane(graph.backends, reachedFrom(graph, middles), {
      x: laneWidth + gap,
      height: backendHeight,
      gap: backendGap,
    }),
    { width, height: backendHeight },
  )
  return places
}

/** The height of a card: its header and its rows. */
export function cardHeight(item: MapCard): number {
  const rows = item.rows.length
  return measures.headerHeight + (rows === 0 ? 0 : rows * measures.rowHeight + measures.cardPadding)
}

/** The middle of a row, from the top of its card. */
export function rowMiddle(rowIndex: number): number {
  return measures.rowsTop + rowIndex * measures.rowHeight + measures.rowHeight / 2
}

/** Wide enough for every path, within limits; longer ones are cut with an ellipsis. */
function cardLaneWidth(graph: MapGraph): number {
  let width = 0
  for (const { depth, title, path } of graph.cards) {
    const text = Math.max(title.length * partCharacter, path.length * pathCharacter)
    const card = Math.min(
      measures.maximumCardWidth,
      Math.max(measures.minimumCardWidth, Math.ceil((text + 72) / 20) * 20),
    )
    width = Math.max(width, depth * measures.indent + card)
  }
  return width
}

/** Wide enough for every name, within limits. */
export function backendWidth(graph: MapGraph): number {
  const longest = Math.max(0, ...graph.backends.map(({ title }) => title.length))
  const text = Math.ceil((longest * titleCharacter + 92) / 20) * 20
  return Math.min(measures.maximumBackendWidth, Math.max(measures.minimumBackendWidth, text))
}

/** The middles of the rows that lead to each node, by its id: those that lead there by way of a shared integration too. */
function reachedFrom(
  graph: MapGraph,
  middles: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly number[]> {
  const reached = new Map<string, number[]>()
  const add = (id: string, more: readonly number[]) => {
    const known = reached.get(id)
    if (known) known.push(...more)
    else reached.set(id, [...more])
  }
  for (const { rowAt, targetId } of graph.edges) {
    const middle = rowAt && middles.get(formatAddress(rowAt))
    if (middle !== undefined) add(targetId, [middle])
  }
  for (const { rowAt, sourceId, targetId } of graph.edges) {
    if (!rowAt) add(targetId, reached.get(sourceId) ?? [])
  }
  return reached
}

/** A lane of nodes, each as near as it can be to the middle of the rows that lead to it; those without rows are last. */
function placeLane(
  items: readonly { readonly id: string }[],
  reached: ReadonlyMap<string, readonly number[]>,
  lane: { readonly x: number; readonly height: number; readonly gap: number },
): ReadonlyMap<string, Point> {
  const wanted = items
    .flatMap(({ id }) => {
      const middles = reached.get(id) ?? []
      if (middles.length === 0) return []
      const mean = middles.reduce((sum, middle) => sum + middle, 0) / middles.length
      return [{ id, y: mean - lane.height / 2 }]
    })
    .sort((left, right) => left.y - right.y || (left.id < right.id ? -1 : 1))
  const step = lane.height + lane.gap
  const settled = apart(
    wanted.map(({ y }) => y),
    step,
  )
  const points = new Map<string, Point>()
  let next = 0
  wanted.forEach(({ id }, i) => {
    const y = Math.max(Math.round(Math.max(0, settled[i] ?? 0)), next)
    points.set(id, { x: lane.x, y })
    next = y + step
  })
  for (const { id } of items) {
    if (points.has(id)) continue
    points.set(id, { x: lane.x, y: next })
    next += step
  }
  return points
}

function rowMiddles(
  graph: MapGraph,
  automatic: ReadonlyMap<string, Rectangle>,
): ReadonlyMap<string, number> {
  const middles = new Map<string, number>()
  for (const item of graph.cards) {
    const top = automatic.get(item.id)?.y ?? 0
    item.rows.forEach((row, i) => middles.set(row.id, top + rowMiddle(i)))
  }
  return middles
}

/**
 * Numbers, in order, moved as little as possible (least squares) until each is at least `step` after the one before:
 * neighbours that collide are pooled and share their mean.
 */
export function apart(wanted: readonly number[], step: number): number[] {
  const pools: { sum: number; count: number }[] = []
  wanted.forEach((value, i) => {
    pools.push({ sum: value - i * step, count: 1 })
    for (;;) {
      const last = pools.at(-1)
      const before = pools.at(-2)
      if (!last || !before || before.sum / before.count <= last.sum / last.count) break
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count })
    }
  })
  const levels = pools.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count))
  return levels.map((level, i) => level + i * step)
}
