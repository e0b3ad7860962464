import { Position } from '@xyflow/react'
import type { Edge, Node, NodeHandle } from '@xyflow/react'
import type { Station } from '../../../simulator/index.ts'
import type { FlowGraph, FlowShape, StationItem } from './graph.ts'
import { wayId } from './paint.ts'
import type { PaintedStation, PaintedWay, Painting } from './paint.ts'
import type { Rectangle } from '../geometry.ts'
import { responseTopOf, stationMeasures } from './place.ts'

interface StationHandle extends NodeHandle {
  readonly id: string
}

export type StationNode = Node<
  {
    item: StationItem
    painted: PaintedStation | undefined
    /** The answer, on the client's card. */
    answer: Pick<Painting, 'statusText' | 'isSuccess' | 'status' | 'totalText'> | undefined
    /** Where the answer stands on a card of both rows, from its top. */
    answerTop: number
    /** Where edges begin and end, drawn again as elements: xyflow reads them off those once a node is in the page. */
    handles: readonly StationHandle[]
  },
  'station'
>
export type WayEdge = Edge<
  {
    painted: PaintedWay | undefined
    isPainted: boolean
    gatewayResponse: string | undefined
    sentence: string
  },
  'way'
>

/** The flow as xyflow takes it. */
export function flowElements(
  flow: FlowGraph,
  shape: FlowShape,
  places: ReadonlyMap<Station, Rectangle>,
  painting: Painting | undefined,
): { readonly nodes: StationNode[]; readonly edges: WayEdge[] } {
  const responseTop = responseTopOf(shape, places)
  const nodes = flow.stations.flatMap((item): StationNode[] => {
    const place = places.get(item.station)
    if (!place) return []
    const { width, height } = place
    const handles = handlesOf(shape, item.station, place, responseTop)
    return [
      {
        id: item.station,
        type: 'station',
        position: { x: place.x, y: place.y },
        width,
        height,
        measured: { width, height },
        draggable: false,
        data: {
          item,
          painted: painting?.stations.get(item.station),
          answer: item.station === 'client' ? painting : undefined,
          answerTop: responseTop,
          handles,
        },
        domAttributes: { 'aria-roledescription': undefined },
        handles,
      },
    ]
  })
  const titles = new Map(flow.stations.map(({ station, title }) => [station, title]))
  const edges = shape.ways.map((way): WayEdge => {
    const { from, to, row, turn } = way
    const painted = painting?.ways.get(wayId(way))
    const words = `${titles.get(from)} to ${titles.get(to)}`
    const told = painted?.taken ? `, taken${painted.sizeText ? `, ${painted.sizeText}` : ''}` : ''
    return {
      id: wayId(way),
      type: 'way',
      source: from,
      target: to,
      sourceHandle: `${turn ?? row}-out`,
      targetHandle: `${turn ?? row}-in`,
      selectable: false,
      data: {
        painted,
        isPainted: painting !== undefined && painting.stations.size > 0,
        gatewayResponse: undefined,
        sentence: words + told,
      },
      ariaLabel: words + told,
      domAttributes: { 'aria-roledescription': undefined },
    }
  })
  const gateway = painting?.gatewayResponse
  const goal = shape.ownResponseTo
  if (gateway && gateway.from !== 'client' && gateway.from !== goal) {
    const sentence = `${titles.get(gateway.from)} to ${titles.get(goal)}, gateway response ${gateway.type}`
    edges.push({
      id: 'gateway-response',
      type: 'way',
      source: gateway.from,
      target: goal,
      sourceHandle: 'gateway',
      targetHandle: 'gateway',
      selectable: false,
      data: {
        painted: { taken: true, sizeText: undefined },
        isPainted: true,
        gatewayResponse: gateway.type,
        sentence,
      },
      ariaLabel: sentence,
      domAttributes: { 'aria-roledescription': undefined },
    })
  }
  return { nodes, edges }
}

function handlesOf(
  { columns, ownResponseTo }: FlowShape,
  station: Station,
  place: Rectangle,
  responseTop: number,
): StationHandle[] {
  const isAbove = columns.some(({ request, below }) => below && request === station)
  const isBelow = columns.some(({ below }) => below === station)
  const isOfRequest = isBelow || columns.some(({ request }) => request === station)
  const isOfResponse = columns.some(({ response }) => response === station)
  const upper = stationMeasures.headerHeight / 2
  const lower = isOfRequest ? responseTop + upper : upper
  const gapMiddle = responseTop - stationMeasures.rowGap / 2
  const handle = (id: string, type: 'source' | 'target', position: Position, y: number) => ({
    id,
    type,
    position,
    x: position === Position.Left ? 0 : position === Position.Right ? place.width : place.width / 2,
    y,
    width: 1,
    height: 1,
  })
  const ofRequest = [
    handle('request-in', 'target', Position.Left, upper),
    handle('request-out', 'source', Position.Right, upper),
  ]
  const ofResponse = [
    handle('response-in', 'target', Position.Right, lower),
    handle('response-out', 'source', Position.Left, lower),
  ]
  const gateway =
    station === ownResponseTo
      ? handle('gateway', 'target', Position.Right, gapMiddle)
      : isOfRequest && isOfResponse
        ? handle('gateway', 'source', Position.Left, gapMiddle)
        : isAbove
          ? handle('gateway', 'source', Position.Left, place.height - upper)
          : isOfRequest
            ? handle('gateway', 'source', Position.Bottom, place.height)
            : handle('gateway', 'source', Position.Top, 0)
  const ofStack = [
    ...(isAbove
      ? [
          handle('down-out', 'source', Position.Bottom, place.height),
          handle('up-in', 'target', Position.Bottom, place.height),
        ]
      : []),
    ...(isBelow
      ? [handle('down-in', 'target', Position.Top, 0), handle('up-out', 'source', Position.Top, 0)]
      : []),
  ]
  return [
    ...(isOfRequest ? ofRequest : []),
    ...(isOfResponse ? ofResponse : []),
    ...ofStack,
    gateway,
  ]
}
