import { inApi, testRule } from '../../testRule.ts'

testRule('unusedAuthorizer', {
  at: inApi('authorizers', 'auth'),
})
