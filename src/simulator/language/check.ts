import { templateProblem } from '../context/index.ts'
import { placeOf } from '../vtl/index.ts'
import { diagnoseTemplate } from './diagnose.ts'
import type { TemplateFacts, TemplateRemark } from './diagnose.ts'

/** Something that a list of problems tells of a template. Line and column count from 1. */
export interface TemplateFinding {
  readonly code: string
  readonly message: string
  readonly severity: 'error' | 'warning'
  readonly line: number
  readonly column: number
}

/** Findings of one template beyond which no more are told. */
const mostFindings = 10

/** What a list of problems tells of a template: why it cannot be read, else what is likely not meant. Hints belong to the editor. */
export function checkTemplate(template: string, facts: TemplateFacts): TemplateFinding[] {
  const problem = templateProblem(template)
  if (problem) {
    const { code, message, line, column } = problem
    return [{ code, message, severity: 'error', line, column }]
  }
  return diagnoseTemplate(template, facts)
    .filter(({ code, severity }) => severity === 'warning' && !toldByLint.has(code))
    .slice(0, mostFindings)
    .map(({ code, message, from }) => ({
      code,
      message,
      severity: 'warning',
      ...placeOf(template, from),
    }))
}

/** What a lint rule tells of templates too, with the stages that it knows. */
const toldByLint: ReadonlySet<TemplateRemark['code']> = new Set(['template/unset-stage-variable'])
