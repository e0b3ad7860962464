import type { Rule } from '../../rule.ts'

export const uncachedAuthorizer: Rule = {
  title: 'An authorizer is asked at every call',
  why: 'With a TTL of 0 the function of the authorizer runs before each call, which adds its time to every answer and its price to every call.',
  advice:
    'Keep results for a while: up to 3600 seconds. Leave 0 where a permission has to end at once.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    methods: { 'GET /pets': { authorizationType: 'CUSTOM', authorizerId: 'auth' } },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'tokens',
          type: 'TOKEN',
          identitySource: 'method.request.header.Authorization',
          authorizerResultTtlInSeconds: 0,
          authorizerUri:
            'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations',
        },
      },
    },
  },
  good: {
    methods: { 'GET /pets': { authorizationType: 'CUSTOM', authorizerId: 'auth' } },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'tokens',
          type: 'TOKEN',
          identitySource: 'method.request.header.Authorization',
          authorizerResultTtlInSeconds: 300,
          authorizerUri:
            'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations',
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.authorizers)
      .filter(
        ({ type, authorizerResultTtlInSeconds }) =>
          type !== 'COGNITO_USER_POOLS' && authorizerResultTtlInSeconds === 0,
      )
      .map(({ id, name }) => ({
        message: `The function of the authorizer ${name} runs at every call: its results are not kept.`,
        at: [...at, 'authorizers', id, 'authorizerResultTtlInSeconds'],
      })),
}
