import type { Rule } from '../../rule.ts'

export const bypassedOptionsRoute: Rule = {
  title: 'CORS settings answer preflights before an OPTIONS route',
  why: 'When an API has CORS settings, the service answers preflights itself. The OPTIONS route only receives OPTIONS requests that are not preflights.',
  advice: 'Remove the route if it was meant for preflights, or remove the CORS settings.',
  source: 'API Gateway developer guide, Configure CORS for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    routes: { 'GET /pets': {}, 'OPTIONS /pets': {} },
    httpApi: {
      corsConfiguration: {
        allowOrigins: ['https://app.example.com'],
        allowHeaders: ['authorization'],
      },
    },
  },
  good: {
    routes: { 'GET /pets': {} },
    httpApi: {
      corsConfiguration: {
        allowOrigins: ['https://app.example.com'],
        allowHeaders: ['authorization'],
      },
    },
  },
  check: ({ api, routes }) =>
    api.corsConfiguration
      ? routes
          // OPTIONS /{proxy+} is recommended next to a $default route with authorization
          .filter(
            ({ key }) =>
              key?.kind === 'path' &&
              key.method === 'OPTIONS' &&
              key.segments.at(-1)?.kind !== 'greedy',
          )
          .map(({ route, at }) => ({
            message: `${route.routeKey} receives no preflights: the CORS settings of the API answer them.`,
            at,
          }))
      : [],
}
