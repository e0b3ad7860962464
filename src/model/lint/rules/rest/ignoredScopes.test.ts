import { inMethod, testRule } from '../../testRule.ts'

testRule('ignoredScopes', {
  at: inMethod('GET /pets', 'authorizationScopes'),
})
