import { inHttpApi, testRule } from '../../testRule.ts'

testRule('authorizerWithoutResponse', { at: inHttpApi('authorizers', 'auth', 'authorizerUri') })
