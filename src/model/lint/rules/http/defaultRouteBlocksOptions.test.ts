import { inRoute, testRule } from '../../testRule.ts'

testRule('defaultRouteBlocksOptions', { at: inRoute('$default', 'authorizationType') })
