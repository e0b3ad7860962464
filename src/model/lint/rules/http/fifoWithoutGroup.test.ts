import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('fifoWithoutGroup', { at: inRouteIntegration('POST /pets', 'requestParameters') })
