import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsStarWithCredentials', { at: inHttpApi('corsConfiguration', 'allowHeaders') })
