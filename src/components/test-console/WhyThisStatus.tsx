import { useMemo } from 'react'
import { why } from '../../simulator/index.ts'
import type { Reason, Simulation } from '../../simulator/index.ts'
import { RuleLink } from '../service-rules/RuleLink.tsx'
import { LongText } from '../ui/LongText.tsx'
import { shortened } from '../ui/shortened.ts'
import { useStores } from '../store/StoreContext.tsx'
import { MendButton } from './MendButton.tsx'
import { PlaceLink } from '../shared/PlaceLink.tsx'

/**
 * Why an answer has its status: the chain of decisions from the answer back to what made it so, each with its place.
 * Of a success the last decision stands in a line, with the others behind it; a failure is told whole.
 */
export function WhyThisStatus({ simulation }: { readonly simulation: Simulation }) {
  const reasons = useMemo(() => why(simulation), [simulation])
  const [answer, ...chain] = reasons
  const isFailure = chain.some(({ role }) => role === 'cause')
  if (!answer) return null
  if (isFailure) {
    return (
      <div className="gw-explanation" role="note" aria-label="Why this status">
        <strong>{answer.text}</strong>
        <Chain reasons={chain} simulation={simulation} />
      </div>
    )
  }
  const last = chain.find(({ role }) => role === 'decision') ?? answer
  return (
    <div className="gw-why-line" role="note" aria-label="Why this status">
      <details>
        <summary>{last.text}</summary>
        <Chain reasons={reasons} simulation={simulation} />
      </details>
    </div>
  )
}

function Chain({
  reasons,
  simulation,
}: {
  readonly reasons: readonly Reason[]
  readonly simulation: Simulation
}) {
  const { viewStore } = useStores()
  return (
    <ol className="gw-reasons">
      {reasons.map((reason, i) => {
        const index = simulation.trace.steps.findIndex(({ name }) => name === reason.step)
        const step = simulation.trace.steps[index]
        return (
          <li key={i} data-role={reason.role}>
            <LongText text={sentence(reason.text)} />
            {reason.position &&
              ` Line ${reason.position.line}, column ${reason.position.column}.`}{' '}
            <span className="gw-reason-ways">
              <PlaceLink at={reason.at} position={reason.position} about={shortened(reason.text)} />
              {step && (
                <button
                  type="button"
                  className="gw-link"
                  aria-label={`Show the step ${step.title} in the trace`}
                  onClick={() =>
                    viewStore.getState().change({ workbenchTab: 'trace', shownStep: index })
                  }
                >
                  Trace
                </button>
              )}
              <span>
                Rule: <RuleLink rule={reason.page} />
              </span>
            </span>
            <MendButton reason={reason} />
          </li>
        )
      })}
    </ol>
  )
}

/** The text with a full stop, if nothing ends it. */
function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`
}
