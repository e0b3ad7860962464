import { inHttpApi, testRule } from '../../testRule.ts'

testRule('unusedIntegration', { at: inHttpApi('integrations', 'old') })
