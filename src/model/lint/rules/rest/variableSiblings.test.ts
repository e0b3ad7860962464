import { inResource, testRule } from '../../testRule.ts'

testRule('variableSiblings', {
  at: inResource('/pets/{name}'),
})
