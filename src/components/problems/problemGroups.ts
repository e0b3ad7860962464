import { fixOf, rulePageOf, ruleIdOf } from '../../model/lint/index.ts'
import type { Design, Problem, Severity } from '../../model/index.ts'
import { problemPlace } from '../shared/problemPlace.ts'

export type Grouping = 'severity' | 'rule' | 'place'

/** A problem as the list shows it. */
export interface ProblemRow {
  readonly problem: Problem
  readonly place: string
  /** The rule whose page explains it. */
  readonly ruleId: string | undefined
  readonly isFixable: boolean
}

export interface ProblemGroup {
  readonly key: string
  readonly label: string
  /** Set where the group is all that one rule found. */
  readonly ruleId?: string
  readonly rows: readonly ProblemRow[]
}

export const severities: readonly Severity[] = ['error', 'warning', 'info']
export const severityWords = {
  error: { one: 'Error', many: 'Errors' },
  warning: { one: 'Warning', many: 'Warnings' },
  info: { one: 'Note', many: 'Notes' },
} satisfies { [S in Severity]: { one: string; many: string } }

/** The problems as rows, with the names of their places looked up. */
export function problemRows(design: Design, problems: readonly Problem[]): ProblemRow[] {
  return problems.map((problem) => ({
    problem,
    place: problemPlace(design, problem.at).label,
    ruleId: ruleIdOf(problem),
    isFixable: fixOf(problem) !== undefined,
  }))
}

/** The rows of the wanted severities whose message, place or code has every word of the text. */
export function filteredRows(
  rows: readonly ProblemRow[],
  text: string,
  wanted: ReadonlySet<Severity>,
): ProblemRow[] {
  const words = text.toLowerCase().split(/\s+/)
  return rows.filter(({ problem, place }) => {
    if (!wanted.has(problem.severity)) return false
    const told = `${problem.message} ${place} ${problem.code}`.toLowerCase()
    return words.every((word) => told.includes(word))
  })
}

/** The rows in groups: severities worst first, rules and places in the order in which they come. */
export function groupedRows(rows: readonly ProblemRow[], grouping: Grouping): ProblemGroup[] {
  const groups = new Map<string, { label: string; ruleId?: string; rows: ProblemRow[] }>()
  if (grouping === 'severity') {
    for (const severity of severities) {
      groups.set(severity, { label: severityWords[severity].many, rows: [] })
    }
  }
  for (const row of rows) {
    const { key, ...head } = headOf(row, grouping)
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { ...head, rows: [row] })
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...group }))
    .filter((group) => group.rows.length > 0)
}

function headOf(
  { problem, place, ruleId }: ProblemRow,
  grouping: Grouping,
): { readonly key: string; readonly label: string; readonly ruleId?: string } {
  if (grouping === 'severity') {
    return { key: problem.severity, label: severityWords[problem.severity].many }
  }
  if (grouping === 'place') return { key: place, label: place }
  if (ruleId === undefined) return { key: problem.code, label: problem.code }
  return { key: problem.code, label: rulePageOf(ruleId)?.title ?? ruleId, ruleId }
}

/** The first rows of the groups, as many as asked for in all, and how many are left over. */
export function firstRows(
  groups: readonly ProblemGroup[],
  most: number,
  folded: ReadonlySet<string>,
): {
  readonly groups: readonly (ProblemGroup & { readonly shown: readonly ProblemRow[] })[]
  readonly left: number
} {
  let budget = most
  let left = 0
  const cut = groups.map((group) => {
    const shown = folded.has(group.key) ? [] : group.rows.slice(0, budget)
    budget -= shown.length
    if (!folded.has(group.key)) left += group.rows.length - shown.length
    return { ...group, shown }
  })
  return { groups: cut.filter(({ key, shown }) => shown.length > 0 || folded.has(key)), left }
}
