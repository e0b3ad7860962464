import { inRoute, testRule } from '../../testRule.ts'

testRule('routeHiddenByStage', { at: inRoute('GET /test/{id}', 'routeKey') })
