import { inApi, testRule } from '../../testRule.ts'

testRule('uncachedAuthorizer', {
  at: inApi('authorizers', 'auth', 'authorizerResultTtlInSeconds'),
})
