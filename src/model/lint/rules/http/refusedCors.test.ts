import { inHttpApi, testRule } from '../../testRule.ts'

testRule('refusedCors', { at: inHttpApi('corsConfiguration', 'allowCredentials') })
