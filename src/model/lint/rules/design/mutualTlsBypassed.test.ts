import { inApi, testRule } from '../../testRule.ts'

testRule('mutualTlsBypassed', {
  at: inApi('disableExecuteApiEndpoint'),
})
