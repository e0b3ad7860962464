import type { Design, Result, updateRouteIntegration } from '../../../../model/index.ts'

/** The edit that changes properties of one integration. */
export type UpdateIntegration = (
  change: Parameters<typeof updateRouteIntegration>[1]['change'],
) => (design: Design) => Result<Design>
