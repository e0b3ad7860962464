import { cachedMethods } from '../../caching.ts'
import type { Rule } from '../../rule.ts'

export const cacheSharedByCallers: Rule = {
  title: 'Callers share cached answers',
  why: 'The method authorizes its callers, but the cache does not tell them apart: the answer that was made for one is given to the next.',
  advice:
    'Add the header that identifies the caller to the cache key parameters, or turn caching off for the method. It is fine where everybody gets the same answer.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    methods: { 'GET /pets': { authorizationType: 'AWS_IAM' } },
    api: { stages: { prod: { stageName: 'prod', cacheClusterEnabled: true } } },
  },
  good: {
    methods: {
      'GET /pets': {
        authorizationType: 'AWS_IAM',
        requestParameters: { 'method.request.header.Authorization': true },
        integration: { cacheKeyParameters: ['method.request.header.Authorization'] },
      },
    },
    api: { stages: { prod: { stageName: 'prod', cacheClusterEnabled: true } } },
  },
  check: (api) =>
    cachedMethods(api).flatMap(
      ({ stage, method: { name, method, integration, integrationAt } }) => {
        if (method.authorizationType === 'NONE' || !integration) return []
        const keys = integration.cacheKeyParameters.map((key) =>
          Object.hasOwn(integration.requestParameters, key)
            ? (integration.requestParameters[key] ?? key)
            : key,
        )
        if (keys.some((key) => /\.header\.|^context\.(?:authorizer|identity)\./.test(key)))
          return []
        return [
          {
            message: `${name} authorizes its callers, and the cache of the stage ${stage.stageName} gives all of them the same answer.`,
            at: [...integrationAt, 'cacheKeyParameters'],
          },
        ]
      },
    ),
}
