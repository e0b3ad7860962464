import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsWithoutOrigin', { at: inHttpApi('corsConfiguration', 'allowOrigins') })
