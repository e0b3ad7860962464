import { sameValue } from '../../../sameValue.ts'
import { httpApiDefinition } from '../../../schema/v2/apis.ts'
import type { HttpApi, HttpApiDefinition } from '../../../schema/v2/apis.ts'
import type { Rule } from '../../rule.ts'

const deployedRoute = {
  id: 'GET-pets',
  routeKey: 'GET /pets',
  target: 'backend',
  authorizationType: 'AWS_IAM',
} as const
const backend = {
  id: 'backend',
  integrationType: 'HTTP_PROXY',
  integrationMethod: 'ANY',
  integrationUri: 'https://pets.example.com',
} as const
const deployed = {
  stages: { prod: { stageName: 'prod', deploymentId: 'd1' } },
  deployments: {
    d1: {
      id: 'd1',
      createdDate: '2026-01-01T00:00:00Z',
      snapshot: {
        protocol: 'HTTP',
        id: 'h',
        name: 'pets',
        routes: { 'GET-pets': deployedRoute },
        integrations: { backend },
      },
    },
  },
} as const

export const stageBehindDesign: Rule = {
  title: 'A stage serves an older version of the API',
  why: 'The stage does not deploy automatically, and the API was changed after the deployment that it serves. Clients do not see the changes.',
  advice: 'Deploy the API to the stage when the changes are ready.',
  source: 'API Gateway developer guide, Stages for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: { routes: { 'GET /pets': {}, 'GET /dogs': {} }, httpApi: deployed },
  good: { routes: { 'GET /pets': {} }, httpApi: deployed },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap(({ stageName, autoDeploy, deploymentId = '' }) => {
      const deployment = Object.hasOwn(api.deployments, deploymentId)
        ? api.deployments[deploymentId]
        : undefined
      if (autoDeploy || !deployment?.snapshot || answersAlike(api, deployment.snapshot)) return []
      return [
        {
          message: `The stage ${stageName} serves the API as it was deployed on ${deployment.createdDate}; it was changed since.`,
          at: [...at, 'stages', stageName, 'deploymentId'],
        },
      ]
    }),
}

/** Properties that no response depends on. */
const labels: ReadonlySet<string> = new Set([
  'id',
  'name',
  'description',
  'version',
  'tags',
  'retained',
])
const compared = Object.keys(httpApiDefinition.shape).filter(
  (name) => !labels.has(name),
) as (keyof HttpApiDefinition)[] // the names of a definition

function answersAlike(api: HttpApi, snapshot: HttpApiDefinition): boolean {
  return compared.every((name) => sameValue(api[name], snapshot[name]))
}
