import { inRoute, testRule } from '../../testRule.ts'

testRule('unreachableRoute', { at: inRoute('$default') })
