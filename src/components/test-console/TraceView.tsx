import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useEffect, useId, useMemo, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { Simulation, Step, TransformedTemplate } from '../../simulator/index.ts'
import { RuleLink } from '../service-rules/RuleLink.tsx'
import { LongText } from '../ui/LongText.tsx'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { Run } from '../store/viewStore.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { durationText } from '../shared/answer.ts'
import { markChanges } from '../ui/lineDiff.ts'
import { outlineOf } from './outline.ts'
import { PlaceLink } from '../shared/PlaceLink.tsx'
import { RunHeading } from './RunHistory.tsx'
import { sendRequest, useShownRun } from './runs.ts'
import { Sides } from './Sides.tsx'
import './console.css'
import './trace.css'

/** What every stage of the shown run did: its steps on the left, the chosen one on the right. */
export function TraceView() {
  const stores = useStores()
  const run = useShownRun()
  if (run?.outcome.state === 'answered') {
    return <AnsweredTrace key={run.id} run={run} simulation={run.outcome.simulation} />
  }
  return (
    <EmptyState
      title={run?.outcome.state === 'running' ? 'The request is under way' : 'No trace yet'}
      text="Every stage that a request passes will be here, with what went in, what came out, and what decided it."
      {...(!run && {
        action: 'Send the request',
        onAction: () => void sendRequest(stores),
      })}
    />
  )
}

function AnsweredTrace({
  run,
  simulation,
}: {
  readonly run: Run
  readonly simulation: Simulation
}) {
  const { viewStore } = useStores()
  const wanted = useView((view) => view.shownStep)
  const { steps, tookMs } = simulation.trace
  const failed = steps.findIndex(({ outcome }) => outcome === 'failed')
  const shown = Math.min(wanted ?? Math.max(0, failed), steps.length - 1)
  const step = steps[shown]
  const show = (next: number) => {
    const { canvas, change } = viewStore.getState()
    const station = steps[next]?.station
    change({ shownStep: next, ...(station && { canvas: { ...canvas, station } }) })
  }
  return (
    <div className="gw-trace">
      <div className="gw-trace-steps">
        <RunHeading run={run} />
        <StepList steps={steps} tookMs={tookMs} shown={shown} onShow={show} />
      </div>
      {step && <StepDetail key={shown} step={step} template={templateOf(simulation, step)} />}
    </div>
  )
}

/** The template that a step ran. */
function templateOf(simulation: Simulation, step: Step): TransformedTemplate | undefined {
  const where = step.rendersTemplate
  return where && simulation.templates?.find(({ call }) => call.where === where)
}

function StepList({
  steps,
  tookMs,
  shown,
  onShow,
}: {
  readonly steps: readonly Step[]
  readonly tookMs: number
  readonly shown: number
  readonly onShow: (index: number) => void
}) {
  const prefix = useId()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[shown]?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  const walk = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: shown + 1,
      ArrowUp: shown - 1,
      Home: 0,
      End: steps.length - 1,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    if (target >= 0 && target < steps.length) onShow(target)
  }
  return (
    <ul
      ref={list}
      role="listbox"
      aria-label="Steps"
      aria-activedescendant={prefix + shown}
      tabIndex={0}
      className="gw-step-list"
      onKeyDown={walk}
    >
      {steps.map((step, i) => (
        <li
          key={i}
          id={prefix + i}
          role="option"
          aria-selected={i === shown}
          className="gw-step"
          data-outcome={step.outcome}
          onClick={() => onShow(i)}
        >
          <StatusIndicator type={outcomes[step.outcome].type}>
            <span className="gw-step-title">{step.title}</span>
            <span className="gw-visually-hidden">, {outcomes[step.outcome].text}</span>
          </StatusIndicator>
          <span className="gw-step-time">
            {step.outcome === 'skipped' ? 'skipped' : durationText(step.tookMs)}
          </span>
          <span className="gw-step-bar" aria-hidden>
            <i style={barStyle(step, tookMs)} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const outcomes = {
  passed: { type: 'success', text: 'passed' },
  failed: { type: 'error', text: 'failed' },
  skipped: { type: 'stopped', text: 'skipped' },
} as const satisfies Record<Step['outcome'], { type: string; text: string }>

/** The step's share of the run, where it lies in it. */
function barStyle(step: Step, tookMs: number) {
  if (tookMs <= 0) return { insetInlineStart: '0', inlineSize: '0' }
  const start = Math.min(100, (step.startedMs / tookMs) * 100)
  return {
    insetInlineStart: `${start}%`,
    inlineSize: `max(2px, ${Math.min(100 - start, (step.tookMs / tookMs) * 100)}%)`,
  }
}

/** One step: its problems and decisions, and what went in beside what came out. */
function StepDetail({
  step,
  template,
}: {
  readonly step: Step
  readonly template: TransformedTemplate | undefined
}) {
  const { viewStore } = useStores()
  const sides = useMemo(
    () => markChanges(outlineOf(step.input), outlineOf(step.output)),
    [step.input, step.output],
  )
  return (
    <div className="gw-step-detail" role="region" aria-label={step.title} tabIndex={0}>
      <h2 className="gw-step-heading">
        {step.title} <PlaceLink at={step.at} about={step.title} />
        {template && (
          <button
            type="button"
            className="gw-quiet-button"
            onClick={() => {
              viewStore.getState().goTo(template.at)
              viewStore.getState().change({ isStepping: true })
            }}
          >
            Step through the template
          </button>
        )}
      </h2>
      {step.problems.length > 0 && (
        <ul className="gw-explanation gw-plain-list">
          {step.problems.map(({ message, at, position }, i) => (
            <li key={i}>
              <LongText text={message} />
              {position && ` (line ${position.line}, column ${position.column})`}{' '}
              <PlaceLink at={at} position={position} />
            </li>
          ))}
        </ul>
      )}
      {step.decisions.length > 0 && (
        <ul className="gw-plain-list gw-decisions" aria-label="Decisions">
          {step.decisions.map(({ text, at, rule, position }, i) => (
            <li key={i}>
              {text}
              {rule !== undefined && (
                <>
                  {' '}
                  <span className="gw-decision-rule">
                    Rule: <RuleLink rule={rule} />
                  </span>
                </>
              )}{' '}
              {at && (
                <PlaceLink at={at} position={position} about={text}>
                  Show
                </PlaceLink>
              )}
            </li>
          ))}
        </ul>
      )}
      {step.input === null && step.output === null ? (
        <p className="gw-quiet">This stage looks, and hands on what it was given.</p>
      ) : (
        <Sides titles={['Input', 'Output']} sides={sides} />
      )}
    </div>
  )
}
