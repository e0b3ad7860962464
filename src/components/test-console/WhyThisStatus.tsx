import Link from '@cloudscape-design/components/link'
import type { Simulation } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { explain } from './explain.ts'
import { PlaceLink } from './PlaceLink.tsx'

/** Why an answer has its status, in a line; where the gateway answered itself, with the places to mend. */
export function WhyThisStatus({ simulation }: { readonly simulation: Simulation }) {
  const { viewStore } = useStores()
  const { headline, failed, problems, reasons } = explain(simulation)
  if (failed) {
    return (
      <div className="gw-explanation" role="note" aria-label="Why this status">
        <strong>{headline}</strong>{' '}
        <Link
          variant="secondary"
          fontSize="inherit"
          onFollow={() =>
            viewStore.getState().change({ workbenchTab: 'trace', shownStep: failed.index })
          }
        >
          Show in the trace
        </Link>
        <ul className="gw-list">
          {problems.map(({ message, at, position }, i) => (
            <li key={i}>
              {message}
              {position && ` (line ${position.line}, column ${position.column})`}{' '}
              <PlaceLink at={at} />
            </li>
          ))}
        </ul>
      </div>
    )
  }
  const selecting = simulation.trace.steps.find(({ name }) => name === 'selectResponse')
  const reason = [...reasons, ...(selecting?.decisions ?? [])].findLast(
    ({ at }) => at !== undefined,
  )
  return (
    <p className="gw-why-line" role="note" aria-label="Why this status">
      {reason ? `${reason.text}. ` : `${headline} `}
      {reason?.at && <PlaceLink at={reason.at} />}
    </p>
  )
}
