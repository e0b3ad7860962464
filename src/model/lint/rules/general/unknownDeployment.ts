import type { Rule } from '../../rule.ts'

export const unknownDeployment: Rule = {
  title: 'A stage serves a deployment that is not there',
  why: 'A stage serves the deployment that it names. The service refuses a stage whose deployment does not exist.',
  advice: 'Deploy the API to the stage, or choose one of its deployments.',
  appliesTo: 'api',
  severity: 'error',
  bad: { api: { stages: { prod: { stageName: 'prod', deploymentId: 'gone' } } } },
  good: {
    api: {
      stages: { prod: { stageName: 'prod', deploymentId: 'd1' } },
      deployments: { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } },
    },
  },
  check: ({ api, stages }) =>
    stages.flatMap(({ stageName, deployments }) =>
      deployments.flatMap(({ id, at }) =>
        Object.hasOwn(api.deployments, id)
          ? []
          : [
              {
                message: `The stage ${stageName} serves the deployment ${id}, which is not there.`,
                at,
              },
            ],
      ),
    ),
}
