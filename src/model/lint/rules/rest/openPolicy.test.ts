import { inRestApi, testRule } from '../../testRule.ts'

testRule('openPolicy', {
  at: inRestApi('policy'),
  alsoSound: {
    'a policy that denies some': {
      methods: { 'GET /pets': { authorizationType: 'NONE' } },
      api: {
        policy:
          '{"Statement": [{"Effect": "Allow", "Principal": "*"}, {"Effect": "Deny", "Principal": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}]}',
      },
    },
    'methods that authorize by themselves': {
      api: { policy: '{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}}]}' },
    },
  },
})
