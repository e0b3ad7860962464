import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsMissesMethod', { at: inHttpApi('corsConfiguration', 'allowMethods') })
