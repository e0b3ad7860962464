// The face of lint. It stands beside the model's own, so that a page can load the rules when it is idle.
export type { LintedDesign } from './facts.ts'
export type { Finding, Rule } from './rule.ts'
export type { LintProblem } from './lint.ts'
export { fixAll, fixOf, isMutedBy, lint, lintAll, ruleIdOf } from './lint.ts'
export type { NotSimulated } from './notSimulated.ts'
export { notSimulated } from './notSimulated.ts'
export type { RulePage } from './page.ts'
export { rulePageOf } from './page.ts'
