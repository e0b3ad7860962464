import {
  Background,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react'
import type { Connection, NodeChange, Viewport } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { DragEvent, MouseEvent as ReactMouseEvent, RefObject } from 'react'
import { formatAddress, sameAddress, setOffsets } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { NewBackendKind } from './canvasView.ts'
import { backendDragType } from './CanvasHeader.tsx'
import { ConnectHint } from './ConnectHint.tsx'
import { ContextMenu } from './ContextMenu.tsx'
import { domId } from './domId.ts'
import { EditingPopover } from './EditingPopover.tsx'
import { mapEdgeTypes } from './edges/index.ts'
import { mapElements } from './elements.ts'
import type { MapEdge, MapElements, MapNode } from './elements.ts'
import { backendNodeId, buildMap } from './graph.ts'
import type { MapGraph } from './graph.ts'
import { Minimap } from './Minimap.tsx'
import { mapNodeTypes } from './nodes/index.ts'
import { boundsOf, measures, placeMap } from './place.ts'
import type { Place, Point, Rectangle } from './place.ts'
import { SearchBar } from './SearchBar.tsx'
import { useCanvasFocus } from './useCanvasFocus.ts'
import { useColorMode } from './useColorMode.ts'
import { useElementSize } from './useElementSize.ts'
import {
  changeCanvas,
  connect,
  edit,
  focusCanvas,
  methodRefOf,
  moveUnder,
  openFlow,
  refuse,
  selectionOf,
  startEditing,
} from './verbs.ts'
import {
  clearOfZoomBar,
  fitting,
  leastZoom,
  mostZoom,
  moveDuration,
  opening,
  revealing,
} from './viewport.ts'
import { stopOf } from './walk.ts'
import { ZoomBar } from './ZoomBar.tsx'

/** Above this many nodes and edges only those in view are in the page. */
const culledAbove = 300

/** The map of a REST API. */
export function MapCanvas({
  apiId,
  viewports,
}: {
  readonly apiId: string
  /** Where each map was left, by API; kept by the owner while the flow is shown. */
  readonly viewports: Map<string, Viewport>
}) {
  return (
    <ReactFlowProvider key={apiId}>
      <MapSurface apiId={apiId} viewports={viewports} />
    </ReactFlowProvider>
  )
}

function MapSurface({
  apiId,
  viewports,
}: {
  readonly apiId: string
  readonly viewports: Map<string, Viewport>
}) {
  const stores = useStores()
  const flow = useReactFlow<MapNode, MapEdge>()
  const frame = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const colorMode = useColorMode()
  const { graph, places } = useMap(apiId)
  const elements = useElements(graph, places)
  const showElements = useShownElements(elements)
  const initial = useRef(elements)
  const size = useElementSize(frame)
  useCanvasFocus(surface)
  const minimap = useView(({ canvas }) => canvas.minimap)
  const isConnecting = useView(({ canvas }) => canvas.connecting !== undefined)
  const activeId = useActiveId(apiId, graph)
  useViewportRequests(graph, places, surface)
  useRevealedSelection(graph, places)

  useLayoutEffect(() => {
    const bounds = boundsOf(places.values())
    if (!size || !bounds || viewports.has(apiId)) return
    const viewport = opening(bounds, clearOfZoomBar(size))
    viewports.set(apiId, viewport)
    void flow.setViewport(viewport)
  }, [apiId, flow, places, size, viewports])

  const drag = useDrag(graph, places, showElements)

  const select = (event: ReactMouseEvent, at: Address) => {
    changeCanvas(stores, { menu: undefined })
    const { viewStore } = stores
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) {
      viewStore.getState().select(at)
      return
    }
    const chosen = selectionOf(stores)
    const others = chosen.filter((other) => !sameAddress(stopOf(other), at))
    const isNew = others.length === chosen.length
    const [first = [], ...rest] = isNew ? [at, ...others] : others
    viewStore.getState().select(first, rest)
  }
  const addressUnder = (event: ReactMouseEvent, node: MapNode): Address => {
    const row = event.target instanceof Element ? event.target.closest('[data-method]') : undefined
    const verb = row?.getAttribute('data-method')
    return verb ? [...node.data.item.at, 'methods', verb] : node.data.item.at
  }
  const openMenu = (event: ReactMouseEvent | MouseEvent, at: Address) => {
    event.preventDefault()
    const isSelected = selectionOf(stores).some((other) => sameAddress(stopOf(other), stopOf(at)))
    if (!isSelected) stores.viewStore.getState().select(at)
    changeCanvas(stores, { menu: { x: event.clientX, y: event.clientY } })
  }
  const methodOfHandle = (nodeId: string | null, handle: string | null): Address | undefined => {
    const item = graph.resources.find(({ id }) => id === nodeId)
    const row = item?.methods.find(({ httpMethod }) => httpMethod === handle)
    return row?.at
  }
  const backendOf = (nodeId: string | null) => graph.backends.find(({ id }) => id === nodeId)
  const isValidConnection = (connection: Connection | MapEdge) =>
    methodOfHandle(connection.source, connection.sourceHandle ?? null) !== undefined &&
    backendOf(connection.target) !== undefined
  const onConnect = (connection: Connection) => {
    const method = methodOfHandle(connection.source, connection.sourceHandle)
    const backend = backendOf(connection.target)
    if (method && backend) connect(stores, [method], backend.key)
  }
  const markConnecting = (isUnderWay: boolean) =>
    frame.current?.classList.toggle('is-drawing', isUnderWay)
  const onDrop = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(backendDragType)
    if (!isBackendKind(kind)) return
    event.preventDefault()
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    startEditing(stores, { kind: 'add-backend', backend: kind, place: centred(at) })
  }
  const isCulled = elements.nodes.length + elements.edges.length > culledAbove
  const api = useDesign((design) => design.apis[apiId])
  const left = viewports.get(apiId)

  return (
    <div
      ref={frame}
      className={isConnecting ? 'canvas-frame is-aiming' : 'canvas-frame'}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(backendDragType)) event.preventDefault()
      }}
      onDrop={onDrop}
    >
      <ReactFlow<MapNode, MapEdge>
        ref={surface}
        tabIndex={0}
        data-scope="canvas"
        aria-label={`Map of ${api?.name ?? 'the API'}`}
        aria-activedescendant={activeId}
        onPointerDownCapture={(event) => {
          // xyflow keeps the press to itself, so the focus is taken by hand; fields and buttons take it themselves
          const isField =
            event.target instanceof Element && event.target.closest('input, button, [role=menu]')
          if (isField) return
          const { editing } = stores.viewStore.getState().canvas
          if (editing && editing.kind !== 'rename') changeCanvas(stores, { editing: undefined })
          focusCanvas(stores)
        }}
        defaultNodes={initial.current.nodes}
        defaultEdges={initial.current.edges}
        nodeTypes={mapNodeTypes}
        edgeTypes={mapEdgeTypes}
        colorMode={colorMode}
        {...(left && { defaultViewport: left })}
        minZoom={leastZoom}
        maxZoom={mostZoom}
        onlyRenderVisibleElements={isCulled}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={['Control', 'Meta']}
        selectionMode={SelectionMode.Partial}
        panOnScroll
        zoomOnDoubleClick={false}
        zIndexMode="manual"
        elevateNodesOnSelect={false}
        nodeDragThreshold={4}
        connectionRadius={28}
        proOptions={{ hideAttribution: true }}
        onNodesChange={drag.onNodesChange}
        onNodeDrag={drag.onNodeDrag}
        onSelectionDrag={drag.onSelectionDrag}
        onNodeClick={(event, node) => select(event, addressUnder(event, node))}
        onNodeDoubleClick={(event, node) => {
          const at = addressUnder(event, node)
          if (methodRefOf(at)) openFlow(stores, at)
          else if (node.type === 'backend') stores.viewStore.getState().goTo(at)
          else if (node.parentId !== undefined) {
            startEditing(stores, { kind: 'rename', resourceId: node.data.item.resource.id })
          }
        }}
        onNodeContextMenu={(event, node) => openMenu(event, addressUnder(event, node))}
        onEdgeClick={(event, edge) => {
          if (edge.type === 'integration' && edge.data) select(event, edge.data.item.at)
        }}
        onEdgeDoubleClick={(_event, edge) => {
          if (edge.type === 'integration' && edge.data) {
            stores.viewStore.getState().goTo(edge.data.item.at)
          }
        }}
        onEdgeContextMenu={(event, edge) => {
          if (edge.type === 'integration' && edge.data) openMenu(event, edge.data.item.at)
        }}
        onPaneClick={() => {
          changeCanvas(stores, { menu: undefined })
          stores.viewStore.getState().select(['apis', apiId])
        }}
        onDoubleClick={(event) => {
          const isPane =
            event.target instanceof Element && event.target.matches('.react-flow__pane')
          if (isPane) startEditing(stores, { kind: 'add' })
        }}
        onPaneContextMenu={(event) => openMenu(event, ['apis', apiId])}
        onSelectionContextMenu={(event) => openMenu(event, stores.viewStore.getState().selection)}
        onSelectionEnd={() => {
          const chosen = flow
            .getNodes()
            .flatMap((node) => (node.selected ? [node.data.item.at] : []))
          const [first = ['apis', apiId], ...rest] = chosen
          stores.viewStore.getState().select(first, rest)
        }}
        isValidConnection={isValidConnection}
        onConnect={onConnect}
        onConnectStart={() => markConnecting(true)}
        onClickConnectStart={() => markConnecting(true)}
        onClickConnectEnd={() => markConnecting(false)}
        onConnectEnd={(event, { isValid, fromNode, fromHandle }) => {
          markConnecting(false)
          const method = methodOfHandle(fromNode?.id ?? null, fromHandle?.id ?? null)
          const pointer = 'clientX' in event ? event : event.changedTouches[0]
          if (isValid || !method || !pointer) return
          const { clientX: x, clientY: y } = pointer
          const under = document.elementFromPoint(x, y)
          const node = under?.closest('.react-flow__node')?.getAttribute('data-id')
          if (node !== undefined && node !== null) {
            if (node !== fromNode?.id) refuse(stores, whyNot(graph, node))
          } else if (under?.closest('.react-flow__pane, .react-flow__edge')) {
            startEditing(stores, {
              kind: 'add-backend',
              backend: 'http',
              place: centred(flow.screenToFlowPosition({ x, y })),
              connect: [method],
            })
          }
        }}
        onReconnect={(edge, connection) => {
          const backend = backendOf(connection.target)
          if (edge.type === 'integration' && edge.data && backend) {
            connect(stores, [edge.data.item.at.slice(0, -1)], backend.key)
          }
        }}
        onMoveEnd={(_event, viewport) => viewports.set(apiId, viewport)}
      >
        <Background gap={24} size={1.5} />
      </ReactFlow>
      <ZoomBar hasMap />
      {minimap && <Minimap graph={graph} places={places} />}
      <MapHints graph={graph} />
      <SearchBar />
      <ConnectHint graph={graph} />
      <EditingPopover pageOf={(place) => flow.flowToScreenPosition(place)} />
      <ContextMenu />
    </div>
  )
}

