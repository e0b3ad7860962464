import { testRule } from '../../testRule.ts'

testRule('weakTls', {
  at: ['access', 'domainNames', 'api.example.com', 'securityPolicy'],
})
