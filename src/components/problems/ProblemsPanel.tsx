import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { MutedRule, Severity } from '../../model/index.ts'
import { notSimulated } from '../../model/lint/index.ts'
import { useDesign, useView } from '../store/StoreContext.tsx'
import { actsOnce } from '../ui/actsOnce.ts'
import { filteredRows, firstRows, groupedRows, problemRows, severities } from './problemGroups.ts'
import type { Grouping } from './problemGroups.ts'
import { MutedList } from './MutedList.tsx'
import { NotSimulatedList } from './NotSimulatedList.tsx'
import { ProblemsBar } from './ProblemsBar.tsx'
import { ProblemGroupList } from './ProblemGroupList.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { useProblems } from '../shared/useProblems.tsx'
import './problems.css'

/** Rows that are drawn before more are asked for. */
const rowsAtOnce = 200

const noMutings: readonly MutedRule[] = []

/** One list of everything to look at: filtered, grouped, explained, mended; each entry leads to its place. */
export function ProblemsPanel() {
  const { problems } = useProblems()
  const design = useDeferredValue(useDesign((present) => present))
  const reveal = useView((state) => state.reveal)
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState<ReadonlySet<Severity>>(new Set(severities))
  const [grouping, setGrouping] = useState<Grouping>('severity')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [most, setMost] = useState(rowsAtOnce)
  const [ruleId, setRuleId] = useState<string>()
  const [isListingMuted, setListingMuted] = useState(false)
  const [isListingNotSimulated, setListingNotSimulated] = useState(false)
  const unsimulated = useMemo(() => notSimulated(design), [design])
  const mutings = design.mutedRules ?? noMutings
  const rows = useMemo(() => problemRows(design, problems), [design, problems])
  const matching = useMemo(() => filteredRows(rows, text, wanted), [rows, text, wanted])
  const { groups, left } = useMemo(
    () => firstRows(groupedRows(matching, grouping), most, folded),
    [matching, grouping, most, folded],
  )
  const list = useRef<HTMLUListElement>(null)
  useOneStop(list)
  if (problems.length === 0 && mutings.length === 0 && unsimulated.length === 0) {
    return (
      <p className="gw-panel-empty">
        No problems. What lint, imports, templates and runs find is listed here.
      </p>
    )
  }
  const toggle = (key: string) => {
    const next = new Set(folded)
    if (!next.delete(key)) next.add(key)
    setFolded(next)
  }
  return (
    <div className="gw-problems-panel">
      <ProblemsBar
        problems={problems}
        matching={matching.length}
        text={text}
        wanted={wanted}
        grouping={grouping}
        onText={setText}
        onWanted={setWanted}
        onGrouping={setGrouping}
        mutings={mutings.length}
        isListingMuted={isListingMuted}
        onListMuted={setListingMuted}
        notSimulated={unsimulated.length}
        isListingNotSimulated={isListingNotSimulated}
        onListNotSimulated={setListingNotSimulated}
      />
      {isListingMuted && mutings.length > 0 && <MutedList mutings={mutings} />}
      {isListingNotSimulated && unsimulated.length > 0 && <NotSimulatedList items={unsimulated} />}
      <ul ref={list} className="gw-problems" aria-label="Problems" onKeyDown={walk} {...actsOnce}>
        {groups.map((group) => (
          <ProblemGroupList
            key={group.key}
            group={group}
            grouping={grouping}
            isFolded={folded.has(group.key)}
            revealed={reveal}
            onToggle={() => toggle(group.key)}
            onExplain={setRuleId}
          />
        ))}
      </ul>
      {matching.length === 0 && (
        <p className="gw-panel-empty">
          {problems.length === 0
            ? mutings.length > 0
              ? 'No problems but those of muted rules.'
              : 'No problems.'
            : 'Nothing fits the filter.'}
        </p>
      )}
      {left > 0 && (
        <button
          type="button"
          className="gw-problems-more"
          onClick={() => setMost(most + rowsAtOnce)}
        >
          Show {Math.min(left, rowsAtOnce)} more of {left}
        </button>
      )}
      {ruleId !== undefined && (
        <RuleDialog ruleId={ruleId} problems={problems} onClose={() => setRuleId(undefined)} />
      )}
    </div>
  )
}

const stops = '[data-row-stop]'

/** The list is one tab stop and what stands in the row that has it: others are reached by arrows. */
function useOneStop(list: { readonly current: HTMLUListElement | null }): void {
  // after each drawing, because rows come and go
  useEffect(() => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>(stops) ?? [])]
    const kept = all.find((stop) => stop.tabIndex === 0) ?? all[0]
    for (const stop of all) setRowStop(stop, stop === kept)
  })
}

/** Let Tab stop at a row and at the buttons in it, or at none of them. */
function setRowStop(stop: HTMLElement, isStop: boolean): void {
  const row = stop.closest('[data-row]') ?? stop
  for (const button of row.querySelectorAll<HTMLElement>('button')) {
    button.tabIndex = isStop ? 0 : -1
  }
  stop.tabIndex = isStop ? 0 : -1
}

/** Up and Down walk the rows, Left and Right the buttons of one, Home and End go to the first and the last row. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)]
  const row = (event.target as Element).closest('[data-row]') // events come from elements
  const here = all.findIndex((stop) => stop.closest('[data-row]') === row)
  if (event.defaultPrevented || (event.target as Element).closest('[role=menu]')) return
  if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const buttons = [...(row?.querySelectorAll<HTMLElement>('button') ?? [])]
    const index = buttons.findIndex((button) => button === document.activeElement)
    const next = buttons[index + (event.key === 'ArrowRight' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
    return
  }
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    Home: 0,
    End: all.length - 1,
  }
  const target = targets[event.key]
  const next = target === undefined ? undefined : all[target]
  if (!next) return
  event.preventDefault()
  for (const stop of all) if (stop.tabIndex === 0) setRowStop(stop, false)
  setRowStop(next, true)
  next.focus()
}
