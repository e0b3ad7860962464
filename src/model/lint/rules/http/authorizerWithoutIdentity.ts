import { lambdaAuthorizer, protectedByLambda } from '../../httpParts.ts'
import type { Rule } from '../../rule.ts'

export const authorizerWithoutIdentity: Rule = {
  title: 'A Lambda authorizer has no identity source',
  why: 'With an identity source, the service refuses requests without credentials itself, with 401. Without one, such requests invoke the function too, and results cannot be cached.',
  advice: 'Name the header or query parameter that has the credentials.',
  source: 'API Gateway developer guide, Control access to HTTP APIs with AWS Lambda authorizers',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    routes: { 'GET /pets': protectedByLambda },
    httpApi: {
      authorizers: {
        auth: { ...lambdaAuthorizer, identitySource: [], authorizerResultTtlInSeconds: 0 },
      },
    },
  },
  good: {
    routes: { 'GET /pets': protectedByLambda },
    httpApi: { authorizers: { auth: lambdaAuthorizer } },
  },
  check: ({ api, at }) =>
    Object.values(api.authorizers)
      .filter(
        ({ authorizerType, identitySource }) =>
          authorizerType === 'REQUEST' && identitySource.length === 0,
      )
      .map(({ id, name }) => ({
        message: `The authorizer ${name} has no identity source, so requests without credentials invoke its function.`,
        at: [...at, 'authorizers', id, 'identitySource'],
      })),
}
