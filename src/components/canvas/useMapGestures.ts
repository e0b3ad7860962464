import { useReactFlow } from '@xyflow/react'
import type { Connection, NodeChange, ReactFlowProps, Viewport } from '@xyflow/react'
import type { MouseEvent as ReactMouseEvent, RefObject } from 'react'
import { sameAddress, setOffsets } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { CardNode, MapEdge, MapNode } from './map/elements.ts'
import type { MapGraph } from './map/graph.ts'
import type { Point, Rectangle } from './geometry.ts'
import { measures } from './map/place.ts'
import type { Place } from './map/place.ts'
import { useSteady } from './useSteady.ts'
import { useTouchMove } from './useTouch.ts'
import {
  addToCard,
  changeCanvas,
  connectTo,
  edit,
  moveUnder,
  openFlow,
  refuse,
  selectionOf,
  startEditing,
} from './verbs.ts'
import type { ConnectTarget } from './verbs.ts'
import { stopOf } from './map/walk.ts'

/** What the gestures of a map work on. */
interface GestureSurface {
  readonly apiId: string
  readonly graph: MapGraph
  readonly places: ReadonlyMap<string, Place>
  /** Marked while an edge is drawn. */
  readonly frame: RefObject<HTMLDivElement | null>
  /** Where each map was left, by API. */
  readonly viewports: Map<string, Viewport>
  /** Puts everything back where the design has it. */
  readonly putBack: () => void
}

