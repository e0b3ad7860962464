import { BackendCard } from './BackendCard.tsx'
import { JointNode } from './JointNode.tsx'
import { MapCardNode } from './MapCardNode.tsx'
import { StationCard } from './StationCard.tsx'

/** How the map's nodes are drawn. */
export const mapNodeTypes = { card: MapCardNode, joint: JointNode, backend: BackendCard }

/** How the flow's nodes are drawn. */
export const flowNodeTypes = { station: StationCard }
