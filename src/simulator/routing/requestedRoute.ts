import type { HttpApi, Route } from '../../model/index.ts'
import { matchRouteKey } from './routeKeys.ts'
import type { RouteTable } from './routeKeys.ts'

/** The route of the design that a request will reach; `path` may begin with the name of a stage when none is given. */
export function requestedRoute(
  table: RouteTable<Route>,
  {
    api,
    method,
    path,
    stageName,
  }: {
    readonly api: HttpApi
    readonly method: string
    readonly path: string
    readonly stageName: string | undefined
  },
): Route | undefined {
  const [first = '', ...rest] = path.replace(/^\//, '').split('/')
  const isUnnamed = stageName === undefined || stageName === '$default'
  const namesStage = isUnnamed && first !== '$default' && Object.hasOwn(api.stages, first)
  const below = namesStage ? `/${rest.join('/')}` : path
  return matchRouteKey(table, method, below)?.route
}
