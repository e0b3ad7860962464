import { inRoute, testRule } from '../../testRule.ts'

testRule('bypassedOptionsRoute', { at: inRoute('OPTIONS /pets') })
