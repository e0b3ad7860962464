import type {
  Design,
  Result,
  updateRoute,
  updateRouteAuthorizer,
  updateRouteIntegration,
  updateRouteStage,
} from '../../../../model/index.ts'

type Edit = (design: Design) => Result<Design>

/** The edit that changes properties of one route. */
export type UpdateRoute = (change: Parameters<typeof updateRoute>[1]['change']) => Edit

/** The edit that changes properties of one integration. */
export type UpdateIntegration = (
  change: Parameters<typeof updateRouteIntegration>[1]['change'],
) => Edit

/** The edit that changes properties of one authorizer. */
export type UpdateAuthorizer = (
  change: Parameters<typeof updateRouteAuthorizer>[1]['change'],
) => Edit

/** The edit that changes properties of one stage. */
export type UpdateStage = (change: Parameters<typeof updateRouteStage>[1]['change']) => Edit
