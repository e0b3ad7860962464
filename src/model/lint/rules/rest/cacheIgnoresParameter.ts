import { updateIntegration } from '../../../operations/integrations.ts'
import { cachedMethods } from '../../caching.ts'
import { gone, listed, methodAt } from '../../places.ts'
import type { Method } from '../../../schema/method.ts'
import type { Rule } from '../../rule.ts'

export const cacheIgnoresParameter: Rule = {
  title: 'The cache does not tell requests apart',
  why: 'The cache finds an answer by its key parameters alone. A path parameter or a query string that is not one of them makes no difference: who asks for another item gets the one that was kept.',
  advice: 'Add the parameter to the cache key parameters of the integration.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets/{petId}': {
        authorizationType: 'NONE',
        requestParameters: { 'method.request.path.petId': true },
        integration: { cacheKeyParameters: [] },
      },
    },
    api: { stages: { prod: { stageName: 'prod', cacheClusterEnabled: true } } },
  },
  good: {
    methods: {
      'GET /pets/{petId}': {
        authorizationType: 'NONE',
        requestParameters: { 'method.request.path.petId': true },
        integration: { cacheKeyParameters: ['method.request.path.petId'] },
      },
    },
    api: { stages: { prod: { stageName: 'prod', cacheClusterEnabled: true } } },
  },
  check: (api) =>
    cachedMethods(api).flatMap(({ stage, method: { name, method, integrationAt } }) => {
      const missing = missingKeys(method)
      if (missing.length === 0) return []
      const names = missing.map((parameter) => parameter.split('.').slice(3).join('.'))
      return [
        {
          message: `${name} is cached by the stage ${stage.stageName} without a look at ${listed(names)}.`,
          at: [...integrationAt, 'cacheKeyParameters'],
        },
      ]
    }),
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    const { integration } = found?.method ?? {}
    if (!found || !integration) return gone(at)
    const cacheKeyParameters = [...integration.cacheKeyParameters, ...missingKeys(found.method)]
    return updateIntegration(design, { ...found.ref, change: { cacheKeyParameters } })
  },
}

/** Declared path parameters and query strings that are not part of the key, nor what is mapped from them. */
function missingKeys({ requestParameters, integration }: Method): string[] {
  if (!integration) return []
  const keys = new Set(
    integration.cacheKeyParameters.flatMap((key) => [
      key,
      Object.hasOwn(integration.requestParameters, key)
        ? (integration.requestParameters[key] ?? '')
        : '',
    ]),
  )
  return Object.keys(requestParameters).filter(
    (parameter) =>
      /^method\.request\.(?:path|querystring)\./.test(parameter) && !keys.has(parameter),
  )
}
