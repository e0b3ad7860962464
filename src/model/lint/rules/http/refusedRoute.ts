import { protocols } from '../../../operations/v2/protocols.ts'
import { routeSettingsRefusal } from '../../../operations/v2/routes.ts'
import { routeKeyShape } from '../../../queries/routeKeys.ts'
import type { Rule } from '../../rule.ts'

export const refusedRoute: Rule = {
  title: 'The service refuses a route',
  why: 'The import or the deployment of the API fails with this message: the route key is malformed or taken, or the route names an authorizer or an integration that it cannot use.',
  advice: 'Correct what the message names.',
  source: 'API Gateway developer guide, Create routes for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: { routes: { 'GET /pets': { authorizationType: 'JWT' } } },
  good: { routes: { 'GET /pets': { authorizationType: 'AWS_IAM' } } },
  check: ({ api, routes }) => {
    const first = new Map<string, string>()
    return routes.flatMap(({ route, at }) => {
      // routes of the same shape are the only ones that refuse each other
      const shape = routeKeyShape(route.routeKey)
      const twin = first.get(shape)
      if (twin === undefined) first.set(shape, route.routeKey)
      const others = twin === undefined ? [] : [twin]
      const refused =
        protocols.HTTP.routeKeyRefusal(route.routeKey, others, [...at, 'routeKey']) ??
        routeSettingsRefusal(api, route, at)
      return (refused?.problems ?? []).map((problem) => ({
        message: `The service refuses the route ${route.routeKey}: ${problem.message}`,
        at: problem.at,
      }))
    })
  },
}
