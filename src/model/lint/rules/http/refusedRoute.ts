import { protocols } from '../../../operations/v2/protocols.ts'
import { routeSettingsRefusal } from '../../../operations/v2/routes.ts'
import { shapeOf } from '../../../queries/routeKeys.ts'
import type { RouteFacts } from '../../facts.ts'
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
    return routes.flatMap((facts) => {
      const { route, at } = facts
      const signature = signatureOf(facts)
      const twin = first.get(signature)
      if (twin === undefined) first.set(signature, route.routeKey)
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

/** The same text for routes that the service does not accept next to each other. */
function signatureOf({ key, route }: RouteFacts): string {
  return key?.kind === 'path' ? `${key.method} ${shapeOf(key.segments)}` : route.routeKey
}
