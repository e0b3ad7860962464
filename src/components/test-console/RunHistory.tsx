import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Button from '@cloudscape-design/components/button'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { Run } from '../store/viewStore.ts'
import { durationText, statusKind, statusLine } from '../shared/answer.ts'
import { keepDraft } from './drafts.ts'
import { draftOfRequest } from './requestDraft.ts'
import { testedEntry } from './testedEntry.ts'
import { sendAgain, showRun } from './runs.ts'

/** What was sent before, newest first: show it, send it again, or put it into the form. */
export function RunHistory({ shownId }: { readonly shownId: number | undefined }) {
  const stores = useStores()
  const runs = useView((view) => view.runs)
  const design = useDesign((present) => present)
  const restore = (run: Run) => {
    const tested = testedEntry(design, run.entryAt)
    if (!tested) return
    const form = run.form ?? draftOfRequest(tested, run.call.request, run.call)
    keepDraft(stores, tested, form)
    showRun(stores, run)
    stores.viewStore.getState().select(run.entryAt)
  }
  return (
    <ol className="gw-history" aria-label="Requests that were sent">
      {runs.map((run) => {
        const line = requestLine(run)
        const isThere = testedEntry(design, run.entryAt) !== undefined
        return (
          <li key={run.id} aria-current={run.id === shownId ? 'true' : undefined}>
            <button type="button" className="gw-history-run" onClick={() => showRun(stores, run)}>
              <RequestLine run={run} />
              <RunOutcome run={run} />
              <SentTime run={run} />
            </button>
            <Button
              variant="icon"
              iconName="refresh"
              ariaLabel={`Re-send ${line}`}
              disabled={!isThere}
              onClick={() => void sendAgain(stores, run)}
            />
            <Button
              variant="icon"
              iconName="edit"
              ariaLabel={`Put ${line} into the form`}
              disabled={!isThere}
              onClick={() => restore(run)}
            />
          </li>
        )
      })}
    </ol>
  )
}

function requestLine({ call: { request } }: Run): string {
  return `${request.method} ${request.path}${request.query ? `?${request.query}` : ''}`
}

function RequestLine({ run }: { readonly run: Run }) {
  const { method } = run.call.request
  return (
    <span className="gw-history-line">
      <b style={{ color: `var(--gw-verb-${method})` }}>{method}</b>
      {requestLine(run).slice(method.length)}
    </span>
  )
}

/** Which request a trace or a log tells of. */
export function RunHeading({ run }: { readonly run: Run }) {
  return (
    <p className="gw-run-heading">
      <RequestLine run={run} />
      <RunOutcome run={run} />
      <SentTime run={run} />
    </p>
  )
}

function SentTime({ run }: { readonly run: Run }) {
  return (
    <time dateTime={new Date(run.sentAt).toISOString()}>
      {new Intl.DateTimeFormat(undefined, {
        // on another clock it may be another day
        ...(run.call.at !== undefined && { dateStyle: 'short' }),
        timeStyle: 'medium',
      }).format(run.sentAt)}
    </time>
  )
}

/** The status of a run with its time, or what became of it. */
function RunOutcome({ run: { outcome } }: { readonly run: Run }) {
  switch (outcome.state) {
    case 'answered':
      return (
        <StatusIndicator type={statusKind(outcome.simulation.status)}>
          {statusLine(outcome.simulation.status)} · {durationText(outcome.simulation.trace.tookMs)}
        </StatusIndicator>
      )
    case 'failed':
      return <StatusIndicator type="error">Not simulated</StatusIndicator>
    case 'cancelled':
      return <StatusIndicator type="stopped">Cancelled</StatusIndicator>
    case 'running':
      return <StatusIndicator type="loading">Under way</StatusIndicator>
  }
}
