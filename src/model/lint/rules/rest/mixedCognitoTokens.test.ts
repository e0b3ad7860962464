import { inApi, testRule } from '../../testRule.ts'

testRule('mixedCognitoTokens', {
  at: inApi('authorizers', 'auth'),
})
