import Button from '@cloudscape-design/components/button'
import type { KeyboardEvent } from 'react'
import { useStores, useView } from '../store/StoreContext.tsx'

const marks = { passed: '✓', failed: '✕', skipped: '–' } as const

/** What every stage of the shown run did: what went in, what came out, what decided it. */
export function TraceView() {
  const { viewStore } = useStores()
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  const wanted = useView((state) => state.shownStep)
  if (run?.outcome.state !== 'answered') {
    return (
      <p className="gw-panel-empty">
        Send a request: every step of the pipeline is listed here with its input, output and
        decisions.
      </p>
    )
  }
  const { steps, tookMs } = run.outcome.simulation.trace
  const failed = steps.findIndex(({ outcome }) => outcome === 'failed')
  const shown = Math.min(wanted ?? (failed >= 0 ? failed : 0), steps.length - 1)
  const step = steps[shown]
  const walk = (event: KeyboardEvent) => {
    const next =
      event.key === 'ArrowDown'
        ? shown + 1
        : event.key === 'ArrowUp'
          ? shown - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? steps.length - 1
              : undefined
    if (next === undefined) return
    event.preventDefault()
    viewStore.getState().change({ shownStep: Math.max(0, Math.min(steps.length - 1, next)) })
  }
  return (
    <div className="gw-trace">
      <ol
        role="listbox"
        aria-label="Steps"
        tabIndex={0}
        aria-activedescendant={`step-${shown}`}
        onKeyDown={walk}
      >
        {steps.map((each, i) => (
          <li
            key={i}
            id={`step-${i}`}
            role="option"
            aria-selected={i === shown}
            className={`gw-step-${each.outcome}`}
            onClick={() => viewStore.getState().change({ shownStep: i })}
          >
            <span aria-hidden="true">{marks[each.outcome]}</span>
            <span>{each.title}</span>
            <span className="gw-step-time">
              {each.outcome === 'skipped'
                ? 'skipped'
                : `${each.tookMs < 1 ? '<1' : Math.round(each.tookMs)} ms`}
            </span>
            <span
              className="gw-step-bar"
              style={{
                inlineSize: `${tookMs > 0 ? Math.max(2, (each.tookMs / tookMs) * 100) : 2}%`,
              }}
            />
          </li>
        ))}
      </ol>
      {step && (
        <div className="gw-step-detail" aria-label={step.title} role="region" tabIndex={0}>
          {step.problems.map((problem, i) => (
            <p key={i} className="gw-step-problem">
              {problem.message}{' '}
              {problem.at.length > 0 && (
                <Button variant="inline-link" onClick={() => viewStore.getState().goTo(problem.at)}>
                  Show in the design
                </Button>
              )}
            </p>
          ))}
          <ul className="gw-list">
            {step.decisions.map(({ text, at, rule }, i) => (
              <li key={i}>
                {text}
                {rule !== undefined && <small> — {rule}</small>}{' '}
                {at && (
                  <Button
                    variant="inline-link"
                    ariaLabel={`Show: ${text}`}
                    onClick={() => viewStore.getState().goTo(at)}
                  >
                    Show
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <div className="gw-step-io">
            <section aria-label="Input">
              <h2>Input</h2>
              <pre>{shownJson(step.input)}</pre>
            </section>
            <section aria-label="Output">
              <h2>Output</h2>
              <pre>{shownJson(step.output)}</pre>
            </section>
          </div>
        </div>
      )}
    </div>
  )
}

/** JSON with its texts readable: bodies keep their line breaks. */
function shownJson(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(
      ([name, member]) =>
        `${name}: ${typeof member === 'string' ? member : Array.isArray(member) ? `\n  ${member.map(String).join('\n  ')}` : JSON.stringify(member, null, 2)}`,
    )
    .join('\n')
}
