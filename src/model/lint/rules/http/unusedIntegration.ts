import { removeRouteIntegration } from '../../../operations/v2/integrations.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unusedIntegration: Rule = {
  title: 'No route uses an integration',
  why: 'Clients reach an integration through the routes that target it. One without routes only counts toward the quota.',
  advice: 'Attach it to the routes that it is for, or remove it.',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    httpApi: {
      integrations: {
        old: {
          id: 'old',
          integrationType: 'HTTP_PROXY',
          integrationMethod: 'GET',
          integrationUri: 'https://old.example.com',
        },
      },
    },
  },
  good: { routes: { 'GET /pets': {} } },
  check: ({ integrations }) =>
    integrations
      .filter(({ routeKeys }) => routeKeys.length === 0)
      .map(({ name, at }) => ({ message: `No route uses the integration ${name}.`, at })),
  fix: (design, { at }) => {
    const [, apiId, , id] = at
    if (apiId === undefined || id === undefined) return gone(at)
    return removeRouteIntegration(design, { apiId, id })
  },
}
