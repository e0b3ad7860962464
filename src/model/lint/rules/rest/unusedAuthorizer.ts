import type { Rule } from '../../rule.ts'

export const unusedAuthorizer: Rule = {
  title: 'An authorizer is not used',
  why: 'An authorizer protects only the methods that choose it.',
  advice: 'Choose it in the methods that it is for, or remove it.',
  severity: 'info',
  bad: {
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
    methods: { 'GET /pets': { authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth' } },
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
  check: ({ api, at, methods }) => {
    const used = new Set(methods.map(({ method }) => method.authorizerId))
    return Object.values(api.authorizers)
      .filter(({ id }) => !used.has(id))
      .map(({ id, name }) => ({
        message: `The authorizer ${name} is not used by any method.`,
        at: [...at, 'authorizers', id],
      }))
  },
}
