import { inHttpApi, testRule } from '../../testRule.ts'

testRule('routedQuotaNear', { at: inHttpApi('stages') })
