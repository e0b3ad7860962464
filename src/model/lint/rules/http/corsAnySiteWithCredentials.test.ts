import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsAnySiteWithCredentials', { at: inHttpApi('corsConfiguration', 'allowOrigins') })
