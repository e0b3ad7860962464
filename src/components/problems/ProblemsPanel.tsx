import Button from '@cloudscape-design/components/button'
import { fixOf } from '../../model/index.ts'
import type { Problem } from '../../model/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { useProblems } from './useProblems.ts'

const marks = { error: '✕ Error', warning: '! Warning', info: 'i Note' } as const

/** One list of everything to look at; each entry leads to its place. */
export function ProblemsPanel() {
  const { designStore, viewStore } = useStores()
  const problems = useProblems()
  if (problems.length === 0) {
    return (
      <p className="gw-panel-empty">
        No problems. What lint, imports, templates and runs find is listed here.
      </p>
    )
  }
  const mend = (problem: Problem) => {
    const fix = fixOf(problem)
    if (fix) designStore.getState().edit('Mend a problem', fix)
  }
  return (
    <ul className="gw-problems" aria-label="Problems">
      {problems.slice(0, 500).map((problem, i) => (
        <li key={i} className={`gw-problem-${problem.severity}`}>
          <span className="gw-problem-mark">{marks[problem.severity]}</span>
          <button type="button" onClick={() => viewStore.getState().goTo(problem.at, problem.position)}>
            {problem.message}
            {problem.position && (
              <small>
                {' '}
                line {problem.position.line}, column {problem.position.column}
              </small>
            )}
          </button>
          {fixOf(problem) && <Button onClick={() => mend(problem)}>Fix</Button>}
        </li>
      ))}
    </ul>
  )
}
