import { inHttpApi, testRule } from '../../testRule.ts'

testRule('authorizerWithoutIdentity', { at: inHttpApi('authorizers', 'auth', 'identitySource') })
