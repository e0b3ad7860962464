import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('resultOfOtherFormat', { at: inRouteIntegration('GET /pets', 'payloadFormatVersion') })
