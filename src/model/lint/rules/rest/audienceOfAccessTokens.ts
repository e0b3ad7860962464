import type { Rule } from '../../rule.ts'

export const audienceOfAccessTokens: Rule = {
  title: 'A token validation refuses every access token',
  why: 'The validation expression of a Cognito authorizer is matched against the audience of the token. Access tokens have none, so methods with scopes refuse every one of them.',
  advice: 'Remove the expression, or use the authorizer for methods without scopes only.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        authorizationType: 'COGNITO_USER_POOLS',
        authorizerId: 'auth',
        authorizationScopes: ['pets/read'],
      },
    },
    api: {
      authorizers: {
        auth: {
          id: 'auth',
          name: 'users',
          type: 'COGNITO_USER_POOLS',
          identityValidationExpression: '4f2k9.*',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI'],
        },
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
          identityValidationExpression: '4f2k9.*',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI'],
        },
      },
    },
  },
  check: ({ api, at, methods }) =>
    Object.values(api.authorizers).flatMap((authorizer) => {
      const { id, name, type, identityValidationExpression: expression = '' } = authorizer
      if (type !== 'COGNITO_USER_POOLS' || expression === '') return []
      const user = methods.find(
        ({ method }) => method.authorizerId === id && method.authorizationScopes.length > 0,
      )
      if (!user) return []
      return [
        {
          message: `The authorizer ${name} validates the audience, which the access tokens for ${user.name} do not have.`,
          at: [...at, 'authorizers', id, 'identityValidationExpression'],
        },
      ]
    }),
}
