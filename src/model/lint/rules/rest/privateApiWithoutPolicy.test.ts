import { inApi, testRule } from '../../testRule.ts'

testRule('privateApiWithoutPolicy', {
  at: inApi('policy'),
})
