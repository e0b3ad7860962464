import { lambdaAuthorizer, protectedByLambda } from '../../httpParts.ts'
import type { Rule } from '../../rule.ts'

export const uncachedRouteAuthorizer: Rule = {
  title: 'A Lambda authorizer runs for every request',
  why: 'Without caching, each request to the routes of the authorizer invokes its function first, which adds latency and cost.',
  advice: 'Set a time to live of a few minutes, with identity sources that tell callers apart.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with AWS Lambda authorizers',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    routes: { 'GET /pets': protectedByLambda },
    httpApi: { authorizers: { auth: { ...lambdaAuthorizer, authorizerResultTtlInSeconds: 0 } } },
  },
  good: {
    routes: { 'GET /pets': protectedByLambda },
    httpApi: { authorizers: { auth: lambdaAuthorizer } },
  },
  check: ({ api, at, routes }) => {
    const used = new Set(routes.map(({ route }) => route.authorizerId))
    return Object.values(api.authorizers)
      .filter(
        ({ id, authorizerType, authorizerResultTtlInSeconds: ttl = 0 }) =>
          authorizerType === 'REQUEST' && ttl === 0 && used.has(id),
      )
      .map(({ id, name }) => ({
        message: `The function of the authorizer ${name} runs for every request: caching is off.`,
        at: [...at, 'authorizers', id, 'authorizerResultTtlInSeconds'],
      }))
  },
}
