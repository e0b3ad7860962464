import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('unknownRouteVariable', { at: inRouteIntegration('GET /pets/{id}', 'integrationUri') })
