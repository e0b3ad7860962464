import type { Address, Problem } from '../../model/index.ts'
import { useProblems } from '../shared/useProblems.tsx'
import { Icon } from './icons.tsx'

/** The problems at an address and below it. */
export function useCanvasProblems(at: Address): readonly Problem[] {
  return useProblems().index.at(at)
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
