import { inApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('unknownDeployment', {
  at: inApi('stages', 'prod', 'deploymentId'),
  alsoFound: {
    'a deployment of an HTTP API': [
      { httpApi: { stages: { prod: { stageName: 'prod', deploymentId: 'gone' } } } },
      inHttpApi('stages', 'prod', 'deploymentId'),
    ],
  },
})