/** Why an edge that was dropped on a node cannot end there. */
function whyNot(graph: MapGraph, nodeId: string): string {
  const resource = graph.resources.find(({ id }) => id === nodeId)
  return resource
    ? `An integration reaches a backend, and ${resource.path} is a resource of this API: drop the edge on a backend, or on the empty map to add one.`
    : 'An integration reaches a backend: drop the edge on one.'
}

function isBackendKind(kind: string): kind is NewBackendKind {
  return kind === 'http' || kind === 'lambda' || kind === 'service'
}

/** A backend that is dropped stands around the pointer. */
function centred({ x, y }: Point): Point {
  return {
    x: Math.round(x - measures.minimumBackendWidth / 2),
    y: Math.round(y - measures.backendHeight / 2),
  }
}

/** The map and its places; what an edit leaves alone stays the same object. */
function useMap(apiId: string) {
  const design = useDesign((present) => present)
  const before = useRef<MapGraph>(undefined)
  const graph = useMemo(() => {
    const next = buildMap(design, apiId, before.current)
    before.current = next
    return next
  }, [design, apiId])
  const { offsets } = design.layout
  const places = useMemo(() => placeMap(graph, offsets), [graph, offsets])
  return { graph, places }
}

function useElements(graph: MapGraph, places: ReadonlyMap<string, Place>): MapElements {
  const selection = useView((state) => state.selection)
  const alsoSelected = useView((state) => state.alsoSelected)
  const before = useRef<MapElements>(undefined)
  return useMemo(() => {
    const selectedIds = new Set(
      [selection, ...alsoSelected].map((at) => canvasIdOf(graph.apiId, at)),
    )
    const next = mapElements(graph, places, selectedIds, before.current)
    before.current = next
    return next
  }, [graph, places, selection, alsoSelected])
}

