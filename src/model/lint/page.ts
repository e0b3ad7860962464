import type { Rule } from './rule.ts'

/** `methodWithoutIntegration` in words: `Method without integration`. */
export function ruleTitle(id: string): string {
  const words = id.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The page of a rule in docs/rules, as Markdown. */
export function rulePage(id: string, { why, severity, fix }: Rule): string {
  return `# ${ruleTitle(id)}

${why}

|          |                                                                      |
| -------- | -------------------------------------------------------------------- |
| Code     | \`lint/${id}\` |
| Severity | ${severity} |
| Fix      | ${fix ? 'offered beside the problem, one undo step' : 'none that is safe: the design says what is meant'} |
`
}

/** The list of all pages. */
export function rulesPage(ids: readonly string[]): string {
  const lines = ids.map((id) => `- [${ruleTitle(id)}](${id}.md)`)
  return `# Lint rules\n\n${lines.join('\n')}\n`
}
