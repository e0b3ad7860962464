import { BackendCard } from './BackendCard.tsx'
import { ResourceCard } from './ResourceCard.tsx'
import { StationCard } from './StationCard.tsx'

/** How the map's nodes are drawn. */
export const mapNodeTypes = { resource: ResourceCard, backend: BackendCard }

/** How the flow's nodes are drawn. */
export const flowNodeTypes = { station: StationCard }