/** The id on the canvas of a resource, a method, an integration or a backend. */
function canvasIdOf(apiId: string, at: Address): string {
  return at[0] === 'backends'
    ? backendNodeId(apiId, at[1] ?? '')
    : formatAddress(at[6] === 'integration' ? at.slice(0, 7) : at)
}

/**
 * Hands the elements to xyflow's own store, where drags happen: React draws nothing here while one is under way.
 * Returns what puts everything back where the design has it.
 */
function useShownElements(elements: MapElements): () => void {
  const store = useStoreApi<MapNode, MapEdge>()
  const current = useRef(elements)
  useLayoutEffect(() => {
    const { setNodes, setEdges } = store.getState()
    if (current.current.nodes !== elements.nodes) setNodes(elements.nodes)
    if (current.current.edges !== elements.edges) setEdges(elements.edges)
    current.current = elements
  }, [elements, store])
  return () => {
    const { setNodes, setEdges } = store.getState()
    setNodes(current.current.nodes)
    setEdges(current.current.edges)
  }
}

/** The element that the canvas names as its active one: the selected node or row, else the root. */
function useActiveId(apiId: string, graph: MapGraph): string | undefined {
  const selection = useView((state) => state.selection)
  const id = canvasIdOf(apiId, stopOf(selection))
  const isThere =
    graph.resources.some((item) => item.id === id || item.methods.some((row) => row.id === id)) ||
    graph.backends.some((item) => item.id === id)
  const active = isThere ? id : graph.resources[0]?.id
  return active === undefined ? undefined : domId(active)
}

