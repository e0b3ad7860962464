import { inHttpApi, testRule } from '../../testRule.ts'

testRule('openWriteRoutes', { at: inHttpApi('routes') })
