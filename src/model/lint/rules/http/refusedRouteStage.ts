import { protocols } from '../../../operations/v2/protocols.ts'
import { stageRefusal } from '../../../operations/v2/stages.ts'
import type { Rule } from '../../rule.ts'

export const refusedRouteStage: Rule = {
  title: 'The service refuses the stage of an HTTP API',
  why: 'The import or the deployment of the API fails with this message: the name, a stage variable, a limit or the access log of the stage is not one that the service accepts.',
  advice:
    'Correct what the message names. Stage names have letters, digits, _ and -, or are $default.',
  source: 'API Gateway developer guide, Stages for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: { httpApi: { stages: { 'a b': { stageName: 'a b', autoDeploy: true } } } },
  good: { httpApi: { stages: { test: { stageName: 'test', autoDeploy: true } } } },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap((stage) => {
      const stageAt = [...at, 'stages', stage.stageName]
      // deployments and routes that are gone have rules of their own
      const before = { ...stage, stageVariables: {} }
      const refused =
        protocols.HTTP.stageNameRefusal(stage.stageName, stageAt) ??
        stageRefusal(api, stage, stageAt, before)
      return (refused?.problems ?? []).map((problem) => ({
        message: `The service refuses the stage ${stage.stageName}: ${problem.message}`,
        at: problem.at,
      }))
    }),
}
