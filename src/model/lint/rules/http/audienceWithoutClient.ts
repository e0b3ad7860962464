import { protectedByJwt, userPool, userPoolAuthorizer } from '../../httpParts.ts'
import { userPoolOf } from '../../issuers.ts'
import type { Rule } from '../../rule.ts'

export const audienceWithoutClient: Rule = {
  title: 'An audience is not an app client of the user pool',
  why: 'The tokens of a user pool name an app client in aud or client_id. An audience that is not one of them is never in a token.',
  advice: 'Use the id of an app client as the audience.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with JWT authorizers',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: {
      authorizers: {
        auth: {
          ...userPoolAuthorizer,
          jwtConfiguration: {
            ...userPoolAuthorizer.jwtConfiguration,
            audience: ['https://api.example.com'],
          },
        },
      },
    },
    identities: userPool,
  },
  good: {
    routes: { 'GET /pets': protectedByJwt },
    httpApi: { authorizers: { auth: userPoolAuthorizer } },
    identities: userPool,
  },
  check: ({ api, at, design }) =>
    Object.values(api.authorizers).flatMap(({ id, name, jwtConfiguration }) => {
      const { issuer = '', audience = [] } = jwtConfiguration ?? {}
      const pool = userPoolOf(design, issuer)
      if (!pool || Object.keys(pool.clients).length === 0) return []
      return audience
        .filter((each) => !Object.hasOwn(pool.clients, each))
        .map((each) => ({
          message: `The audience ${each} of the authorizer ${name} is not an app client of the user pool ${pool.name}.`,
          at: [...at, 'authorizers', id, 'jwtConfiguration', 'audience'],
        }))
    }),
}
