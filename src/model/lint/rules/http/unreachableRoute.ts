import { routeMethods, routeKeyShape } from '../../../queries/routeKeys.ts'
import type { Rule } from '../../rule.ts'

const methods = routeMethods.filter((method) => method !== 'ANY')

export const unreachableRoute: Rule = {
  title: 'No request reaches a route',
  why: 'A route of a specific method comes before ANY, and $default comes last. A route that others leave nothing to never receives a request.',
  advice: 'Remove the route, or the routes that come before it.',
  source: 'API Gateway developer guide, Routing API requests',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { routes: { 'ANY /': {}, 'ANY /{proxy+}': {}, $default: {} } },
  good: { routes: { 'ANY /': {}, 'ANY /{proxy+}': {} } },
  check: ({ routes }) => {
    const signatures = new Set(
      routes.flatMap(({ key }) =>
        key?.kind === 'path' ? [`${key.method} ${routeKeyShape(key.path)}`] : [],
      ),
    )
    const takesAll = (shape: string) =>
      signatures.has(`ANY ${shape}`) ||
      methods.every((method) => signatures.has(`${method} ${shape}`))
    return routes.flatMap(({ route, key, at }) => {
      if (key?.kind === 'default' && takesAll('/') && takesAll('/{+}')) {
        const message =
          '$default receives no requests: the routes of / and of the greedy path match all of them.'
        return [{ message, at }]
      }
      if (key?.kind !== 'path' || key.method !== 'ANY') return []
      const shape = routeKeyShape(key.path)
      if (!methods.every((method) => signatures.has(`${method} ${shape}`))) return []
      const message = `${route.routeKey} receives no requests: each method has a route of its own.`
      return [{ message, at }]
    })
  },
}
