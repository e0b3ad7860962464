import type { Rule } from '../rule.ts'
import { methodWithoutIntegration } from './methodWithoutIntegration.ts'
import { modelNotJson } from './modelNotJson.ts'
import { noDefaultResponse } from './noDefaultResponse.ts'
import { undeclaredMethodResponse } from './undeclaredMethodResponse.ts'
import { undeclaredRequestParameter } from './undeclaredRequestParameter.ts'
import { undeclaredResponseHeader } from './undeclaredResponseHeader.ts'
import { unknownStageVariable } from './unknownStageVariable.ts'
import { unmappedPathVariable } from './unmappedPathVariable.ts'
import { unusablePattern } from './unusablePattern.ts'

/** Every rule under its id. */
export const rules: Readonly<Record<string, Rule>> = {
  methodWithoutIntegration,
  modelNotJson,
  noDefaultResponse,
  undeclaredMethodResponse,
  undeclaredRequestParameter,
  undeclaredResponseHeader,
  unknownStageVariable,
  unmappedPathVariable,
  unusablePattern,
}
