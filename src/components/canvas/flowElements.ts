import { Position } from '@xyflow/react'
import type { Edge, Node, NodeHandle } from '@xyflow/react'
import type { Station } from '../../simulator/index.ts'
import type { FlowGraph, StationItem } from './flow.ts'
import type { PaintedStation, PaintedWay, Painting } from './paint.ts'
import { stationMeasures } from './place.ts'
import type { Rectangle } from './place.ts'

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
  places: ReadonlyMap<Station, Rectangle>,
  painting: Painting | undefined,
): { readonly nodes: StationNode[]; readonly edges: WayEdge[] } {
  const responseTop = places.get('methodResponse')?.y ?? 0
  const nodes = flow.stations.flatMap((item): StationNode[] => {
    const place = places.get(item.station)
    if (!place) return []
    const { width, height } = place
    const handles = handlesOf(item.station, place, responseTop)
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
  const edges = flow.ways.map(({ from, to }): WayEdge => {
    const painted = painting?.ways.get(from)
    const words = `${titles.get(from)} to ${titles.get(to)}`
    const told = painted?.taken ? `, taken${painted.sizeText ? `, ${painted.sizeText}` : ''}` : ''
    return {
      id: `${from}-${to}`,
      type: 'way',
      source: from,
      target: to,
      sourceHandle: 'out',
      targetHandle: to === 'client' ? 'answer' : 'in',
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
  if (gateway && gateway.from !== 'client') {
    const sentence = `${titles.get(gateway.from)} to Client, gateway response ${gateway.type}`
    edges.push({
      id: 'gateway-response',
      type: 'way',
      source: gateway.from,
      target: 'client',
      sourceHandle: 'gateway',
      targetHandle: 'gateway',
      selectable: false,
      data: {
        painted: { taken: true, sizeText: painting.ways.get('methodResponse')?.sizeText },
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

function handlesOf(station: Station, place: Rectangle, responseTop: number): StationHandle[] {
  const upper = stationMeasures.headerHeight / 2
  const lower = responseTop + upper
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
  const isResponse = station === 'methodResponse' || station === 'integrationResponse'
  const gateway = isResponse
    ? handle('gateway', 'source', Position.Top, 0)
    : handle('gateway', 'source', Position.Bottom, place.height)
  switch (station) {
    case 'client':
      return [
        handle('out', 'source', Position.Right, upper),
        handle('answer', 'target', Position.Right, lower),
        handle('gateway', 'target', Position.Right, gapMiddle),
      ]
    case 'backend':
      return [
        handle('in', 'target', Position.Left, upper),
        handle('out', 'source', Position.Left, lower),
        handle('gateway', 'source', Position.Left, gapMiddle),
      ]
    case 'methodResponse':
    case 'integrationResponse':
      return [
        handle('in', 'target', Position.Right, upper),
        handle('out', 'source', Position.Left, upper),
        gateway,
      ]
    default:
      return [
        handle('in', 'target', Position.Left, upper),
        handle('out', 'source', Position.Right, upper),
        gateway,
      ]
  }
}
