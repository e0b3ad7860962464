import { inHttpApi, testRule } from '../../testRule.ts'

testRule('uncachedRouteAuthorizer', {
  at: inHttpApi('authorizers', 'auth', 'authorizerResultTtlInSeconds'),
})