/** What presses, drags and drops on the map do, as xyflow asks for it. */
export function useMapGestures({
  apiId,
  graph,
  places,
  frame,
  viewports,
  putBack,
}: GestureSurface) {
  const stores = useStores()
  const flow = useReactFlow<MapNode, MapEdge>()
  const select = (event: ReactMouseEvent, addresses: readonly Address[]) => {
    changeCanvas(stores, { menu: undefined })
    const { viewStore } = stores
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) {
      const [at = [], ...also] = addresses
      viewStore.getState().select(at, also)
      return
    }
    const chosen = selectionOf(stores)
    const others = chosen.filter((other) => !addresses.some((at) => sameAddress(stopOf(other), at)))
    const isNew = chosen.length - others.length < addresses.length
    const [first = [], ...rest] = isNew ? [...addresses, ...others] : others
    viewStore.getState().select(first, rest)
  }
  const rowUnder = (event: ReactMouseEvent, node: MapNode): Address | undefined => {
    if (node.type !== 'card') return undefined
    const row = event.target instanceof Element ? event.target.closest('[data-row]') : undefined
    const handle = row?.getAttribute('data-row')
    return node.data.item.rows.find((each) => each.handle === handle)?.at
  }
  const addressesUnder = (event: ReactMouseEvent, node: MapNode): readonly Address[] => {
    const row = rowUnder(event, node)
    return row ? [row] : selectsOf(node)
  }
  const openMenu = (event: ReactMouseEvent | MouseEvent, addresses: readonly Address[]) => {
    event.preventDefault()
    const [at = [], ...also] = addresses
    const isSelected = selectionOf(stores).some((other) => sameAddress(stopOf(other), stopOf(at)))
    if (!isSelected) stores.viewStore.getState().select(at, also)
    changeCanvas(stores, { menu: { x: event.clientX, y: event.clientY } })
  }
  const rowOfHandle = (nodeId: string | null, handle: string | null): Address | undefined => {
    const card = graph.cards.find(({ id }) => id === nodeId)
    return card?.rows.find((row) => row.handle === handle)?.at
  }
  /** What an edge can end on: a backend, or an integration to share. */
  const targetOf = (nodeId: string | null): ConnectTarget | undefined => {
    const backend = graph.backends.find(({ id }) => id === nodeId)
    if (backend) return { backendKey: backend.key }
    const joint = graph.joints.find(({ id }) => id === nodeId)
    return joint && { integrationId: joint.integrationId }
  }
  const isValidConnection = (connection: Connection | MapEdge) =>
    rowOfHandle(connection.source, connection.sourceHandle ?? null) !== undefined &&
    targetOf(connection.target) !== undefined
  const onConnect = (connection: Connection) => {
    const row = rowOfHandle(connection.source, connection.sourceHandle)
    const target = targetOf(connection.target)
    if (row && target) connectTo(stores, [row], target)
  }
  const markConnecting = (isUnderWay: boolean) =>
    frame.current?.classList.toggle('is-drawing', isUnderWay)

  const drag = useDrag(graph, places, putBack)
  useTouchMove(frame, {
    onMove: (event, node) => drag.onNodeDrag(event, node, [node]),
    onCancel: () => {
      changeCanvas(stores, { dropTarget: undefined })
      putBack()
    },
  })
  const gestures = {
    ...drag,
    onNodeClick: (event, node) => select(event, addressesUnder(event, node)),
    onNodeDoubleClick: (event, node) => {
      const row = rowUnder(event, node)
      if (row) openFlow(stores, row)
      else if (node.type !== 'card' || node.data.item.kind === 'api') {
        stores.viewStore.getState().goTo(node.data.item.at)
      } else if (node.data.item.kind === 'path') addToCard(stores, node.data.item)
      else if (node.parentId !== undefined) {
        startEditing(stores, { kind: 'rename', resourceId: node.data.item.at.at(-1) ?? '' })
      }
    },
    onNodeContextMenu: (event, node) => openMenu(event, addressesUnder(event, node)),
    onEdgeClick: (event, edge) => {
      if (edge.type === 'integration' && edge.data) select(event, [edge.data.item.at])
    },
    onEdgeDoubleClick: (_event, edge) => {
      if (edge.type === 'integration' && edge.data) {
        stores.viewStore.getState().goTo(edge.data.item.at)
      }
    },
    onEdgeContextMenu: (event, edge) => {
      if (edge.type === 'integration' && edge.data) openMenu(event, [edge.data.item.at])
    },
    onPaneClick: () => {
      changeCanvas(stores, { menu: undefined })
      stores.viewStore.getState().select(['apis', apiId])
    },
    onDoubleClick: (event) => {
      const isPane = event.target instanceof Element && event.target.matches('.react-flow__pane')
      if (isPane) startEditing(stores, { kind: 'add' })
    },
    onPaneContextMenu: (event) => openMenu(event, [['apis', apiId]]),
    onSelectionContextMenu: (event) => openMenu(event, [stores.viewStore.getState().selection]),
    onSelectionEnd: () => {
      const chosen = flow.getNodes().flatMap((node) => (node.selected ? selectsOf(node) : []))
      const [first = ['apis', apiId], ...rest] = chosen
      stores.viewStore.getState().select(first, rest)
    },
    isValidConnection,
    onConnect,
    onConnectStart: () => markConnecting(true),
    onClickConnectStart: () => markConnecting(true),
    onClickConnectEnd: () => markConnecting(false),
    onConnectEnd: (event, { isValid, fromNode, fromHandle }) => {
      markConnecting(false)
      const row = rowOfHandle(fromNode?.id ?? null, fromHandle?.id ?? null)
      const pointer = 'clientX' in event ? event : event.changedTouches[0]
      if (isValid || !row || !pointer) return
      const { clientX: x, clientY: y } = pointer
      const under = document.elementFromPoint(x, y)
      const node = under?.closest('.react-flow__node')?.getAttribute('data-id')
      const shared = under?.closest('[data-integration]')?.getAttribute('data-integration')
      if (node !== undefined && node !== null) {
        if (node !== fromNode?.id) refuse(stores, whyNot(graph, node))
      } else if (shared !== undefined && shared !== null) {
        connectTo(stores, [row], { integrationId: shared })
      } else if (under?.closest('.react-flow__pane, .react-flow__edge')) {
        startEditing(stores, {
          kind: 'add-backend',
          backend: 'http',
          place: centred(flow.screenToFlowPosition({ x, y })),
          connect: [row],
        })
      }
    },
    onReconnect: (edge, connection) => {
      const target = targetOf(connection.target)
      const row = edge.type === 'integration' ? edge.data?.item.rowAt : undefined
      if (row && target) connectTo(stores, [row], target)
    },
    onMoveEnd: (_event, viewport) => viewports.set(apiId, viewport),
  } satisfies ReactFlowProps<MapNode, MapEdge>
  return useSteady(gestures)
}

