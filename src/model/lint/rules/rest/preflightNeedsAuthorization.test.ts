import { inMethod, testRule } from '../../testRule.ts'

testRule('preflightNeedsAuthorization', {
  at: inMethod('OPTIONS /pets', 'authorizationType'),
  alsoFound: {
    'an API key': [
      { methods: { 'OPTIONS /pets': { apiKeyRequired: true } } },
      inMethod('OPTIONS /pets', 'apiKeyRequired'),
    ],
  },
})
