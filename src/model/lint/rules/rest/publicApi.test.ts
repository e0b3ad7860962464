import { inRestApi, testRule } from '../../testRule.ts'

testRule('publicApi', {
  at: inRestApi(),
  alsoSound: {
    'an API that only answers by itself': {
      methods: { 'GET /pets': { authorizationType: 'NONE', integration: { type: 'MOCK' } } },
    },
    'an API with keys': {
      methods: { 'GET /pets': { authorizationType: 'NONE', apiKeyRequired: true } },
    },
    'an API with a resource policy': {
      methods: { 'GET /pets': { authorizationType: 'NONE' } },
      api: {
        policy:
          '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}',
      },
    },
  },
})
