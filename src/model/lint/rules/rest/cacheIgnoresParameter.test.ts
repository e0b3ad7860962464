import { inMethod, testRule } from '../../testRule.ts'

testRule('cacheIgnoresParameter', {
  at: inMethod('GET /pets/{petId}', 'integration', 'cacheKeyParameters'),
  alsoSound: {
    'a stage without a cache': {
      methods: {
        'GET /pets/{petId}': { requestParameters: { 'method.request.path.petId': true } },
      },
      api: { stages: { prod: { stageName: 'prod' } } },
    },
    'a method whose caching is turned off': {
      methods: {
        'GET /pets/{petId}': { requestParameters: { 'method.request.path.petId': true } },
      },
      api: {
        stages: {
          prod: {
            stageName: 'prod',
            cacheClusterEnabled: true,
            methodSettings: { 'pets/{petId}/GET': { cachingEnabled: false } },
          },
        },
      },
    },
    'a POST, which is not cached unless it is said': {
      methods: { 'POST /pets': { requestParameters: { 'method.request.querystring.a': true } } },
      api: { stages: { prod: { stageName: 'prod', cacheClusterEnabled: true } } },
    },
    'a key that is mapped from the parameter': {
      methods: {
        'GET /pets/{petId}': {
          requestParameters: { 'method.request.path.petId': true },
          integration: {
            requestParameters: { 'integration.request.path.id': 'method.request.path.petId' },
            cacheKeyParameters: ['integration.request.path.id'],
          },
        },
      },
      api: { stages: { prod: { stageName: 'prod', cacheClusterEnabled: true } } },
    },
  },
})
