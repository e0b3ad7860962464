import {
  Background,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react'
import type { Viewport } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { DragEvent } from 'react'
import { formatAddress, sameAddress } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { useDesign, useStores, useView } from '../../store/StoreContext.tsx'
import type { NewBackendKind } from '../../store/canvasView.ts'
import { backendDragType } from '../CanvasHeader.tsx'
import { ConnectHint } from '../ConnectHint.tsx'
import { domId } from '../domId.ts'
import { boundsOf } from '../geometry.ts'
import type { Rectangle } from '../geometry.ts'
import { EditingPopover } from '../EditingPopover.tsx'
import { mapEdgeTypes } from '../edges/index.ts'
import { mapElements } from './elements.ts'
import type { MapEdge, MapElements, MapNode } from './elements.ts'
import { buildMap } from './build.ts'
import type { MapGraph } from './graph.ts'
import { Minimap } from '../Minimap.tsx'
import { mapNodeTypes } from '../nodes/index.ts'
import { MapHints } from './MapHints.tsx'
import { measures, placeMap } from './place.ts'
import type { Place } from './place.ts'
import { SearchBar } from '../SearchBar.tsx'
import { useCanvasFocus } from '../useCanvasFocus.ts'
import { useColorMode } from '../useColorMode.ts'
import { useElementSize } from '../useElementSize.ts'
import { centred, useMapGestures } from '../useMapGestures.ts'
import { useIsTouch } from '../useTouch.ts'
import { changeCanvas, focusCanvas, selectionOf, startEditing } from '../verbs.ts'
import {
  clearOfZoomBar,
  fitting,
  leastZoom,
  mostZoom,
  moveDuration,
  opening,
  revealing,
} from '../viewport.ts'
import type { Size } from '../viewport.ts'
import { selectableOf, stopIn } from './walk.ts'
import { ZoomBar } from '../ZoomBar.tsx'

/** Above this many nodes and edges only those in view are in the page. */
const culledAbove = 300

/** The map of an API. */
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
  const initial = useRef(elements)
  const size = useElementSize(frame)
  useCanvasFocus(surface)
  const isTouch = useIsTouch(frame)
  const minimap = useView(({ canvas }) => canvas.minimap)
  const isConnecting = useView(({ canvas }) => canvas.connecting !== undefined)
  const activeId = useActiveId(graph)
  useViewportRequests(graph, places, size)
  useRevealedSelection(graph, places, size)

  useLayoutEffect(() => {
    const bounds = boundsOf(places.values())
    if (!size || !bounds || viewports.has(apiId)) return
    const viewport = opening(bounds, clearOfZoomBar(size))
    viewports.set(apiId, viewport)
    void flow.setViewport(viewport)
  }, [apiId, flow, places, size, viewports])

  const gestures = useMapGestures({
    apiId,
    graph,
    places,
    frame,
    viewports,
    putBack: useShownElements(elements),
  })
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
        nodesDraggable={!isTouch}
        connectionRadius={28}
        proOptions={{ hideAttribution: true }}
        {...gestures}
      >
        <Background gap={24} size={1.5} />
      </ReactFlow>
      <ZoomBar hasMap />
      {minimap && <Minimap graph={graph} places={places} />}
      <MapHints graph={graph} />
      <SearchBar />
      <ConnectHint graph={graph} />
      <EditingPopover pageOf={(place) => flow.flowToScreenPosition(place)} />
    </div>
  )
}

function isBackendKind(kind: string): kind is NewBackendKind {
  return kind === 'http' || kind === 'lambda' || kind === 'service'
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
      [selection, ...alsoSelected].map((at) => formatAddress(selectableOf(at))),
    )
    const next = mapElements(graph, places, selectedIds, before.current)
    before.current = next
    return next
  }, [graph, places, selection, alsoSelected])
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

/** The element that the canvas names as its active one: the selected node or row, else the first card. */
function useActiveId(graph: MapGraph): string | undefined {
  const selection = useView((state) => state.selection)
  const active = elementAt(graph, selection) ?? graph.cards[0]
  return active && domId(active.id)
}

/** The row, card or node that an address belongs to. */
function elementAt(graph: MapGraph, at: Address): { readonly id: string } | undefined {
  const stop = stopIn(graph, at)
  for (const card of graph.cards) {
    if (card.kind !== 'path' && sameAddress(card.at, stop)) return card
    const row = card.rows.find((each) => sameAddress(each.at, stop))
    if (row) return row
  }
  return [...graph.joints, ...graph.backends].find((node) => sameAddress(node.at, stop))
}

/** The rectangle of what is selected: a node, or a row in one. */
function rectangleOf(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  at: Address,
): Rectangle | undefined {
  const element = elementAt(graph, at)
  if (!element) return undefined
  const place = places.get(element.id)
  if (place) return place
  for (const card of graph.cards) {
    const index = card.rows.findIndex(({ id }) => id === element.id)
    const cardPlace = places.get(card.id)
    if (index < 0 || !cardPlace) continue
    return {
      x: cardPlace.x,
      y: cardPlace.y + measures.rowsTop + index * measures.rowHeight,
      width: cardPlace.width,
      height: measures.rowHeight,
    }
  }
  return undefined
}

function useViewportRequests(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  size: Size | undefined,
) {
  const stores = useStores()
  const flow = useReactFlow()
  const request = useView(({ canvas }) => canvas.viewport)
  const done = useRef(request?.count ?? 0)
  useEffect(() => {
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
  }, [request, flow, places, graph, stores, size])
}

/** Brings what is selected into view, wherever it was selected; on a hidden map once it is shown. */
function useRevealedSelection(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  size: Size | undefined,
) {
  const flow = useReactFlow()
  const selection = useView((state) => state.selection)
  const shown = useRef<Address>(selection)
  useEffect(() => {
    if (!size || sameAddress(shown.current, selection)) return
    const rectangle = rectangleOf(graph, places, selection)
    if (!rectangle) return
    shown.current = selection
    const viewport = flow.getViewport()
    const next = revealing(rectangle, size, viewport)
    if (next !== viewport) void flow.setViewport(next, { duration: moveDuration() })
  }, [selection, graph, places, flow, size])
}
