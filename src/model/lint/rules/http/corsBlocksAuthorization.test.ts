import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsBlocksAuthorization', { at: inHttpApi('corsConfiguration', 'allowHeaders') })
