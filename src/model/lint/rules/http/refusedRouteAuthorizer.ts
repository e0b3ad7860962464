import { httpAuthorizerRefusal } from '../../../operations/v2/authorizerRules.ts'
import { jwtAuthorizer, knownIssuer, protectedByJwt } from '../../httpParts.ts'
import type { Rule } from '../../rule.ts'

export const refusedRouteAuthorizer: Rule = {
  title: 'The service refuses the authorizer of an HTTP API',
  why: 'The import or the deployment of the API fails with this message. A JWT authorizer needs an https:// issuer, an audience and one identity source; a Lambda authorizer needs a function and a payload format.',
  advice:
    'Correct what the message names. Simple responses need the payload format 2.0, and caching needs an identity source.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with JWT authorizers',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: {
      authorizers: {
        auth: {
          ...jwtAuthorizer,
          jwtConfiguration: { issuer: 'https://login.example.com', audience: [] },
        },
      },
    },
    identities: knownIssuer,
  },
  good: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: { authorizers: { auth: jwtAuthorizer } },
    identities: knownIssuer,
  },
  check: ({ api, at }) =>
    Object.values(api.authorizers).flatMap((authorizer) =>
      (
        httpAuthorizerRefusal(authorizer, [...at, 'authorizers', authorizer.id])?.problems ?? []
      ).map((problem) => ({
        message: `The service refuses the authorizer ${authorizer.name}: ${problem.message}`,
        at: problem.at,
      })),
    ),
}
