import type { Rectangle } from '../geometry.ts'
import type { Station } from '../../../simulator/index.ts'
import type { FlowShape, StationItem } from './graph.ts'

/** Measures of a station of the flow; the style sheet has the same ones. */
export const stationMeasures = {
  headerHeight: 46,
  factHeight: 22,
  padding: 10,
  statusHeight: 30,
  messageHeight: 44,
  rowGap: 72,
  /** Between two stations of the request that are in one column. */
  stackGap: 30,
} as const

/** A row without a card of its own is as high as a header and the response in the client's card. */
const leastRowHeight = 72

/** Of the narrowest width. */
const widest = 1.6

/**
 * Where the stations of a flow go: the request row from left to right, the response row beneath from right to left,
 * the stations of both rows beside both. The columns fill the width that there is, between a least and a most.
 */
export function placeFlow(
  stations: readonly StationItem[],
  { columns, gap }: FlowShape,
  availableWidth: number,
  /** Stations that show a failure's message, and whether a run is shown at all. */
  painted: { readonly isPainted: boolean; readonly withMessage: ReadonlySet<string> } = {
    isPainted: false,
    withMessage: new Set(),
  },
): ReadonlyMap<Station, Rectangle> {
  const narrowest = columns.reduce((sum, { share }) => sum + share, 0) + (columns.length - 1) * gap
  const stretch = Math.min(widest, Math.max(1, availableWidth / narrowest))
  const heightOf = (station: Station | undefined) => {
    const item = stations.find((candidate) => candidate.station === station)
    if (!item) return 0
    const message = painted.withMessage.has(item.station) ? stationMeasures.messageHeight : 0
    return (
      stationMeasures.headerHeight +
      item.facts.length * stationMeasures.factHeight +
      stationMeasures.padding +
      (painted.isPainted ? stationMeasures.statusHeight + message : 0)
    )
  }
  const isOfBoth = ({ request, response }: FlowShape['columns'][number]) => request === response
  const single = columns.filter((column) => !isOfBoth(column))
  const both = columns.filter(isOfBoth)
  const stacked = single.filter(({ below }) => below !== undefined)
  const upperHeight = Math.max(0, ...stacked.map(({ request }) => heightOf(request)))
  const belowHeight = Math.max(0, ...stacked.map(({ below }) => heightOf(below)))
  const belowTop = upperHeight + stationMeasures.stackGap
  const requestHeight = Math.max(
    ...single.map(({ request }) => heightOf(request)),
    stacked.length === 0 ? 0 : belowTop + belowHeight,
    leastRowHeight,
  )
  const responseTop = requestHeight + stationMeasures.rowGap
  const responseHeight = Math.max(
    ...single.map(({ response }) => heightOf(response)),
    // cards of both rows may hold more than the rows beside them
    ...both.map(({ request }) => heightOf(request) - responseTop),
    leastRowHeight,
  )
  const places = new Map<Station, Rectangle>()
  let x = 0
  for (const column of columns) {
    const width = Math.round(column.share * stretch)
    const { request, below, response } = column
    if (request && isOfBoth(column)) {
      places.set(request, { x, y: 0, width, height: responseTop + responseHeight })
    } else {
      const height = below ? upperHeight : requestHeight
      if (request) places.set(request, { x, y: 0, width, height })
      if (below) places.set(below, { x, y: belowTop, width, height: belowHeight })
      if (response) places.set(response, { x, y: responseTop, width, height: responseHeight })
    }
    x += width + Math.round(gap * stretch)
  }
  return places
}

/** The y of the response row. */
export function responseTopOf(
  { columns }: FlowShape,
  places: ReadonlyMap<Station, Rectangle>,
): number {
  for (const { request, response } of columns) {
    const place = response && response !== request ? places.get(response) : undefined
    if (place) return place.y
  }
  return leastRowHeight + stationMeasures.rowGap
}
