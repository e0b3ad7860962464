import { updateRouteIntegration } from '../../../operations/v2/integrations.ts'
import { own } from '../../../operations/within.ts'
import { gone } from '../../places.ts'
import type { Part, Rule } from '../../rule.ts'

const listener =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/pets/50dc6c495c0c9188/0467ef3c8400ae65'
const access = {
  vpcLinksV2: { link: { id: 'link', name: 'pets', subnetIds: ['subnet-1'] } },
} as const satisfies Part
const privateIntegration = {
  connectionType: 'VPC_LINK',
  connectionId: 'link',
  integrationUri: listener,
} as const
const httpApi = { stages: { prod: { stageName: 'prod', autoDeploy: true } } } as const

export const stageInPrivatePath: Rule = {
  title: 'A private integration gets the name of the stage in the path',
  why: 'A private integration passes the path on with the name of the stage in front, such as /prod/pets. Services that expect /pets answer with 404.',
  advice: 'Overwrite the path with $request.path, or use the stage $default.',
  source: 'API Gateway developer guide, Create private integrations for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: { routes: { 'GET /pets': { integration: privateIntegration } }, httpApi, access },
  good: {
    routes: {
      'GET /pets': {
        integration: {
          ...privateIntegration,
          requestParameters: { 'overwrite:path': '$request.path' },
        },
      },
    },
    httpApi,
    access,
  },
  check: ({ api, integrations }) => {
    const named = Object.keys(api.stages).find((stageName) => stageName !== '$default')
    if (named === undefined) return []
    return integrations
      .filter(
        ({ integration: { connectionType, requestParameters } }) =>
          connectionType === 'VPC_LINK' && !Object.hasOwn(requestParameters, 'overwrite:path'),
      )
      .map(({ name, at }) => ({
        message: `The integration ${name} gets paths that begin with the name of the stage: /${named}/….`,
        at: [...at, 'requestParameters'],
      }))
  },
  fix: (design, { at }) => {
    const [, apiId = '', , id = ''] = at
    const api = own(design.apis, apiId)
    const integration = api?.protocol === 'HTTP' ? own(api.integrations, id) : undefined
    if (!integration) return gone(at)
    const requestParameters = {
      ...integration.requestParameters,
      'overwrite:path': '$request.path',
    }
    return updateRouteIntegration(design, { apiId, id, change: { requestParameters } })
  },
}
