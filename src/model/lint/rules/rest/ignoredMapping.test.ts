import { inMethod, testRule } from '../../testRule.ts'

testRule('ignoredMapping', {
  at: inMethod(
    'GET /pets',
    'integration',
    'requestParameters',
    'integration.request.header.X-Stage',
  ),
  alsoSound: {
    'a mapping that is part of the cache key': {
      methods: {
        'GET /pets/{petId}': {
          requestParameters: { 'method.request.path.petId': true },
          integration: {
            type: 'AWS_PROXY',
            requestParameters: { 'integration.request.path.petId': 'method.request.path.petId' },
            cacheKeyParameters: ['integration.request.path.petId'],
          },
        },
      },
    },
    'an HTTP proxy, which maps': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'HTTP_PROXY',
            requestParameters: { 'integration.request.header.X-Stage': 'context.stage' },
          },
        },
      },
    },
  },
})
