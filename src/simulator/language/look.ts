import { templateProblem } from '../context/index.ts'
import type { TemplateProblem } from '../vtl/index.ts'
import { coloursOf } from './colours.ts'
import type { Coloured } from './colours.ts'
import { diagnoseTemplate } from './diagnose.ts'
import type { TemplateFacts, TemplateRemark } from './diagnose.ts'

/** What an editor shows of a template before it runs. */
export interface TemplateLook {
  /** Why it cannot be read. */
  readonly problem: TemplateProblem | undefined
  readonly remarks: readonly TemplateRemark[]
  /** None of one that cannot be read. */
  readonly colours: readonly Coloured[]
}

/** Look at a template without running it. */
export function lookAtTemplate(template: string, facts: TemplateFacts): TemplateLook {
  return {
    problem: templateProblem(template),
    remarks: diagnoseTemplate(template, facts),
    colours: coloursOf(template, facts.contentType),
  }
}
