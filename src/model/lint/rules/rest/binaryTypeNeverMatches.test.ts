import { inRestApi, testRule } from '../../testRule.ts'

testRule('binaryTypeNeverMatches', {
  at: inRestApi('binaryMediaTypes'),
  alsoSound: { 'every type, and a family': { api: { binaryMediaTypes: ['*/*', 'image/*'] } } },
})
