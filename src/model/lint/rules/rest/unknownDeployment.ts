import type { Rule } from '../../rule.ts'

export const unknownDeployment: Rule = {
  title: 'A stage serves a deployment that is not there',
  why: 'A stage serves the deployment that it names. The service refuses a stage whose deployment does not exist.',
  advice: 'Deploy the API to the stage, or choose one of its deployments.',
  severity: 'error',
  bad: { api: { stages: { prod: { stageName: 'prod', deploymentId: 'gone' } } } },
  good: {
    api: {
      stages: { prod: { stageName: 'prod', deploymentId: 'd1' } },
      deployments: { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap(({ stageName, deploymentId, canarySettings }) =>
      [
        { id: deploymentId, place: ['deploymentId'] },
        { id: canarySettings?.deploymentId, place: ['canarySettings', 'deploymentId'] },
      ].flatMap(({ id, place }) =>
        id === undefined || Object.hasOwn(api.deployments, id)
          ? []
          : [
              {
                message: `The stage ${stageName} serves the deployment ${id}, which is not there.`,
                at: [...at, 'stages', stageName, ...place],
              },
            ],
      ),
    ),
}
