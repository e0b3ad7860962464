import { inMethod, testRule } from '../../testRule.ts'

testRule('serviceWithoutCredentials', {
  at: inMethod('GET /pets', 'integration', 'credentials'),
  alsoSound: { 'a function': { methods: { 'GET /pets': { integration: { type: 'AWS_PROXY' } } } } },
})
