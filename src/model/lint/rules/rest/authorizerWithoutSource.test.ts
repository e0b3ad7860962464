import { inRestApi, testRule } from '../../testRule.ts'

testRule('authorizerWithoutSource', {
  at: inRestApi('authorizers', 'auth', 'identitySource'),
  alsoSound: {
    'a REQUEST authorizer whose results are not kept': {
      api: {
        authorizers: {
          auth: { id: 'auth', name: 'tokens', type: 'REQUEST', authorizerResultTtlInSeconds: 0 },
        },
      },
    },
  },
})