/** The rectangle of what is selected: a node, or a row in one. */
function rectangleOf(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  at: Address,
): Rectangle | undefined {
  const stop = stopOf(at)
  const isRow = stop.length === 6
  const id = canvasIdOf(graph.apiId, isRow ? stop.slice(0, 4) : stop)
  const place = places.get(id)
  if (!place || !isRow) return place
  const rows = graph.resources.find((item) => item.id === id)?.methods ?? []
  const index = rows.findIndex((row) => sameAddress(row.at, stop))
  return {
    x: place.x,
    y: place.y + measures.rowsTop + index * measures.rowHeight,
    width: place.width,
    height: measures.rowHeight,
  }
}

function useViewportRequests(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  surface: RefObject<HTMLDivElement | null>,
) {
  const stores = useStores()
  const flow = useReactFlow()
  const request = useView(({ canvas }) => canvas.viewport)
  const done = useRef(request?.count ?? 0)
  useEffect(() => {
    const size = surface.current && {
      width: surface.current.clientWidth,
      height: surface.current.clientHeight,
    }
    if (!request || request.count === done.current || !size) return
    done.current = request.count
    const duration = moveDuration()
    switch (request.request) {
      case 'zoom-in':
        void flow.zoomIn({ duration })
        return
      case 'zoom-out':
        void flow.zoomOut({ duration })
        return
      case 'zoom-100':
        void flow.zoomTo(1, { duration })
        return
      case 'fit': {
        const bounds = boundsOf(places.values())
        if (bounds) void flow.setViewport(fitting(bounds, clearOfZoomBar(size)), { duration })
        return
      }
      case 'fit-selection': {
        const rectangles = selectionOf(stores).flatMap((at) => rectangleOf(graph, places, at) ?? [])
        const bounds = boundsOf(rectangles)
        if (bounds) void flow.setViewport(fitting(bounds, clearOfZoomBar(size)), { duration })
      }
    }
  }, [request, flow, places, graph, stores, surface])
}

