import { inRestApi, testRule } from '../../testRule.ts'

testRule('unencryptedCache', {
  at: inRestApi('stages', 'prod', 'methodSettings', '*/*'),
})
