import { templateProblem } from '../context/index.ts'
import type { TemplateProblem } from '../vtl/index.ts'
import { coloursOfPainted, paintTemplate } from './colours.ts'
import type { Coloured } from './colours.ts'
import { diagnoseTemplate } from './diagnose.ts'
import type { TemplateFacts, TemplateRemark } from './diagnose.ts'
import { formOf, outputTypeOf } from './layer.ts'

/** What an editor shows of a template before it runs. */
export interface TemplateLook {
  /** Why it cannot be read. */
  readonly problem: TemplateProblem | undefined
  readonly remarks: readonly TemplateRemark[]
  /** None of one that cannot be read. */
  readonly colours: readonly Coloured[]
  /** It is meant to print JSON. */
  readonly makesJson: boolean
}

/** Look at a template without running it. */
export function lookAtTemplate(template: string, facts: TemplateFacts): TemplateLook {
  const painted = paintTemplate(template)
  const type = painted ? outputTypeOf(painted.nodes, facts.contentType) : facts.contentType
  return {
    problem: templateProblem(template),
    remarks: diagnoseTemplate(template, facts, painted),
    colours: painted ? coloursOfPainted(template, painted, facts.contentType) : [],
    makesJson: formOf(type) === 'json',
  }
}
