import { unescapedText, unquotedReference } from './json.ts'
import { unknownMember } from './members.ts'
import { macro, unsetReference, unsetStageVariable } from './names.ts'
import { unreachable } from './reach.ts'
import type { TemplateRule } from './rule.ts'

/** What is looked for in every template. */
export const templateRules: readonly TemplateRule[] = [
  unsetReference,
  unknownMember,
  unsetStageVariable,
  unreachable,
  unquotedReference,
  unescapedText,
  macro,
]