/** Brings what is selected into view, wherever it was selected. */
function useRevealedSelection(graph: MapGraph, places: ReadonlyMap<string, Place>) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const selection = useView((state) => state.selection)
  const shown = useRef<Address>(selection)
  useEffect(() => {
    if (sameAddress(shown.current, selection)) return
    const rectangle = rectangleOf(graph, places, selection)
    if (!rectangle) return
    shown.current = selection
    const { width, height } = store.getState()
    const viewport = flow.getViewport()
    const next = revealing(rectangle, { width, height }, viewport)
    if (next !== viewport) void flow.setViewport(next, { duration: moveDuration() })
  }, [selection, graph, places, flow, store])
}

/**
 * Drags: on another resource they move under it, anywhere else they are remembered as offsets. Listens to position
 * changes that are not dragging any more, which is how xyflow ends every move.
 */
function useDrag(graph: MapGraph, places: ReadonlyMap<string, Place>, putBack: () => void) {
  const stores = useStores()
  const flow = useReactFlow<MapNode, MapEdge>()
  const aim = (event: MouseEvent | TouchEvent | ReactMouseEvent, moved: readonly MapNode[]) => {
    const resources = moved.filter((node) => node.type === 'resource')
    const pointer = 'clientX' in event ? event : event.touches[0]
    if (!pointer || resources.length === 0 || resources.length < moved.length) return
    const at = flow.screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY })
    const paths = resources.map((node) => node.data.item.path)
    const target = graph.resources.find((item) => {
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
    const target = graph.resources.find(({ id }) => id === dropTarget)
    const items = ended.flatMap(({ id }) => graph.resources.find((item) => item.id === id) ?? [])
    if (target && items.length === ended.length) {
      const strangers = items.filter((item) => item.parentId !== target.id)
      const moved =
        strangers.length > 0 &&
        moveUnder(
          stores,
          strangers.map((item) => item.at),
          target.resource.id,
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

/** What to do next, while the map has next to nothing on it. */
function MapHints({ graph }: { readonly graph: MapGraph }) {
  const stores = useStores()
  const root = graph.resources[0]
  const hasMethods = graph.resources.some((item) => item.methods.length > 0)
  if (!root || hasMethods) return null
  const isBare = graph.resources.length === 1
  return (
    <div className="canvas-hints nopan nodrag">
      <p>
        {isBare
          ? 'Begin with a resource: the path that callers ask for.'
          : 'A resource answers once it has a method.'}
      </p>
      <span>
        <button
          type="button"
          className="canvas-submit"
          onClick={() => startEditing(stores, { kind: 'add-resource', parentId: root.resource.id })}
        >
          Add a resource
        </button>
        <button
          type="button"
          className="canvas-quiet"
          onClick={() =>
            startEditing(stores, {
              kind: 'add-method',
              resourceId: (graph.resources.at(-1) ?? root).resource.id,
            })
          }
        >
          Add a method
        </button>
        <button
          type="button"
          className="canvas-quiet"
          onClick={() => stores.viewStore.getState().change({ dialog: 'import' })}
        >
          Import
        </button>
      </span>
    </div>
  )
}
