import { inRoute, testRule } from '../../testRule.ts'

testRule('routeWithoutIntegration', { at: inRoute('GET /pets', 'target') })
