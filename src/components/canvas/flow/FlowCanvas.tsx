import { Background, ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Address } from '../../../model/index.ts'
import type { Station } from '../../../simulator/index.ts'
import { useDesign, useStores, useView } from '../../store/StoreContext.tsx'
import { domId } from '../domId.ts'
import { flowEdgeTypes } from '../edges/index.ts'
import { boundsOf } from '../geometry.ts'
import { buildFlow } from './build.ts'
import { flowElements } from './elements.ts'
import type { StationNode, WayEdge } from './elements.ts'
import type { FlowGraph, FlowShape } from './graph.ts'
import { flowNodeTypes } from '../nodes/index.ts'
import { isPreflight, paintRun } from './paint.ts'
import type { Painting } from './paint.ts'
import { placeFlow } from './place.ts'
import { shownStation } from './walk.ts'
import { useCanvasFocus } from '../useCanvasFocus.ts'
import { useColorMode } from '../useColorMode.ts'
import { useElementSize } from '../useElementSize.ts'
import { changeCanvas, enter, focusCanvas, selectStation } from '../verbs.ts'
import { clearOfZoomBar, leastZoom, mostZoom, moveDuration, opening } from '../viewport.ts'
import { ZoomBar } from '../ZoomBar.tsx'

/** Pixels around the flow. */
const margin = 14

/** The flow of one method or route, from client to backend and back, with the shown run painted on it. */
export function FlowCanvas({ entryAt }: { readonly entryAt: Address }) {
  return (
    <ReactFlowProvider key={entryAt.join('/')}>
      <FlowSurface entryAt={entryAt} />
    </ReactFlowProvider>
  )
}

function FlowSurface({ entryAt }: { readonly entryAt: Address }) {
  const design = useDesign((present) => present)
  const flow = useMemo(() => buildFlow(design, entryAt), [design, entryAt])
  const run = useView(({ runs, shownRunId }) => runs.find(({ id }) => id === shownRunId))
  const shape = (isPreflight(run, entryAt) ? flow?.preflightShape : undefined) ?? flow?.shape
  const painting = useMemo(() => shape && paintRun(run, entryAt, shape), [run, entryAt, shape])
  return flow && shape && <Stations flow={flow} shape={shape} painting={painting} />
}

function Stations({
  flow,
  shape,
  painting,
}: {
  readonly flow: FlowGraph
  readonly shape: FlowShape
  readonly painting: Painting | undefined
}) {
  const stores = useStores()
  const frame = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const colorMode = useColorMode()
  const size = useElementSize(frame)
  const width = size?.width ?? 900
  useCanvasFocus(surface)
  const station = useView(({ canvas, selection }) =>
    shownStation(flow.entryAt, canvas.station, selection),
  )
  const { elements, bounds } = useMemo(() => {
    const withMessage = new Set<Station>(
      [...(painting?.stations ?? [])].flatMap(([name, { message }]) =>
        message === undefined ? [] : [name],
      ),
    )
    const isPainted = painting !== undefined && painting.stations.size > 0
    const places = placeFlow(flow.stations, shape, width - 2 * margin, { isPainted, withMessage })
    return {
      elements: flowElements(flow, shape, places, painting),
      bounds: boundsOf(places.values()),
    }
  }, [flow, shape, painting, width])
  const initial = useRef(elements)
  const store = useStoreApi<StationNode, WayEdge>()
  useLayoutEffect(() => {
    if (elements === initial.current) return
    store.getState().setNodes(elements.nodes)
    store.getState().setEdges(elements.edges)
  }, [elements, store])

  const reactFlow = useReactFlow()
  // a view that the user has moved stays where it is
  const isMoved = useRef(false)
  const [boundsWidth, boundsHeight] = [bounds?.width, bounds?.height]
  useLayoutEffect(() => {
    if (isMoved.current || !size || boundsWidth === undefined || boundsHeight === undefined) return
    const all = { x: 0, y: 0, width: boundsWidth, height: boundsHeight }
    void reactFlow.setViewport(opening(all, clearOfZoomBar(size), 0.6, margin))
  }, [reactFlow, size, boundsWidth, boundsHeight])
  const request = useView(({ canvas }) => canvas.viewport)
  const done = useRef(request?.count ?? 0)
  useEffect(() => {
    if (!request || request.count === done.current || !size) return
    done.current = request.count
    const duration = moveDuration()
    if (request.request === 'zoom-in') void reactFlow.zoomIn({ duration })
    else if (request.request === 'zoom-out') void reactFlow.zoomOut({ duration })
    else if (request.request === 'zoom-100') void reactFlow.zoomTo(1, { duration })
    else if (bounds) {
      isMoved.current = false
      void reactFlow.setViewport(opening(bounds, clearOfZoomBar(size), 0.1, margin), { duration })
    }
  }, [request, reactFlow, size, bounds])

  const showStep = (chosen: Station) => {
    selectStation(stores, chosen)
    const step = painting?.stations.get(chosen)?.stepIndex
    if (step !== undefined) {
      stores.viewStore.getState().change({ shownStep: step, workbenchTab: 'trace' })
    }
  }
  return (
    <div ref={frame} className="canvas-frame">
      <ReactFlow<StationNode, WayEdge>
        ref={surface}
        tabIndex={0}
        data-scope="canvas"
        aria-label={`Flow of ${flow.verb === flow.path ? flow.path : `${flow.verb} ${flow.path}`}`}
        aria-activedescendant={domId(station)}
        onPointerDownCapture={(event) => {
          const isField =
            event.target instanceof Element && event.target.closest('button, [role=menu]')
          if (!isField) focusCanvas(stores)
        }}
        defaultNodes={initial.current.nodes}
        defaultEdges={initial.current.edges}
        nodeTypes={flowNodeTypes}
        edgeTypes={flowEdgeTypes}
        colorMode={colorMode}
        minZoom={leastZoom}
        maxZoom={mostZoom}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        zIndexMode="manual"
        proOptions={{ hideAttribution: true }}
        onMoveStart={(event) => {
          if (event) isMoved.current = true
        }}
        onNodeClick={(_event, node) => showStep(node.data.item.station)}
        onNodeDoubleClick={(_event, node) => {
          selectStation(stores, node.data.item.station)
          enter(stores)
        }}
        onNodeContextMenu={(event, node) => {
          event.preventDefault()
          selectStation(stores, node.data.item.station)
          changeCanvas(stores, { menu: { x: event.clientX, y: event.clientY } })
        }}
      >
        <Background gap={24} size={1.5} />
      </ReactFlow>
      <ZoomBar hasMap={false} />
    </div>
  )
}
