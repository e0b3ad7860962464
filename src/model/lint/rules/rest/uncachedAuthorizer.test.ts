import { inRestApi, testRule } from '../../testRule.ts'

testRule('uncachedAuthorizer', {
  at: inRestApi('authorizers', 'auth', 'authorizerResultTtlInSeconds'),
})
