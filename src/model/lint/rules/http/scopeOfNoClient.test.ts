import { inRoute, testRule } from '../../testRule.ts'

testRule('scopeOfNoClient', { at: inRoute('GET /pets', 'authorizationScopes') })
