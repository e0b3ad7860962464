import type { Rule } from '../../rule.ts'

export const incompleteAuthorizer: Rule = {
  title: 'An authorizer has nobody to ask',
  why: 'A Lambda authorizer without a function, or a Cognito authorizer without a user pool, lets nobody in: the service refuses it, and calls end in an error.',
  advice: 'Name the function, or the user pools.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    methods: { 'GET /pets': { authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth' } },
    api: {
      authorizers: {
        auth: { id: 'auth', name: 'users', type: 'COGNITO_USER_POOLS', providerARNs: [] },
      },
    },
  },
  good: {
    methods: { 'GET /pets': { authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth' } },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'users',
          type: 'COGNITO_USER_POOLS',
          identitySource: 'method.request.header.Authorization',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI'],
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.authorizers).flatMap(({ id, name, type, authorizerUri, providerARNs }) => {
      const isCognito = type === 'COGNITO_USER_POOLS'
      const isComplete = isCognito ? providerARNs.length > 0 : (authorizerUri ?? '') !== ''
      if (isComplete) return []
      return [
        {
          message: `The authorizer ${name} names no ${isCognito ? 'user pool' : 'function'}.`,
          at: [...at, 'authorizers', id, isCognito ? 'providerARNs' : 'authorizerUri'],
        },
      ]
    }),
}
