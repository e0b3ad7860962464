import { Position } from '@xyflow/react'
import type { Edge, Node, NodeHandle } from '@xyflow/react'
import type { BackendItem, IntegrationItem, MapGraph, ResourceItem } from './graph.ts'
import { measures, rowMiddle } from './place.ts'
import type { Place } from './place.ts'

export type ResourceNode = Node<{ item: ResourceItem }, 'resource'>
export type BackendNode = Node<{ item: BackendItem }, 'backend'>
export type MapNode = ResourceNode | BackendNode
export type IntegrationEdge = Edge<{ item: IntegrationItem }, 'integration'>
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
  selectedIds: ReadonlySet<string>,
  before?: MapElements,
): MapElements {
  const nodesBefore = new Map(before?.nodes.map((node) => [node.id, node]))
  const edgesBefore = new Map(before?.edges.map((edge) => [edge.id, edge]))
  const nodes: MapNode[] = []
  for (const item of graph.resources) {
    const place = places.get(item.id)
    if (!place) continue
    const known = nodesBefore.get(item.id)
    const selected = selectedIds.has(item.id)
    nodes.push(
      known?.type === 'resource' && known.data.item === item && stands(known, place, selected)
        ? known
        : resourceNode(item, place, selected),
    )
  }
  for (const item of graph.backends) {
    const place = places.get(item.id)
    if (!place) continue
    const known = nodesBefore.get(item.id)
    const selected = selectedIds.has(item.id)
    nodes.push(
      known?.type === 'backend' && known.data.item === item && stands(known, place, selected)
        ? known
        : backendNode(item, place, selected),
    )
  }
  const branches = graph.resources.flatMap((item): MapEdge[] => {
    if (item.parentId === undefined) return []
    const id = `branch:${item.id}`
    const known = edgesBefore.get(id)
    return [known?.source === item.parentId ? known : branchEdge(id, item.parentId, item.id)]
  })
  const integrations = graph.integrations.map((item): MapEdge => {
    const known = edgesBefore.get(item.id)
    const selected = selectedIds.has(item.id)
    return known?.type === 'integration' && known.data?.item === item && known.selected === selected
      ? known
      : integrationEdge(item, selected)
  })
  return { nodes, edges: [...branches, ...integrations] }
}

function stands(node: MapNode, place: Place, selected: boolean): boolean {
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

function resourceNode(item: ResourceItem, place: Place, selected: boolean): ResourceNode {
  const rows = item.methods.map((row, i): NodeHandle => ({
    id: row.httpMethod,
    type: 'source',
    position: Position.Right,
    x: place.width,
    y: rowMiddle(i),
    width: 1,
    height: 1,
  }))
  return {
    id: item.id,
    type: 'resource',
    data: { item },
    ...sized(place),
    ...(item.parentId !== undefined && { parentId: item.parentId }),
    selected,
    // the root never is; the others are unless a finger works the map
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

function backendNode(item: BackendItem, place: Place, selected: boolean): BackendNode {
  return {
    id: item.id,
    type: 'backend',
    data: { item },
    ...sized(place),
    selected,
    domAttributes: unnamed,
    handles: [
      {
        id: 'reach',
        type: 'target',
        position: Position.Left,
        x: 0,
        y: place.height / 2,
        width: 1,
        height: 1,
      },
    ],
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

function integrationEdge(item: IntegrationItem, selected: boolean): IntegrationEdge {
  return {
    id: item.id,
    type: 'integration',
    source: item.resourceId,
    sourceHandle: item.httpMethod,
    target: item.backendId,
    targetHandle: 'reach',
    data: { item },
    selected,
    reconnectable: selected ? 'target' : false,
    ariaLabel: item.sentence,
    domAttributes: { 'aria-roledescription': 'integration' },
    zIndex: selected ? 1 : 0,
  }
}
