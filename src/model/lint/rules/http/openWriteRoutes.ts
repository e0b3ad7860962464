import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const openWriteRoutes: Rule = {
  title: 'Everybody can write through an HTTP API',
  why: 'No route of the API requires authorization, and some of them change data. Anybody who knows the URL can call them.',
  advice: 'Protect the routes with a JWT authorizer, a Lambda authorizer or IAM.',
  source: 'API Gateway developer guide, Control and manage access to HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: { routes: { 'POST /pets': { authorizationType: 'NONE' } } },
  good: { routes: { 'POST /pets': { authorizationType: 'AWS_IAM' } } },
  check: ({ api, at, routes }) => {
    // an API with some authorization is reported route by route, by unauthorizedMethod
    if (routes.some(({ route }) => route.authorizationType !== 'NONE')) return []
    const writing = routes.flatMap(({ route }) =>
      /^(?:POST|PUT|PATCH|DELETE) /.test(route.routeKey) ? [route.routeKey] : [],
    )
    if (writing.length === 0) return []
    return [
      {
        message: `No route of ${api.name} requires authorization, not even ${listed(writing)}.`,
        at: [...at, 'routes'],
      },
    ]
  },
}
