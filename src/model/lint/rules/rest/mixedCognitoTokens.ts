import type { Rule } from '../../rule.ts'

export const mixedCognitoTokens: Rule = {
  title: 'Methods of one authorizer want different tokens',
  why: 'A Cognito method with scopes takes access tokens, one without takes identity tokens. A client has to send one kind here and the other there, or gets a 401.',
  advice: 'Give all methods of the authorizer scopes, or none of them.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    methods: {
      'GET /pets': { authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth' },
      'POST /pets': {
        authorizationType: 'COGNITO_USER_POOLS',
        authorizerId: 'auth',
        authorizationScopes: ['pets/write'],
      },
    },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'users',
          type: 'COGNITO_USER_POOLS',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI'],
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        authorizationType: 'COGNITO_USER_POOLS',
        authorizerId: 'auth',
        authorizationScopes: ['pets/read'],
      },
      'POST /pets': {
        authorizationType: 'COGNITO_USER_POOLS',
        authorizerId: 'auth',
        authorizationScopes: ['pets/write'],
      },
    },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'users',
          type: 'COGNITO_USER_POOLS',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI'],
        },
      },
    },
  },
  check: ({ api, at, methods }) =>
    Object.values(api.authorizers).flatMap(({ id, name, type }) => {
      if (type !== 'COGNITO_USER_POOLS') return []
      const users = methods.filter(({ method }) => method.authorizerId === id)
      const scoped = users.filter(({ method }) => method.authorizationScopes.length > 0)
      if (scoped.length === 0 || scoped.length === users.length) return []
      return [
        {
          message: `Of the methods with the authorizer ${name}, ${scoped.length} want access tokens (they have scopes) and ${users.length - scoped.length} identity tokens.`,
          at: [...at, 'authorizers', id],
        },
      ]
    }),
}
