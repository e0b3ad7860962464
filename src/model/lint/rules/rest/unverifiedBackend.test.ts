import { inMethod, testRule } from '../../testRule.ts'

testRule('unverifiedBackend', {
  at: inMethod('GET /pets', 'integration', 'tlsConfig'),
})
