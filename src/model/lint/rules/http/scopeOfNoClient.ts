import { listed } from '../../places.ts'
import { protectedByJwt, userPool, userPoolAuthorizer } from '../../httpParts.ts'
import { userPoolOf } from '../../issuers.ts'
import type { Rule } from '../../rule.ts'

export const scopeOfNoClient: Rule = {
  title: 'No app client can get a scope that a route requires',
  why: 'A token needs at least one of the scopes of the route. When no app client of the user pool allows any of them, every request is refused with 403.',
  advice: 'Allow the scope for an app client, or correct its name.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with JWT authorizers',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /pets': { ...protectedByJwt, authorizationScopes: ['pets/list'] } },
    httpApi: { authorizers: { auth: userPoolAuthorizer } },
    identities: userPool,
  },
  good: {
    routes: { 'GET /pets': { ...protectedByJwt, authorizationScopes: ['pets/read'] } },
    httpApi: { authorizers: { auth: userPoolAuthorizer } },
    identities: userPool,
  },
  check: ({ routes, design }) =>
    routes.flatMap(({ route, authorizer, at }) => {
      const { authorizationScopes: scopes } = route
      const pool = userPoolOf(design, authorizer?.jwtConfiguration?.issuer ?? '')
      const clients = Object.values(pool?.clients ?? {})
      if (!pool || scopes.length === 0 || clients.length === 0) return []
      const allowed = new Set(clients.flatMap(({ allowedScopes }) => allowedScopes))
      if (scopes.some((scope) => allowed.has(scope))) return []
      return [
        {
          message: `${route.routeKey} requires ${listed(scopes)}, which no app client of the user pool ${pool.name} allows.`,
          at: [...at, 'authorizationScopes'],
        },
      ]
    }),
}
