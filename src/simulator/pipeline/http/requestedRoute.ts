import type { HttpApi, Route } from '../../../model/index.ts'
import { createRouteTable, matchRouteKey } from '../../routing/routeKeys.ts'

/** The route of the design that a request will reach; `path` may begin with the name of a stage when none is given. */
export function requestedRoute(
  api: HttpApi,
  method: string,
  path: string,
  stageName: string | undefined,
): Route | undefined {
  const [first = '', ...rest] = path.replace(/^\//, '').split('/')
  const isUnnamed = stageName === undefined || stageName === '$default'
  const namesStage = isUnnamed && first !== '$default' && Object.hasOwn(api.stages, first)
  const below = namesStage ? `/${rest.join('/')}` : path
  return matchRouteKey(createRouteTable(Object.values(api.routes)), method, below)?.route
}
