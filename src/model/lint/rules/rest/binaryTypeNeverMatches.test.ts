import { inApi, testRule } from '../../testRule.ts'

testRule('binaryTypeNeverMatches', {
  at: inApi('binaryMediaTypes'),
  alsoSound: { 'every type, and a family': { api: { binaryMediaTypes: ['*/*', 'image/*'] } } },
})
