import { inHttpApi, testRule } from '../../testRule.ts'

testRule('refusedRouteAuthorizer', {
  at: inHttpApi('authorizers', 'auth', 'jwtConfiguration', 'audience'),
})
