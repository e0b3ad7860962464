import { inRoute, testRule } from '../../testRule.ts'

testRule('refusedRoute', { at: inRoute('GET /pets', 'authorizerId') })
