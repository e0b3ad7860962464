import Button from '@cloudscape-design/components/button'
import {
  Background,
  Controls,
  Handle,
  MiniMap,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  applyNodeChanges,
  useReactFlow,
} from '@xyflow/react'
import type {
  Connection,
  Edge,
  Node,
  NodeChange,
  NodeProps,
  OnSelectionChangeParams,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { connectBackend, moveResource, sameAddress, setOffsets } from '../../model/index.ts'
import type { Address, HttpMethod, RestApi } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { apiMap, sentenceOf, walkOrder } from './graph.ts'
import type { BackendNode, NodeCache, ResourceNode } from './graph.ts'
import { MethodPicker } from './MethodPicker.tsx'
import { placeMap, resourceHeight, sizes } from './place.ts'

type ResourceFlowNode = Node<{ readonly node: ResourceNode }, 'resource'>
type BackendFlowNode = Node<{ readonly node: BackendNode }, 'backend'>
type MapNode = ResourceFlowNode | BackendFlowNode

const icons: Readonly<Record<string, string>> = {
  http: 'URL',
  lambda: 'λ',
  dynamodb: 'DB',
  kinesis: 'KDS',
  sqs: 'SQS',
  sns: 'SNS',
  states: 'SFN',
  events: 'EB',
  s3: 'S3',
  service: 'AWS',
}

const ResourceView = memo(function ResourceView({ data }: NodeProps<ResourceFlowNode>) {
  const { node } = data
  const { viewStore } = useStores()
  const isSelected = useView((state) => sameAddress(state.selection, node.at))
  const isAlso = useView((state) => state.alsoSelected.some((at) => sameAddress(at, node.at)))
  const selectedVerb = useView((state) =>
    state.selection[3] === node.id && state.selection[4] === 'methods'
      ? state.selection[5]
      : undefined,
  )
  return (
    <div
      id={elementId(node.at)}
      className={`gw-resource ${isSelected || isAlso ? 'gw-selected' : ''}`}
      role="group"
      aria-label={`Resource ${node.path}`}
      data-path={node.path}
    >
      <Handle
        type="target"
        position={Position.Left}
        id="tree-in"
        className="gw-handle-hidden"
        isConnectable={false}
      />
      <Handle
        type="source"
        position={Position.Left}
        id="tree-out"
        className="gw-handle-hidden"
        isConnectable={false}
      />
      <div className="gw-resource-name" title={node.path}>
        {node.pathPart === '/' ? '/' : `/${node.pathPart}`}
      </div>
      {node.methods.map(({ httpMethod, at, integrationType, isProtected }) => (
        <div
          key={httpMethod}
          className={`gw-method ${selectedVerb === httpMethod ? 'gw-selected' : ''}`}
          id={elementId(at)}
        >
          <button
            type="button"
            tabIndex={-1}
            className="nodrag"
            aria-label={`${httpMethod} ${node.path}`}
            onClick={(event) => {
              event.stopPropagation()
              viewStore.getState().select(at)
            }}
            onDoubleClick={() => {
              viewStore.getState().select(at)
              viewStore.getState().change({ level: 'flow' })
            }}
          >
            <span className="gw-verb" style={{ color: `var(--gw-verb-${httpMethod})` }}>
              {httpMethod}
            </span>
            <span className="gw-method-type">{integrationType ?? 'no integration'}</span>
            {isProtected && <span title="Needs authorization or an API key">auth</span>}
          </button>
          <Handle
            type="source"
            position={Position.Right}
            id={httpMethod}
            className="gw-handle"
            title={`Connect ${httpMethod} ${node.path}`}
          />
        </div>
      ))}
    </div>
  )
})

const BackendView = memo(function BackendView({ data }: NodeProps<BackendFlowNode>) {
  const { node } = data
  const isSelected = useView((state) => sameAddress(state.selection, node.at))
  return (
    <div
      id={elementId(node.at)}
      className={`gw-backend ${isSelected ? 'gw-selected' : ''}`}
      role="group"
      aria-label={`Backend ${node.name}`}
    >
      <Handle type="target" position={Position.Left} id="in" className="gw-handle" />
      <span className="gw-backend-icon" aria-hidden="true">
        {icons[node.backendKind] ?? 'AWS'}
      </span>
      <span className="gw-backend-name" title={node.name}>
        {node.name}
      </span>
      <span className="gw-backend-mode">
        {node.mode === 'live' ? 'live calls' : 'canned answer'}
      </span>
    </div>
  )
})

const nodeTypes = { resource: ResourceView, backend: BackendView }

/** The id of the element that shows an address. */
export function elementId(at: Address): string {
  return `map-${at.join('-').replace(/[^\w-]/g, '_')}`
}

/** The API as a graph. */
export function ApiMapView({ api }: { readonly api: RestApi }) {
  return (
    <ReactFlowProvider>
      <MapInside api={api} />
    </ReactFlowProvider>
  )
}

function MapInside({ api }: { readonly api: RestApi }) {
  const stores = useStores()
  const { designStore, viewStore } = stores
  const apis = useDesign((design) => design.apis)
  const backends = useDesign((design) => design.backends)
  const savedOffsets = useDesign((design) => design.layout.offsets)
  const selection = useView((state) => state.selection)
  const flow = useReactFlow()
  const [cache] = useState<NodeCache>(() => new WeakMap())
  const [showsMiniMap, setShowsMiniMap] = useState(true)
  const map = useMemo(() => apiMap({ apis, backends }, api, cache), [apis, backends, api, cache])
  const places = useMemo(() => placeMap(map, savedOffsets), [map, savedOffsets])
  const known = useRef(new Map<string, MapNode>())
  const placed = useMemo(() => {
    const next = new Map<string, MapNode>()
    for (const node of [...map.resources, ...map.backends]) {
      const position = places.get(node.id) ?? { x: 0, y: 0 }
      const before = known.current.get(node.id)
      const same =
        before?.data.node === node &&
        before.position.x === position.x &&
        before.position.y === position.y
      next.set(node.id, same ? before : flowNode(node, position))
    }
    known.current = next
    return [...next.values()]
  }, [map, places])
  const [nodes, setNodes] = useState<MapNode[]>(placed)
  useEffect(() => setNodes(placed), [placed])
  const edges = useMemo(
    () =>
      map.edges.map(({ id, source, target, httpMethod }): Edge => ({
        id,
        source,
        target,
        sourceHandle: httpMethod ?? 'tree-out',
        targetHandle: httpMethod === undefined ? 'tree-in' : 'in',
        type: httpMethod === undefined ? 'smoothstep' : 'default',
        className: httpMethod === undefined ? 'gw-edge-tree' : 'gw-edge',
        focusable: false,
      })),
    [map],
  )

  const onNodesChange = useCallback(
    (changes: NodeChange<MapNode>[]) => {
      setNodes((present) =>
        applyNodeChanges(
          changes.filter(({ type }) => type !== 'select'),
          present,
        ),
      )
      const dropped = changes.flatMap((change) =>
        change.type === 'position' && change.dragging === false && change.position
          ? [{ id: change.id, position: change.position }]
          : [],
      )
      if (dropped.length === 0) return
      const offsets: Record<string, { x: number; y: number }> = {}
      const automatic = placeMap(map, {})
      for (const { id, position } of dropped) {
        const base = automatic.get(id)
        if (base)
          offsets[id] = { x: Math.round(position.x - base.x), y: Math.round(position.y - base.y) }
      }
      designStore
        .getState()
        .edit('Move on the canvas', (present) => setOffsets(present, { offsets }), 'move-nodes')
    },
    [map, designStore],
  )

  const onConnect = ({ source, target, sourceHandle }: Connection) => {
    const { notify, select } = viewStore.getState()
    const verb = sourceHandle as HttpMethod // handles are named after their methods
    if (!target.startsWith('backend ')) {
      notify({ type: 'error', text: 'A method connects to a backend: drop the edge on one.' })
      return
    }
    const ref = { apiId: api.id, resourceId: source, httpMethod: verb }
    const result = designStore
      .getState()
      .edit(`Connect ${verb}`, (present) =>
        connectBackend(present, { ...ref, backendKey: target.slice('backend '.length) }),
      )
    if (result.ok) select(['apis', api.id, 'resources', source, 'methods', verb])
    else
      notify({ type: 'error', text: result.problems[0]?.message ?? 'These cannot be connected.' })
  }

  const onNodeDragStop = (_event: unknown, dragged: Node) => {
    if (dragged.type !== 'resource') return
    const over = flow
      .getIntersectingNodes(dragged)
      .find(({ type, id }) => type === 'resource' && id !== dragged.id)
    const resource = api.resources[dragged.id]
    if (!over || !resource || resource.parentId === over.id || resource.parentId === undefined)
      return
    const result = designStore
      .getState()
      .edit(`Move ${resource.pathPart ?? ''}`, (present) =>
        moveResource(present, { apiId: api.id, resourceId: dragged.id, parentId: over.id }),
      )
    if (!result.ok)
      viewStore
        .getState()
        .notify({ type: 'error', text: result.problems[0]?.message ?? 'It cannot be moved there.' })
  }

  const onSelectionChange = useCallback(
    ({ nodes: chosen }: OnSelectionChangeParams) => {
      if (chosen.length < 2) return
      const [first, ...rest] = chosen.map((node) => (node as MapNode).data.node.at) // nodes of this map
      if (first) viewStore.getState().select(first, rest)
    },
    [viewStore],
  )

  const order = useMemo(() => walkOrder(map), [map])
  const walk = (event: KeyboardEvent) => {
    const { select, change, selection: present } = viewStore.getState()
    const index = order.findIndex((at) => sameAddress(at, present))
    const go = (at: Address | undefined) => {
      if (!at) return
      select(at)
      const id = at[0] === 'backends' ? `backend ${at[1] ?? ''}` : (at[3] ?? '')
      const place = places.get(id)
      if (place)
        void flow.setCenter(place.x + 140, place.y + 60, {
          zoom: Math.max(flow.getZoom(), 0.6),
          duration: 120,
        })
      event.preventDefault()
    }
    if (event.altKey && event.key.startsWith('Arrow')) {
      nudge(event)
      return
    }
    switch (event.key) {
      case 'ArrowDown':
        return go(order[Math.min(order.length - 1, index + 1)])
      case 'ArrowUp':
        return go(order[Math.max(0, index - 1)])
      case 'ArrowLeft':
        return go(
          present.length > 4
            ? present.slice(0, 4)
            : order.find((at) => at[3] === api.resources[present[3] ?? '']?.parentId),
        )
      case 'ArrowRight':
        return go(order[index + 1])
      case 'Home':
        return go(order[0])
      case 'End':
        return go(order.at(-1))
      case 'Enter':
        if (present[4] === 'methods') {
          change({ level: 'flow' })
          event.preventDefault()
        }
        return undefined
      case '1':
      case '0':
        void flow.fitView({ padding: 0.15 })
        return undefined
      case '+':
        void flow.zoomIn()
        return undefined
      case '-':
        void flow.zoomOut()
        return undefined
      case 'm':
        setShowsMiniMap((shown) => !shown)
        return undefined
      default:
        return undefined
    }
  }

  const nudge = (event: KeyboardEvent) => {
    const id = selection[0] === 'backends' ? `backend ${selection[1] ?? ''}` : selection[3]
    if (id === undefined) return
    const step = event.shiftKey ? 32 : 8
    const before = savedOffsets[id] ?? { x: 0, y: 0 }
    const x = before.x + (event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0)
    const y = before.y + (event.key === 'ArrowDown' ? step : event.key === 'ArrowUp' ? -step : 0)
    designStore
      .getState()
      .edit(
        'Move on the canvas',
        (present) => setOffsets(present, { offsets: { [id]: { x, y } } }),
        `nudge ${id}`,
      )
    event.preventDefault()
  }

  const isEmpty = map.resources.length === 1 && map.resources[0]?.methods.length === 0
  return (
    <div
      className="gw-map"
      data-scope="canvas"
      tabIndex={0}
      role="application"
      aria-label={`Map of ${api.name}. Arrow keys walk through resources, methods and backends; Enter opens the flow of a method; A adds a resource.`}
      onKeyDown={walk}
    >
      <p className="gw-visually-hidden" aria-live="polite">
        {sentenceOf(map, selection)}
      </p>
      <ReactFlow<MapNode>
        role="presentation"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onConnect={onConnect}
        onNodeDragStop={onNodeDragStop}
        onNodeClick={(event, node) => {
          const { select, selection: present, alsoSelected } = viewStore.getState()
          if (event.shiftKey && present.length > 0)
            select(present, [...alsoSelected, node.data.node.at])
          else select(node.data.node.at)
        }}
        onNodeDoubleClick={(_event, node) => {
          if (node.type === 'resource') viewStore.getState().change({ quickAdd: 'rename' })
        }}
        onPaneClick={() => viewStore.getState().select(['apis', api.id])}
        onSelectionChange={onSelectionChange}
        onlyRenderVisibleElements={nodes.length > 80}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionOnDrag={false}
        minZoom={0.05}
        fitView
        fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
        colorMode="light"
        proOptions={{ hideAttribution: false }}
      >
        <Background gap={24} />
        <Controls showInteractive={false} />
        {showsMiniMap && nodes.length < 400 && (
          <MiniMap pannable zoomable ariaLabel="Overview of the map" />
        )}
        <Panel position="top-left" className="gw-canvas-tools">
          <Button
            iconName="add-plus"
            onClick={() => viewStore.getState().change({ quickAdd: 'resource' })}
          >
            Resource
          </Button>
          <MethodPicker api={api} />
          <Button
            iconName="add-plus"
            onClick={() => viewStore.getState().change({ quickAdd: 'backend' })}
          >
            Backend
          </Button>
        </Panel>
        {isEmpty && (
          <Panel position="top-center" className="gw-canvas-hint">
            Add a resource such as /pets, then its methods. Drag from a method to a backend to
            connect them.
          </Panel>
        )}
      </ReactFlow>
    </div>
  )
}

function flowNode(node: ResourceNode | BackendNode, position: { x: number; y: number }): MapNode {
  return node.kind === 'resource'
    ? {
        id: node.id,
        type: 'resource',
        position,
        data: { node },
        width: sizes.resourceWidth,
        height: resourceHeight(node.methods.length),
      }
    : {
        id: node.id,
        type: 'backend',
        position,
        data: { node },
        width: sizes.backendWidth,
        height: sizes.backendHeight,
      }
}
