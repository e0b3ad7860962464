import { inHttpApi, testRule } from '../../testRule.ts'

testRule('apiWithoutStage', { at: inHttpApi('stages') })
