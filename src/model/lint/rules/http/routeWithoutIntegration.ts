import type { Rule } from '../../rule.ts'

export const routeWithoutIntegration: Rule = {
  title: 'A route has no integration',
  why: 'The route matches requests, but nothing answers them: each request fails with 500.',
  advice: 'Attach an integration to the route, or remove the route.',
  source: 'API Gateway developer guide, Create routes for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: { routes: { 'GET /pets': { integration: null } } },
  good: { routes: { 'GET /pets': {} } },
  check: ({ routes }) =>
    routes
      .filter(({ route }) => route.target === undefined)
      .map(({ route, at }) => ({
        message: `${route.routeKey} has no integration, so its requests fail.`,
        at: [...at, 'target'],
      })),
}
