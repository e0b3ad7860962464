import type { Rule } from '../../rule.ts'

const stage = (stageName: string) => ({ stageName, autoDeploy: true })

export const routeHiddenByStage: Rule = {
  title: 'A stage has the name of the first part of a path',
  why: 'When the first part of the path is the name of a stage, the request goes to that stage with the rest of the path. Routes of $default that begin with it are not reached.',
  advice: 'Rename the stage or the path.',
  source: 'API Gateway developer guide, Stages for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /test/{id}': {} },
    httpApi: {
      stages: {
        $default: stage('$default'),
        test: { stageName: 'test', autoDeploy: false, deploymentId: 'd1' },
      },
      deployments: { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } },
    },
  },
  good: {
    routes: { 'GET /tests/{id}': {} },
    httpApi: {
      stages: {
        $default: stage('$default'),
        test: { stageName: 'test', autoDeploy: false, deploymentId: 'd1' },
      },
      deployments: { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } },
    },
  },
  check: ({ api, routes }) => {
    if (!Object.hasOwn(api.stages, '$default')) return []
    return routes.flatMap(({ route, key, at }) => {
      const first = key?.kind === 'path' ? key.segments[0] : undefined
      if (first?.kind !== 'literal' || !Object.hasOwn(api.stages, first.text)) return []
      return [
        {
          message: `Requests for ${route.routeKey} go to the stage ${first.text}, without the first part of their path.`,
          at: [...at, 'routeKey'],
        },
      ]
    })
  },
}
