import { jwtAuthorizer, knownIssuer, protectedByJwt } from '../../httpParts.ts'
import type { Rule } from '../../rule.ts'

const cors = { allowOrigins: ['https://app.example.com'], allowHeaders: ['authorization'] }

export const defaultRouteBlocksOptions: Rule = {
  title: 'A catch-all route with authorization receives OPTIONS requests',
  why: 'The route $default, or ANY with a greedy path, matches OPTIONS requests too. Browsers send them without credentials, so the authorizer refuses them and the page cannot call the API.',
  advice: 'Add a route OPTIONS /{proxy+} without authorization.',
  source: 'API Gateway developer guide, Configure CORS for HTTP APIs with a $default route',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { $default: protectedByJwt },
    httpApi: { authorizers: { auth: jwtAuthorizer }, corsConfiguration: cors },
    identities: knownIssuer,
  },
  good: {
    routes: { $default: protectedByJwt, 'OPTIONS /{proxy+}': {} },
    httpApi: { authorizers: { auth: jwtAuthorizer }, corsConfiguration: cors },
    identities: knownIssuer,
  },
  check: ({ api, routes }) => {
    if (!api.corsConfiguration) return []
    const isCatchAll = (routeKey: string) =>
      routeKey === '$default' || /^ANY \/\{[^/]+\+\}$/.test(routeKey)
    const hasOpenOptions = routes.some(
      ({ route }) =>
        /^OPTIONS \/\{[^/]+\+\}$/.test(route.routeKey) && route.authorizationType === 'NONE',
    )
    if (hasOpenOptions) return []
    return routes
      .filter(({ route }) => isCatchAll(route.routeKey) && route.authorizationType !== 'NONE')
      .map(({ route, at }) => ({
        message: `${route.routeKey} requires authorization and also matches OPTIONS requests, which browsers send without credentials.`,
        at: [...at, 'authorizationType'],
      }))
  },
}
