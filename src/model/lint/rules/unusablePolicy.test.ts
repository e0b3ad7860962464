import { inApi, testRule } from '../testRule.ts'

testRule('unusablePolicy', {
  at: inApi('policy'),
  alsoFound: { 'text that is not JSON': [{ api: { policy: 'allow all' } }, inApi('policy')] },
  alsoSound: {
    'one statement without a list': {
      api: { policy: '{"Statement": {"Effect": "Deny", "Principal": "*"}}' },
    },
  },
})
