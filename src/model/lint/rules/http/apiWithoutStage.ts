import { addRouteStage } from '../../../operations/v2/stages.ts'
import type { Rule } from '../../rule.ts'

export const apiWithoutStage: Rule = {
  title: 'An HTTP API has no stage',
  why: 'Clients call an API through its stages. Without one, nobody can call it.',
  advice: 'Add the stage $default with automatic deployment.',
  source: 'API Gateway developer guide, Stages for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: { httpApi: { stages: {} } },
  good: { httpApi: { stages: { $default: { stageName: '$default', autoDeploy: true } } } },
  check: ({ api, at, routes }) =>
    Object.keys(api.stages).length === 0 && routes.length > 0
      ? [{ message: `${api.name} has no stage, so nobody can call it.`, at: [...at, 'stages'] }]
      : [],
  fix: (design, { at }) =>
    addRouteStage(design, {
      apiId: at[1] ?? '',
      stage: { stageName: '$default', autoDeploy: true },
    }),
}
