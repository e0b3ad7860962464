import { inHttpApi, testRule } from '../../testRule.ts'

testRule('stageBehindDesign', {
  at: inHttpApi('stages', 'prod', 'deploymentId'),
  alsoSound: {
    'a stage that deploys automatically': {
      httpApi: {
        stages: { prod: { stageName: 'prod', autoDeploy: true, deploymentId: 'd1' } },
        deployments: {
          d1: {
            id: 'd1',
            createdDate: '2026-01-01T00:00:00Z',
            snapshot: { protocol: 'HTTP', id: 'h', name: 'pets' },
          },
        },
      },
    },
  },
})
