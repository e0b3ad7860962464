import { formatAddress } from '../../../address.ts'
import type { Rule } from '../../rule.ts'

export const unusedAuthorizer: Rule = {
  title: 'An authorizer is not used',
  why: 'An authorizer protects only the methods and routes that use it.',
  advice: 'Use it in the methods or routes that it is for, or remove it.',
  appliesTo: 'api',
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
  check: ({ authorizers, entryPoints }) => {
    const used = new Set(entryPoints.map(({ authorizerAt }) => formatAddress(authorizerAt ?? [])))
    return authorizers
      .filter(({ at }) => !used.has(formatAddress(at)))
      .map(({ name, at }) => ({ message: `No method or route uses the authorizer ${name}.`, at }))
  },
}
