import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const deployments = { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } }

export const everyStageDeploysItself: Rule = {
  title: 'All stages deploy every change at once',
  why: 'Each stage of the API deploys automatically, so all of them always serve the same version. A change reaches production as soon as it reaches the test stage.',
  advice: 'Turn automatic deployment off in the stages that changes should reach later.',
  source: 'API Gateway developer guide, Stages for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: {
    httpApi: {
      stages: {
        test: { stageName: 'test', autoDeploy: true },
        prod: { stageName: 'prod', autoDeploy: true },
      },
    },
  },
  good: {
    httpApi: {
      stages: {
        test: { stageName: 'test', autoDeploy: true },
        prod: { stageName: 'prod', deploymentId: 'd1' },
      },
      deployments,
    },
  },
  check: ({ api, at }) => {
    const stages = Object.values(api.stages)
    if (stages.length < 2 || !stages.every(({ autoDeploy }) => autoDeploy)) return []
    const names = listed(stages.map(({ stageName }) => stageName))
    return [
      {
        message: `The stages ${names} all deploy automatically, so they always serve the same version.`,
        at: [...at, 'stages'],
      },
    ]
  },
}
