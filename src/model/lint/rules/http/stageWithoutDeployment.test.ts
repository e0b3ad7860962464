import { inHttpApi, testRule } from '../../testRule.ts'

testRule('stageWithoutDeployment', { at: inHttpApi('stages', 'prod', 'deploymentId') })
