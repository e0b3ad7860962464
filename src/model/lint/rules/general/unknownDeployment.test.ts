import { inRestApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('unknownDeployment', {
  at: inRestApi('stages', 'prod', 'deploymentId'),
  alsoFound: {
    'a deployment of an HTTP API': [
      { httpApi: { stages: { prod: { stageName: 'prod', deploymentId: 'gone' } } } },
      inHttpApi('stages', 'prod', 'deploymentId'),
    ],
  },
})
