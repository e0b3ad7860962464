import { inRestApi, testRule } from '../../testRule.ts'

testRule('privateApiWithoutPolicy', {
  at: inRestApi('policy'),
})
