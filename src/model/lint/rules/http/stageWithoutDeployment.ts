import type { Rule } from '../../rule.ts'

export const stageWithoutDeployment: Rule = {
  title: 'Nothing is deployed to a stage',
  why: 'The stage does not deploy automatically and serves no deployment, so every request to it fails with 404.',
  advice: 'Deploy the API to the stage, or turn automatic deployment on.',
  source: 'API Gateway developer guide, Stages for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { httpApi: { stages: { prod: { stageName: 'prod' } } } },
  good: { httpApi: { stages: { prod: { stageName: 'prod', autoDeploy: true } } } },
  check: ({ api, at }) =>
    Object.values(api.stages)
      .filter(({ autoDeploy, deploymentId }) => !autoDeploy && deploymentId === undefined)
      .map(({ stageName }) => ({
        message: `Nothing is deployed to the stage ${stageName}, so its requests fail with 404.`,
        at: [...at, 'stages', stageName, 'deploymentId'],
      })),
}
