import { requestSources } from '../../mappingSources.ts'
import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const mapping = { requestParameters: { 'overwrite:header.x-name': '$request.body.name' } }

export const bodyOfBodylessRoute: Rule = {
  title: 'A mapping reads the body of a request that has none',
  why: 'GET, HEAD and OPTIONS requests have no body, so the mapped value is empty.',
  advice: 'Read the value from the path, the query string or a header.',
  source: 'API Gateway developer guide, Transform API requests and responses for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { routes: { 'GET /pets': { integration: mapping } } },
  good: { routes: { 'POST /pets': { integration: mapping } } },
  check: ({ integrations }) =>
    integrations.flatMap((facts) => {
      const { routeKeys } = facts
      const isBodyless = (routeKey: string) => /^(?:GET|HEAD|OPTIONS) /.test(routeKey)
      if (routeKeys.length === 0 || !routeKeys.every(isBodyless)) return []
      return requestSources(facts)
        .filter(({ source }) => 'kind' in source && source.kind === 'body')
        .map(({ at }) => ({
          message: `A mapping reads the request body, which requests for ${listed(routeKeys)} do not have.`,
          at,
        }))
    }),
}
