import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('stageInPrivatePath', { at: inRouteIntegration('GET /pets', 'requestParameters') })
