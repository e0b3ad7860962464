import { BranchLine } from './BranchLine.tsx'
import { IntegrationLine } from './IntegrationLine.tsx'
import { WayLine } from './WayLine.tsx'

/** How the map's edges are drawn. */
export const mapEdgeTypes = { branch: BranchLine, integration: IntegrationLine }

/** How the flow's edges are drawn. */
export const flowEdgeTypes = { way: WayLine }
