import { Position } from '@xyflow/react'
import type { Edge, Node, NodeHandle } from '@xyflow/react'
import { formatAddress } from '../../../model/index.ts'
import type { BackendItem, EdgeItem, JointItem, MapCard, MapGraph } from './graph.ts'
import { measures, rowMiddle } from './place.ts'
import type { Place } from './place.ts'

export type CardNode = Node<{ item: MapCard }, 'card'>
export type JointNode = Node<{ item: JointItem }, 'joint'>
export type BackendNode = Node<{ item: BackendItem }, 'backend'>
export type MapNode = CardNode | JointNode | BackendNode
export type IntegrationEdge = Edge<{ item: EdgeItem }, 'integration'>
export type BranchEdge = Edge<Record<string, never>, 'branch'>
export type MapEdge = IntegrationEdge | BranchEdge

export interface MapElements {
  readonly nodes: MapNode[]
  readonly edges: MapEdge[]
}

/**
 * The map as xyflow takes it. Nodes and edges of `before` are taken over where nothing about them differs, so that
 * xyflow draws again only what an edit changed.
 * Sizes and handles are given, so that edges reach nodes that are not in the page yet.
 */
export function mapElements(
  graph: MapGraph,
  places: ReadonlyMap<string, Place>,
  /** Addresses, each on one line. */
  selectedIds: ReadonlySet<string>,
  before?: MapElements,
): MapElements {
  const nodesBefore = new Map(before?.nodes.map((node) => [node.id, node]))
  const edgesBefore = new Map(before?.edges.map((edge) => [edge.id, edge]))
  const nodes: MapNode[] = []
  const add = <T extends { readonly id: string }>(
    item: T,
    selected: boolean,
    make: (item: T, place: Place, selected: boolean) => MapNode,
  ) => {
    const place = places.get(item.id)
    if (!place) return
    const known = nodesBefore.get(item.id)
    nodes.push(
      known && known.data.item === (item as unknown) && isUnmoved(known, place, selected)
        ? known
        : make(item, place, selected),
    )
  }
  const isSelected = (item: { readonly id: string; readonly at: readonly string[] }) =>
    selectedIds.has(item.id) || selectedIds.has(formatAddress(item.at))
  for (const item of graph.cards) add(item, isCardSelected(item, selectedIds), cardNode)
  for (const item of graph.joints) add(item, isSelected(item), jointNode)
  for (const item of graph.backends) add(item, isSelected(item), backendNode)
  const branches = graph.cards.flatMap((item): MapEdge[] => {
    if (item.parentId === undefined) return []
    const id = `branch:${item.id}`
    const known = edgesBefore.get(id)
    return [known?.source === item.parentId ? known : branchEdge(id, item.parentId, item.id)]
  })
  const integrations = graph.edges.map((item): MapEdge => {
    const known = edgesBefore.get(item.id)
    const selected = selectedIds.has(formatAddress(item.at))
    return known?.type === 'integration' && known.data?.item === item && known.selected === selected
      ? known
      : integrationEdge(item, selected)
  })
  return { nodes, edges: [...branches, ...integrations] }
}

/** True when a card itself is selected, or all of the several routes of a path. */
function isCardSelected({ id, kind, selects }: MapCard, selectedIds: ReadonlySet<string>): boolean {
  if (kind !== 'path') return selectedIds.has(id)
  return selects.length > 1 && selects.every((at) => selectedIds.has(formatAddress(at)))
}

function isUnmoved(node: MapNode, place: Place, selected: boolean): boolean {
  return (
    node.selected === selected &&
    node.position.x === place.relative.x &&
    node.position.y === place.relative.y &&
    node.width === place.width &&
    node.height === place.height
  )
}

function sized({ relative, width, height }: Place) {
  return {
    position: { x: relative.x, y: relative.y },
    width,
    height,
    measured: { width, height },
  }
}

// nodes are not focusable one by one: the canvas has the focus and names the active one; what is inside carries role and name
const unnamed = { 'aria-roledescription': undefined } as const

function cardNode(item: MapCard, place: Place, selected: boolean): CardNode {
  const rows = item.rows.map((row, i): NodeHandle => ({
    id: row.handle,
    type: 'source',
    position: Position.Right,
    x: place.width,
    y: rowMiddle(i),
    width: 1,
    height: 1,
  }))
  return {
    id: item.id,
    type: 'card',
    data: { item },
    ...sized(place),
    ...(item.parentId !== undefined && { parentId: item.parentId }),
    selected,
    // the first card never is; the others are unless a finger works the map
    ...(item.parentId === undefined && { draggable: false }),
    domAttributes: unnamed,
    handles: [
      {
        id: 'branch',
        type: 'source',
        position: Position.Bottom,
        x: measures.indent / 2,
        y: place.height,
        width: 1,
        height: 1,
      },
      {
        id: 'parent',
        type: 'target',
        position: Position.Left,
        x: 0,
        y: measures.headerHeight / 2,
        width: 1,
        height: 1,
      },
      ...rows,
    ],
  }
}

function targetHandle({ height }: Place): NodeHandle {
  return {
    id: 'reach',
    type: 'target',
    position: Position.Left,
    x: 0,
    y: height / 2,
    width: 1,
    height: 1,
  }
}

function jointNode(item: JointItem, place: Place, selected: boolean): JointNode {
  return {
    id: item.id,
    type: 'joint',
    data: { item },
    ...sized(place),
    selected,
    domAttributes: unnamed,
    handles: [
      targetHandle(place),
      {
        id: 'onward',
        type: 'source',
        position: Position.Right,
        x: place.width,
        y: place.height / 2,
        width: 1,
        height: 1,
      },
    ],
  }
}

function backendNode(item: BackendItem, place: Place, selected: boolean): BackendNode {
  return {
    id: item.id,
    type: 'backend',
    data: { item },
    ...sized(place),
    selected,
    domAttributes: unnamed,
    handles: [targetHandle(place)],
  }
}

function branchEdge(id: string, parentId: string, childId: string): BranchEdge {
  return {
    id,
    type: 'branch',
    source: parentId,
    sourceHandle: 'branch',
    target: childId,
    targetHandle: 'parent',
    selectable: false,
    reconnectable: false,
    ariaRole: 'presentation',
    domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
  }
}

function integrationEdge(item: EdgeItem, selected: boolean): IntegrationEdge {
  return {
    id: item.id,
    type: 'integration',
    source: item.sourceId,
    sourceHandle: item.sourceHandle,
    target: item.targetId,
    targetHandle: 'reach',
    data: { item },
    selected,
    reconnectable: selected && item.rowAt ? 'target' : false,
    ariaLabel: item.sentence,
    domAttributes: { 'aria-roledescription': 'integration' },
    zIndex: selected ? 1 : 0,
  }
}
