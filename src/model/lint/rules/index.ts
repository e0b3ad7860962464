import type { Rule } from '../rule.ts'
import * as design from './design/index.ts'
import * as general from './general/index.ts'
import * as http from './http/index.ts'
import * as rest from './rest/index.ts'

/** Every rule under its id. The list of each folder names its rules, so a new rule is one file and one line there. */
export const rules: Readonly<Record<string, Rule>> = { ...general, ...rest, ...http, ...design }
