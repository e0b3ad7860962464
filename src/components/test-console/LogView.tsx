import { useState } from 'react'
import type { ReactNode } from 'react'
import { useStores } from '../store/StoreContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { RunHeading } from './RunHistory.tsx'
import { sendRequest, useShownRun } from './runs.ts'
import './console.css'
import './trace.css'

/** The execution log of the shown run, as the service writes it. */
export function LogView() {
  const stores = useStores()
  const run = useShownRun()
  const [search, setSearch] = useState('')
  const [isWrapped, setWrapped] = useState(true)
  if (run?.outcome.state !== 'answered') {
    return (
      <EmptyState
        title={run?.outcome.state === 'running' ? 'The request is under way' : 'No log yet'}
        text="The execution log of a request will be here, line for line as the service writes it."
        {...(!run && {
          action: 'Send the request',
          onAction: () => void sendRequest(stores),
        })}
      />
    )
  }
  const { log, accessLog } = run.outcome.simulation
  const wanted = search.trim().toLowerCase()
  const lines = wanted === '' ? log : log.filter((line) => line.toLowerCase().includes(wanted))
  return (
    <div className="gw-log">
      <div className="gw-log-tools">
        <RunHeading run={run} />
        <input
          type="search"
          className="gw-field"
          aria-label="Search the log"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span role="status" className="gw-quiet">
          {wanted !== '' && `${lines.length} of ${log.length} lines`}
        </span>
        <label className="gw-inline">
          <input
            type="checkbox"
            checked={isWrapped}
            onChange={(event) => setWrapped(event.target.checked)}
          />
          Wrap lines
        </label>
        <CopyButton label="Copy the log" text={() => log.join('\n') + '\n'}>
          Copy
        </CopyButton>
      </div>
      {accessLog !== undefined && (
        <div className="gw-access-log">
          <strong>Access log</strong>
          <pre className="gw-code" tabIndex={0} role="region" aria-label="Access log">
            {accessLog}
          </pre>
        </div>
      )}
      {log.length === 0 && (
        <p className="gw-quiet">
          HTTP APIs write no execution log.
          {accessLog === undefined &&
            ' The access log is off: a stage writes one when it has a destination and a format.'}
        </p>
      )}
      {log.length > 0 && (
        <pre
          className={isWrapped ? 'gw-code gw-log-text' : 'gw-code gw-log-text gw-unwrapped'}
          tabIndex={0}
          role="region"
          aria-label="Execution log"
        >
          {lines.map((line, i) => (
            <span key={i} className={/Execution failed/.test(line) ? 'gw-log-failure' : undefined}>
              {marked(line, wanted)}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
    </div>
  )
}

/** A line with what is searched marked. */
function marked(line: string, wanted: string): ReactNode {
  if (wanted === '') return line
  const parts: ReactNode[] = []
  const lower = line.toLowerCase()
  let from = 0
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(line.slice(from, at), <mark key={at}>{line.slice(at, at + wanted.length)}</mark>)
    from = at + wanted.length
  }
  return [...parts, line.slice(from)]
}
