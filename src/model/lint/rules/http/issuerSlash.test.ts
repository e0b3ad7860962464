import { inHttpApi, testRule } from '../../testRule.ts'

testRule('issuerSlash', { at: inHttpApi('authorizers', 'auth', 'jwtConfiguration', 'issuer') })
