import { updateRouteAuthorizer } from '../../../operations/v2/authorizers.ts'
import { own } from '../../../operations/within.ts'
import { lambdaAuthorizer, protectedByLambda } from '../../httpParts.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const backends = {
  'lambda:authorize': {
    key: 'lambda:authorize',
    name: 'authorize',
    kind: 'lambda',
    answer: { lambda: { result: { isAuthorized: true } } },
  },
} as const

export const cachedAuthorizerIgnoresRoute: Rule = {
  title: 'A cached authorization counts for every route',
  why: 'The authorizer caches its result by the identity sources alone. A caller whom it lets through for one route is let through for all its routes until the cached result expires, without another call of the function.',
  advice:
    'Add $context.routeKey to the identity sources, or turn caching off, if the function decides by route.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with AWS Lambda authorizers',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    routes: { 'GET /pets': protectedByLambda, 'DELETE /pets/{id}': protectedByLambda },
    httpApi: { authorizers: { auth: lambdaAuthorizer } },
    backends,
  },
  good: {
    routes: { 'GET /pets': protectedByLambda, 'DELETE /pets/{id}': protectedByLambda },
    httpApi: {
      authorizers: {
        auth: {
          ...lambdaAuthorizer,
          identitySource: ['$request.header.Authorization', '$context.routeKey'],
        },
      },
    },
    backends,
  },
  check: ({ api, at, routes }) =>
    Object.values(api.authorizers).flatMap((authorizer) => {
      const { id, name, identitySource, authorizerResultTtlInSeconds: ttl = 0 } = authorizer
      if (authorizer.authorizerType !== 'REQUEST' || ttl === 0) return []
      const users = routes.filter(({ route }) => route.authorizerId === id)
      if (users.length < 2 || identitySource.includes('$context.routeKey')) return []
      return [
        {
          message: `A result of the authorizer ${name} is cached for ${ttl} s and counts for all ${users.length} routes that use it.`,
          at: [...at, 'authorizers', id, 'identitySource'],
        },
      ]
    }),
  fix: (design, { at }) => {
    const [, apiId = '', , id = ''] = at
    const api = own(design.apis, apiId)
    const authorizer = api?.protocol === 'HTTP' ? own(api.authorizers, id) : undefined
    if (!authorizer) return gone(at)
    const identitySource = [...authorizer.identitySource, '$context.routeKey']
    return updateRouteAuthorizer(design, { apiId, id, change: { identitySource } })
  },
}
