import { inApi, testRule } from '../../testRule.ts'

testRule('unencryptedCache', {
  at: inApi('stages', 'prod', 'methodSettings', '*/*'),
})
