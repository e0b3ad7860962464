import { inMethod, testRule } from '../../testRule.ts'

testRule('cacheSharedByCallers', {
  at: inMethod('GET /pets', 'integration', 'cacheKeyParameters'),
})
