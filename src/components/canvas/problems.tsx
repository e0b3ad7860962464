import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import { formatAddress } from '../../model/index.ts'
import type { Address, Problem } from '../../model/index.ts'
import { useProblems } from '../problems/useProblems.ts'
import { Icon } from './icons.tsx'

type ProblemsByAddress = ReadonlyMap<string, readonly Problem[]>

const nothing: readonly Problem[] = []
const ProblemsContext = createContext<ProblemsByAddress>(new Map())

/** Sorts the problems by place once, for all that is drawn below. */
export function CanvasProblems({ children }: { readonly children: ReactNode }) {
  const problems = useProblems()
  const byAddress = useMemo(() => problemsByAddress(problems), [problems])
  return <ProblemsContext value={byAddress}>{children}</ProblemsContext>
}

/** The problems at an address and below it. */
export function useCanvasProblems(at: Address): readonly Problem[] {
  return useContext(ProblemsContext).get(formatAddress(at)) ?? nothing
}

/** Each problem under its own address and every one above it. */
export function problemsByAddress(problems: readonly Problem[]): ProblemsByAddress {
  const found = new Map<string, Problem[]>()
  for (const problem of problems) {
    for (let length = 1; length <= problem.at.length; length++) {
      const key = formatAddress(problem.at.slice(0, length))
      const known = found.get(key)
      if (known) known.push(problem)
      else found.set(key, [problem])
    }
  }
  return found
}

/** How many errors and warnings there are at a place; nothing where there are none. */
export function ProblemMark({ problems }: { readonly problems: readonly Problem[] }) {
  const told = problems.filter(({ severity }) => severity !== 'info')
  if (told.length === 0) return null
  const isError = told.some(({ severity }) => severity === 'error')
  return (
    <span
      className={`canvas-problems ${isError ? 'is-error' : 'is-warning'}`}
      title={told.map(({ message }) => message).join('\n')}
    >
      <Icon name={isError ? 'error' : 'warning'} />
      {told.length}
    </span>
  )
}

/** The same in words, for the name of the place: `, 2 problems`. */
export function problemWords(problems: readonly Problem[]): string {
  const count = problems.filter(({ severity }) => severity !== 'info').length
  if (count === 0) return ''
  return count === 1 ? ', 1 problem' : `, ${count} problems`
}
