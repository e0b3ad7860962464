import { inHttpApi, testRule } from '../../testRule.ts'

testRule('audienceWithoutClient', {
  at: inHttpApi('authorizers', 'auth', 'jwtConfiguration', 'audience'),
})
