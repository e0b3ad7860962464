import { inHttpApi, testRule } from '../../testRule.ts'

testRule('everyStageDeploysItself', { at: inHttpApi('stages') })