/** Why an edge that was dropped on a node cannot end there. */
function whyNot(graph: MapGraph, nodeId: string): string {
  const card = graph.cards.find(({ id }) => id === nodeId)
  const noun = card?.kind === 'resource' ? 'a resource' : 'a path'
  return card && card.kind !== 'api'
    ? `An integration reaches a backend, and ${card.path} is ${noun} of this API: drop the edge on a backend, or on the empty map to add one.`
    : 'An integration reaches a backend: drop the edge on one.'
}

/** What is selected with a node. */
function selectsOf(node: MapNode): readonly Address[] {
  return node.type === 'card' ? node.data.item.selects : [node.data.item.at]
}

/** A backend that is dropped stands around the pointer. */
export function centred({ x, y }: Point): Point {
  return {
    x: Math.round(x - measures.minimumBackendWidth / 2),
    y: Math.round(y - measures.backendHeight / 2),
  }
}

/**
 * Drags: on another resource they move under it, anywhere else they are remembered as offsets. Listens to position
 * changes that are not dragging any more, which is how xyflow ends every move.
 */
function useDrag(graph: MapGraph, places: ReadonlyMap<string, Place>, putBack: () => void) {
  const stores = useStores()
  const flow = useReactFlow<MapNode, MapEdge>()
  const aim = (event: MouseEvent | TouchEvent | ReactMouseEvent, moved: readonly MapNode[]) => {
    const resources = moved.filter(
      (node) => node.type === 'card' && node.data.item.kind === 'resource',
    ) as CardNode[] // no other nodes pass
    const pointer = 'clientX' in event ? event : event.touches[0]
    if (!pointer || resources.length === 0 || resources.length < moved.length) return
    const at = flow.screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY })
    const paths = resources.map((node) => node.data.item.path)
    const target = graph.cards.find((item) => {
      const place = places.get(item.id)
      const isMoved = paths.some((path) => item.path === path || item.path.startsWith(path + '/'))
      return place && !isMoved && contains(place, at)
    })
    const dropTarget = target?.id
    if (stores.viewStore.getState().canvas.dropTarget !== dropTarget) {
      changeCanvas(stores, { dropTarget })
    }
  }
  const finish = (ended: readonly { readonly id: string; readonly position: Point }[]) => {
    const { dropTarget } = stores.viewStore.getState().canvas
    if (dropTarget !== undefined) changeCanvas(stores, { dropTarget: undefined })
    const target = graph.cards.find(({ id }) => id === dropTarget)
    const items = ended.flatMap(({ id }) => graph.cards.find((item) => item.id === id) ?? [])
    if (target && items.length === ended.length) {
      const strangers = items.filter((item) => item.parentId !== target.id)
      const moved =
        strangers.length > 0 &&
        moveUnder(
          stores,
          strangers.map((item) => item.at),
          target.at.at(-1) ?? '',
        )
      if (!moved) putBack()
      return
    }
    const { offsets: before } = stores.designStore.getState().history.present.layout
    const offsets = Object.fromEntries(
      ended.flatMap(({ id, position }) => {
        const place = places.get(id)
        if (!place) return []
        const old = before[id] ?? { x: 0, y: 0 }
        return [
          [
            id,
            {
              x: Math.round(old.x + position.x - place.relative.x),
              y: Math.round(old.y + position.y - place.relative.y),
            },
          ],
        ]
      }),
    )
    const label = ended.length === 1 ? 'Move on the canvas' : `Move ${ended.length} nodes`
    if (!edit(stores, label, (design) => setOffsets(design, { offsets }))) putBack()
  }
  return {
    onNodeDrag: (
      event: MouseEvent | TouchEvent | ReactMouseEvent,
      _node: MapNode,
      all: MapNode[],
    ) => aim(event, all),
    onSelectionDrag: (event: ReactMouseEvent, all: MapNode[]) => aim(event, all),
    onNodesChange: (changes: NodeChange<MapNode>[]) => {
      const ended = changes.flatMap((change) =>
        change.type === 'position' && change.dragging === false && change.position
          ? [{ id: change.id, position: change.position }]
          : [],
      )
      if (ended.length > 0) finish(ended)
    },
  }

  function contains(place: Rectangle, { x, y }: Point): boolean {
    return x >= place.x && x <= place.x + place.width && y >= place.y && y <= place.y + place.height
  }
}
