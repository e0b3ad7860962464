import { inHttpApi, testRule } from '../../testRule.ts'

testRule('cachedAuthorizerIgnoresRoute', { at: inHttpApi('authorizers', 'auth', 'identitySource') })
