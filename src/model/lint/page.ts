import type { Severity } from '../result.ts'
import type { Example, Rule } from './rule.ts'
import { rules } from './rules/index.ts'

/** What the page of a rule says. */
export interface RulePage {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly advice: string
  readonly severity: Severity
  readonly hasFix: boolean
  /** JSON texts of a part of a design. */
  readonly bad: string
  readonly good: string
}

/** The page of a rule; `undefined` where there is no such rule. */
export function rulePageOf(id: string): RulePage | undefined {
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined
  if (!rule) return undefined
  const { title, why, advice, severity } = rule
  return {
    id,
    title,
    why,
    advice,
    severity,
    hasFix: rule.fix !== undefined,
    bad: exampleText(rule.bad),
    good: exampleText(rule.good),
  }
}

/** An example as JSON: methods by their names, then members of the API and of `access`. */
export function exampleText({ methods, api, access }: Example): string {
  return JSON.stringify({ ...methods, ...api, ...(access && { access }) }, null, 2)
}

/** The page of a rule in docs/rules, as Markdown. */
export function rulePage(id: string, rule: Rule): string {
  const { title, why, advice, severity, fix, bad, good } = rule
  return `# ${title}

${why}

${advice}

|          |                                                                      |
| -------- | -------------------------------------------------------------------- |
| Code     | \`lint/${id}\` |
| Severity | ${severity} |
| Fix      | ${fix ? 'offered beside the problem, one undo step' : 'none that is safe: the design says what is meant'} |

## Found

\`\`\`json
${exampleText(bad)}
\`\`\`

## As it should be

\`\`\`json
${exampleText(good)}
\`\`\`

Members that are not shown are as in a sound design.
`
}

/** The list of all pages. */
export function rulesPage(all: Readonly<Record<string, Rule>>): string {
  const headings: readonly (readonly [Severity, string])[] = [
    ['error', 'Errors'],
    ['warning', 'Warnings'],
    ['info', 'Notes'],
  ]
  const parts = headings.map(([severity, heading]) => {
    const lines = Object.entries(all)
      .filter(([, rule]) => rule.severity === severity)
      .map(([id, { title }]) => `- [${title}](${id}.md)`)
    return `## ${heading}\n\n${lines.join('\n')}\n`
  })
  return `# Lint rules\n\n${parts.join('\n')}`
}
