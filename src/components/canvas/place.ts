import type { FlowGraph, StationItem } from './flow.ts'
import type { MapGraph, ResourceItem } from './graph.ts'

/** A point of the map or the flow, in its own pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rectangle extends Point {
  readonly width: number
  readonly height: number
}

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
  resourceGap: 14,
  /** Between the resources and the backends: room for labels and curves. */
  laneGap: 260,
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
 * Where everything on the map goes. Resources stand below each other at the left, a step to the right per level, all
 * ending at the same x; backends in a lane at the right, each as near as it can be to the middle of the methods
 * that reach it. On top of these automatic places come the user's offsets; a resource takes those below it along.
 * The same graph always gets the same places.
 */
export function placeMap(
  graph: MapGraph,
  offsets: Readonly<Record<string, Point>> = {},
): ReadonlyMap<string, Place> {
  const laneWidth = resourceLaneWidth(graph)
  const automatic = new Map<string, Rectangle>()
  let y = 0
  for (const item of graph.resources) {
    const x = item.depth * measures.indent
    const height = resourceHeight(item)
    automatic.set(item.id, { x, y, width: laneWidth - x, height })
    y += height + measures.resourceGap
  }
  const places = new Map<string, Place>()
  for (const item of graph.resources) {
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
  for (const [id, at] of placeBackends(graph, automatic, laneWidth + measures.laneGap)) {
    const offset = offsets[id] ?? { x: 0, y: 0 }
    const point = { x: at.x + offset.x, y: at.y + offset.y }
    places.set(id, {
      ...point,
      width,
      height: measures.backendHeight,
      relative: point,
    })
  }
  return places
}

/** The height of a resource's node: its header and a row for each method. */
export function resourceHeight(item: ResourceItem): number {
  const rows = item.methods.length
  return measures.headerHeight + (rows === 0 ? 0 : rows * measures.rowHeight + measures.cardPadding)
}

/** The middle of a method's row, from the top of its node. */
export function rowMiddle(rowIndex: number): number {
  return measures.rowsTop + rowIndex * measures.rowHeight + measures.rowHeight / 2
}

/** Wide enough for every path, within limits; longer ones are cut with an ellipsis. */
function resourceLaneWidth(graph: MapGraph): number {
  let width = 0
  for (const { depth, pathPart, path } of graph.resources) {
    const text = Math.max(pathPart.length * partCharacter, path.length * pathCharacter)
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

function placeBackends(
  graph: MapGraph,
  automatic: ReadonlyMap<string, Rectangle>,
  x: number,
): Map<string, Point> {
  const middles = rowMiddles(graph, automatic)
  const reached = new Map<string, { sum: number; count: number }>()
  for (const { id, backendId } of graph.integrations) {
    const middle = middles.get(id) ?? 0
    const entry = reached.get(backendId)
    if (entry) {
      entry.sum += middle
      entry.count++
    } else {
      reached.set(backendId, { sum: middle, count: 1 })
    }
  }
  const wanted = graph.backends
    .flatMap(({ id }) => {
      const entry = reached.get(id)
      return entry ? [{ id, y: entry.sum / entry.count - measures.backendHeight / 2 }] : []
    })
    .sort((left, right) => left.y - right.y || (left.id < right.id ? -1 : 1))
  const step = measures.backendHeight + measures.backendGap
  const settled = apart(
    wanted.map(({ y }) => y),
    step,
  )
  const points = new Map<string, Point>()
  let next = 0
  wanted.forEach(({ id }, i) => {
    const y = Math.round(Math.max(0, settled[i] ?? 0))
    points.set(id, { x, y: Math.max(y, next) })
    next = Math.max(y, next) + step
  })
  for (const { id } of graph.backends) {
    if (points.has(id)) continue
    points.set(id, { x, y: next })
    next += step
  }
  return points
}

function rowMiddles(
  graph: MapGraph,
  automatic: ReadonlyMap<string, Rectangle>,
): ReadonlyMap<string, number> {
  const middles = new Map<string, number>()
  for (const item of graph.resources) {
    const top = automatic.get(item.id)?.y ?? 0
    item.methods.forEach((row, i) => middles.set(row.id + '/integration', top + rowMiddle(i)))
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

/** The smallest rectangle around all places; `undefined` where there are none. */
export function boundsOf(rectangles: Iterable<Rectangle>): Rectangle | undefined {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const { x, y, width, height } of rectangles) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Infinity
    ? undefined
    : { x: left, y: top, width: right - left, height: bottom - top }
}

/** Measures of a station of the flow; the style sheet has the same ones. */
export const stationMeasures = {
  headerHeight: 46,
  factHeight: 22,
  padding: 10,
  statusHeight: 30,
  messageHeight: 44,
  rowGap: 72,
} as const

/** Shares of the width that the five lanes and the four gaps between them get. */
const lanes = { client: 86, authorizer: 126, request: 158, integration: 180, backend: 124 }
const gap = 36
const narrowest =
  lanes.client + lanes.authorizer + lanes.request + lanes.integration + lanes.backend + 4 * gap
const widest = 1.6

/**
 * Where the stations of a flow go: the request row from left to right, the response row beneath from right to left,
 * client and backend beside both. The lanes fill the width that there is, between a least and a most.
 */
export function placeFlow(
  flow: FlowGraph,
  availableWidth: number,
  /** Stations that show a failure's message, and whether a run is shown at all. */
  painted: { readonly isPainted: boolean; readonly withMessage: ReadonlySet<string> } = {
    isPainted: false,
    withMessage: new Set(),
  },
): ReadonlyMap<StationItem['station'], Rectangle> {
  const stretch = Math.min(widest, Math.max(1, availableWidth / narrowest))
  const width = (share: number) => Math.round(share * stretch)
  const space = Math.round(gap * stretch)
  const x = {
    client: 0,
    authorizer: width(lanes.client) + space,
    request: width(lanes.client) + width(lanes.authorizer) + 2 * space,
    integration: width(lanes.client) + width(lanes.authorizer) + width(lanes.request) + 3 * space,
    backend:
      width(lanes.client) +
      width(lanes.authorizer) +
      width(lanes.request) +
      width(lanes.integration) +
      4 * space,
  }
  const heightOf = (station: StationItem['station']) => {
    const item = flow.stations.find((candidate) => candidate.station === station)
    const message = painted.withMessage.has(station) ? stationMeasures.messageHeight : 0
    return (
      stationMeasures.headerHeight +
      (item?.facts.length ?? 0) * stationMeasures.factHeight +
      stationMeasures.padding +
      (painted.isPainted ? stationMeasures.statusHeight + message : 0)
    )
  }
  const requestHeight = Math.max(
    heightOf('authorizer'),
    heightOf('methodRequest'),
    heightOf('integrationRequest'),
  )
  const responseTop = requestHeight + stationMeasures.rowGap
  const responseHeight = Math.max(heightOf('integrationResponse'), heightOf('methodResponse'))
  const whole = responseTop + responseHeight
  const row = (left: number, share: number, y: number, height: number): Rectangle => ({
    x: left,
    y,
    width: width(share),
    height,
  })
  return new Map([
    ['client', row(x.client, lanes.client, 0, whole)],
    ['authorizer', row(x.authorizer, lanes.authorizer, 0, requestHeight)],
    ['methodRequest', row(x.request, lanes.request, 0, requestHeight)],
    ['integrationRequest', row(x.integration, lanes.integration, 0, requestHeight)],
    ['backend', row(x.backend, lanes.backend, 0, whole)],
    ['integrationResponse', row(x.integration, lanes.integration, responseTop, responseHeight)],
    ['methodResponse', row(x.request, lanes.request, responseTop, responseHeight)],
  ])
}
