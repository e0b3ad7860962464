import { useMemo } from 'react'
import { fixAll, fixOf, lint, rulePageOf } from '../../model/lint/index.ts'
import { muteRule, unmuteRule } from '../../model/index.ts'
import type { Design, Problem, Result, RuleAt } from '../../model/index.ts'
import { editAndTell } from '../store/editAndTell.ts'
import { useStores } from '../store/StoreContext.tsx'

/** Ways to mend what lint found, each one undo step that says what it did. */
export interface Mending {
  /** Mend one problem; the row after the one that holds `from` gets the focus. */
  readonly mend: (problem: Problem, from?: HTMLElement) => void
  /** Mend everything that a rule finds and can mend. */
  readonly mendAll: (ruleId: string) => void
  /** Put a rule aside, in the whole design or at a place; the row after the one that holds `from` gets the focus. */
  readonly mute: (rule: RuleAt, from?: HTMLElement) => void
  /** Tell of it again. */
  readonly unmute: (rule: RuleAt) => void
}

export function useMending(): Mending {
  const stores = useStores()
  return useMemo(() => {
    const { designStore } = stores
    const apply = (label: string, operation: (design: Design) => Result<Design>): boolean =>
      editAndTell(stores, label, operation, { text: `${label}.`, offersUndo: true })
    return {
      mend: (problem, from) => {
        const fix = fixOf(problem)
        if (!fix) return
        const next = from && neighbourOf(from)
        if (apply(`Fix: ${titleOf(problem)}`, fix)) next?.focus()
      },
      mendAll: (ruleId) => {
        const found = lint(designStore.getState().history.present)
        const count = found.filter((each) => each.ruleId === ruleId && each.isFixable).length
        apply(`Fix all ${count}: ${rulePageOf(ruleId)?.title ?? ruleId}`, (design) =>
          fixAll(design, ruleId),
        )
      },
      mute: (rule, from) => {
        const next = from && neighbourOf(from)
        const title = rulePageOf(rule.ruleId)?.title ?? rule.ruleId
        const where = rule.at ? ' at one place' : ''
        if (apply(`Mute${where}: ${title}`, (design) => muteRule(design, rule))) next?.focus()
      },
      unmute: (rule) => {
        const title = rulePageOf(rule.ruleId)?.title ?? rule.ruleId
        apply(`Unmute: ${title}`, (design) => unmuteRule(design, rule))
      },
    }
  }, [stores])
}

function titleOf(problem: Problem): string {
  const id = problem.code.replace(/^lint\//, '')
  return rulePageOf(id)?.title ?? problem.message
}

/** The row that takes the focus when the one that holds an element goes away. */
function neighbourOf(element: HTMLElement): HTMLElement | undefined {
  const list = element.closest('.gw-problems')
  const row = element.closest('[data-row]')
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const index = rows.findIndex((each) => each === row)
  const next = rows[index + 1] ?? rows[index - 1]
  return next?.querySelector<HTMLElement>('[data-row-stop]') ?? undefined
}
