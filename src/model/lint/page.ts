import type { Severity } from '../result.ts'
import type { Example, Rule, SubjectName } from './rule.ts'
import { rules } from './rules/index.ts'

/** What the page of a rule says. */
export interface RulePage {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly advice: string
  /** The page of AWS's documentation that states the fact. */
  readonly source?: string
  /** `HTTP APIs`, `methods of REST APIs`. */
  readonly appliesTo: string
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
  const { title, why, advice, source, severity } = rule
  return {
    id,
    title,
    why,
    advice,
    ...(source !== undefined && { source }),
    appliesTo: subjectTitles[rule.appliesTo],
    severity,
    hasFix: rule.fix !== undefined,
    bad: exampleText(rule.bad),
    good: exampleText(rule.good),
  }
}

/** An example as JSON: methods or routes by their names, then properties of the API and of the design. */
export function exampleText(example: Example): string {
  const { methods, api, routes, httpApi, access, identities, backends } = example
  return JSON.stringify(
    {
      ...methods,
      ...api,
      ...routes,
      ...httpApi,
      ...(access && { access }),
      ...(identities && { identities }),
      ...(backends && { backends }),
    },
    null,
    2,
  )
}

const subjectTitles = {
  api: 'APIs of every protocol',
  restApi: 'REST APIs',
  method: 'methods of REST APIs',
  httpApi: 'HTTP APIs',
  design: 'the whole design',
} satisfies { readonly [S in SubjectName]: string }

/** The page of a rule in docs/rules, as Markdown. */
export function rulePage(id: string, rule: Rule): string {
  const { title, why, advice, source, appliesTo, severity, fix, bad, good } = rule
  return `# ${title}

${why}

${advice}
${source === undefined ? '' : `\nSource: ${source}.\n`}
|            |                                                                      |
| ---------- | -------------------------------------------------------------------- |
| Code       | \`lint/${id}\` |
| Applies to | ${subjectTitles[appliesTo]} |
| Severity   | ${severity} |
| Fix        | ${fix ? 'offered next to the problem, as one undo step' : 'none that is safe'} |

## Found

\`\`\`json
${exampleText(bad)}
\`\`\`

## As it should be

\`\`\`json
${exampleText(good)}
\`\`\`

Properties that are not shown are as in a sound design.
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
      .sort()
    return `## ${heading}\n\n${lines.join('\n')}\n`
  })
  return `# Lint rules\n\n${parts.join('\n')}`
}
