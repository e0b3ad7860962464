import { inResource, testRule } from '../../testRule.ts'

testRule('emptyResource', {
  at: inResource('/pets'),
})
