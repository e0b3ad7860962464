import { inResource, testRule } from '../../testRule.ts'

testRule('greedyWithoutParent', {
  at: inResource('/files/{proxy+}'),
})
