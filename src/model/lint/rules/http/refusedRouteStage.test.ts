import { inHttpApi, testRule } from '../../testRule.ts'

testRule('refusedRouteStage', { at: inHttpApi('stages', 'a b') })
