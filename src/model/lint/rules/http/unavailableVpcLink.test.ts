import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('unavailableVpcLink', { at: inRouteIntegration('GET /pets', 'connectionId') })
