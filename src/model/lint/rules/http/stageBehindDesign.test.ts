import { inHttpApi, testRule } from '../../testRule.ts'

testRule('stageBehindDesign', { at: inHttpApi('stages', 'prod', 'deploymentId') })
