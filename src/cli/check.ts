import type { Design, Problem } from '../model/index.ts'
import { lint } from '../model/lint/index.ts'
import { checkTemplate, templateFacts, templateProblemAt, templatesOf } from '../simulator/index.ts'
import { parseArguments } from './io.ts'
import type { Command } from './io.ts'
import { problemText, readInput } from './openInput.ts'

/** `check INPUT [--json]`: what the service refuses of the document, and what the lint rules and a look at every template find, one a line; exit code 1 if any is an error. */
export const check: Command = (args, io) => {
  const { switches, rest } = parseArguments(args, { values: [], switches: ['json'] })
  const { design, problems: remarks } = readInput(rest[0], io, io.random)
  // what the service refuses of the document is a finding; what else was noticed on the way is a remark
  const refusals = remarks.filter(({ severity }) => severity === 'error')
  for (const remark of remarks) {
    if (remark.severity !== 'error') io.writeError(problemText(remark))
  }
  const problems: readonly Problem[] = [...refusals, ...lint(design), ...templateProblems(design)]
  for (const problem of problems) {
    io.write(switches.has('json') ? JSON.stringify(problem) : problemText(problem))
  }
  return Promise.resolve(problems.some(({ severity }) => severity === 'error') ? 1 : 0)
}

function templateProblems(design: Design): Problem[] {
  return templatesOf(design).flatMap(({ at, text }) =>
    checkTemplate(text, templateFacts(design, at)).map((finding) => templateProblemAt(finding, at)),
  )
}
