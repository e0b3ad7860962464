import { inMethod, testRule } from '../../testRule.ts'

testRule('unknownAuthorizer', {
  at: inMethod('GET /pets', 'authorizerId'),
  alsoFound: {
    'an authorizer of another type': [
      {
        methods: { 'GET /pets': { authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'auth' } },
        api: { authorizers: { auth: { id: 'auth', name: 'tokens', type: 'TOKEN' } } },
      },
      inMethod('GET /pets', 'authorizerId'),
    ],
  },
})
