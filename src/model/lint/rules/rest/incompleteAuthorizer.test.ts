import { inApi, testRule } from '../../testRule.ts'

testRule('incompleteAuthorizer', {
  at: inApi('authorizers', 'auth', 'providerARNs'),
  alsoFound: {
    'a Lambda authorizer without a function': [
      { api: { authorizers: { auth: { id: 'auth', name: 'tokens', type: 'TOKEN' } } } },
      inApi('authorizers', 'auth', 'authorizerUri'),
    ],
  },
})
