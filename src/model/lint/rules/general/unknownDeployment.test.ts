import { inApi, testRule } from '../../testRule.ts'

testRule('unknownDeployment', {
  at: inApi('stages', 'prod', 'deploymentId'),
})
