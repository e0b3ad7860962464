import { memo, useId, useRef } from 'react'
import { sameAddress } from '../../model/index.ts'
import type { Problem } from '../../model/index.ts'
import { rulePageOf } from '../../model/lint/index.ts'
import { MoreIcon } from '../ui/icons.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import { useStores } from '../store/StoreContext.tsx'
import type { ViewState } from '../store/viewStore.ts'
import { severityWords } from './problemGroups.ts'
import type { Grouping, ProblemGroup, ProblemRow } from './problemGroups.ts'
import { isSameProblem } from '../store/sameProblem.ts'
import { SeverityMark } from './SeverityMark.tsx'
import { useMending } from './useMending.ts'
import { shortened } from '../ui/shortened.ts'

/** A group of the list with its rows. */
export function ProblemGroupList({
  group,
  grouping,
  isFolded,
  revealed,
  onToggle,
  onExplain,
}: {
  readonly group: ProblemGroup & { readonly shown: readonly ProblemRow[] }
  readonly grouping: Grouping
  readonly isFolded: boolean
  /** What was gone to last. */
  readonly revealed: ViewState['reveal']
  readonly onToggle: () => void
  readonly onExplain: (ruleId: string) => void
}) {
  const rowsId = useId()
  const { mendAll } = useMending()
  const { ruleId } = group
  const fixable = group.rows.filter(({ isFixable }) => isFixable).length
  return (
    <li className="gw-problem-group">
      <div className="gw-problem-heading" data-row="">
        <button
          type="button"
          data-row-stop=""
          className="gw-problem-fold"
          aria-expanded={!isFolded}
          aria-controls={rowsId}
          onClick={onToggle}
        >
          {group.label} <span className="gw-tab-count">{group.rows.length}</span>
        </button>
        {ruleId !== undefined && (
          <button
            type="button"
            className="gw-problem-link"
            aria-label={`Why: ${group.label}`}
            onClick={() => onExplain(ruleId)}
          >
            Why?
          </button>
        )}
        {ruleId !== undefined && fixable > 1 && (
          <button
            type="button"
            className="gw-problem-fix"
            aria-label={`Fix all ${fixable}: ${group.label}`}
            onClick={() => mendAll(ruleId)}
          >
            Fix all {fixable}
          </button>
        )}
      </div>
      <ul id={rowsId} aria-label={group.label} hidden={isFolded}>
        {withKeys(group.shown).map(({ row, key }) => (
          <ProblemLine
            key={key}
            row={row}
            grouping={grouping}
            isRevealed={isRevealed(row.problem, revealed)}
            onExplain={onExplain}
          />
        ))}
      </ul>
    </li>
  )
}

/** By its problem where one led there, else by its address. */
function isRevealed(problem: Problem, revealed: ViewState['reveal']): boolean {
  if (!revealed) return false
  return revealed.problem
    ? isSameProblem(problem, revealed.problem)
    : sameAddress(problem.at, revealed.at)
}

const ProblemLine = memo(function ProblemLine({
  row: { problem, place, ruleId, isFixable },
  grouping,
  isRevealed,
  onExplain,
}: {
  readonly row: ProblemRow
  readonly grouping: Grouping
  readonly isRevealed: boolean
  readonly onExplain: (ruleId: string) => void
}) {
  const { viewStore } = useStores()
  const { mend, mute } = useMending()
  const line = useRef<HTMLLIElement>(null)
  const { severity, message, position } = problem
  const muting = (rule: string) => [
    {
      title: rulePageOf(rule)?.title ?? rule,
      items: [
        {
          id: 'here',
          label: 'Mute it here',
          remark: place,
          run: () => mute({ ruleId: rule, at: problem.at }, line.current ?? undefined),
        },
        {
          id: 'design',
          label: 'Mute it in the whole design',
          run: () => mute({ ruleId: rule }, line.current ?? undefined),
        },
        { id: 'why', label: 'Why it matters', run: () => onExplain(rule) },
      ],
    },
  ]
  return (
    <li
      ref={line}
      className="gw-problem"
      data-row=""
      {...(isRevealed && { 'aria-current': 'location' as const })}
    >
      <span className="gw-problem-mark">
        <SeverityMark severity={severity} />
        {severityWords[severity].one}
      </span>
      <button
        type="button"
        data-row-stop=""
        className="gw-problem-message"
        title={message === shortened(message) ? undefined : message}
        onClick={() => viewStore.getState().goToProblem(problem)}
      >
        {shortened(message)}
        {position && (
          <small>
            {' '}
            line {position.line}, column {position.column}
          </small>
        )}
      </button>
      <span className="gw-problem-about">
        <span className="gw-problem-place">{grouping !== 'place' && place}</span>
        {ruleId === undefined ? (
          <span className="gw-problem-code">{problem.code}</span>
        ) : (
          <button
            type="button"
            className="gw-problem-link"
            aria-label={`Why: ${ruleId}`}
            onClick={() => onExplain(ruleId)}
          >
            {ruleId}
          </button>
        )}
      </span>
      {isFixable && (
        <button
          type="button"
          className="gw-problem-fix"
          aria-label={`Fix: ${shortened(message)}`}
          onClick={(event) => mend(problem, event.currentTarget)}
        >
          Fix
        </button>
      )}
      {ruleId !== undefined && (
        <MenuButton
          className="gw-problem-more"
          name={`More for: ${shortened(message)}`}
          title="Mute this problem"
          groups={() => muting(ruleId)}
        >
          <MoreIcon />
        </MenuButton>
      )}
    </li>
  )
})

/** Rows with keys that stay when rows before them go: the focus may be in one. */
function withKeys(rows: readonly ProblemRow[]) {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const { code, at, message, position } = row.problem
    const name = JSON.stringify([code, at, message, position])
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return { row, key: `${name} ${count}` }
  })
}
