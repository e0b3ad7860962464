import { inRestApi, testRule } from '../../testRule.ts'

testRule('incompleteAuthorizer', {
  at: inRestApi('authorizers', 'auth', 'providerARNs'),
  alsoFound: {
    'a Lambda authorizer without a function': [
      { api: { authorizers: { auth: { id: 'auth', name: 'tokens', type: 'TOKEN' } } } },
      inRestApi('authorizers', 'auth', 'authorizerUri'),
    ],
  },
})
