import Button from '@cloudscape-design/components/button'
import { useEffect, useState } from 'react'
import { backendReference, resourcePath } from '../../model/index.ts'
import type { Address, Method, RestApi } from '../../model/index.ts'
import type { Simulation } from '../../simulator/index.ts'
import { chordText } from '../shell/chords.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { Run } from '../store/viewStore.ts'
import { curlOf, firstDraft, methodAtAddress, pathVariables, requestOf } from './requestDraft.ts'
import type { RequestDraft } from './requestDraft.ts'
import { useSimulation } from './useSimulation.ts'
import './console.css'

/** Write a request for the method, send it, read the answer. */
export function TestConsole() {
  const methodAt = useView((state) => state.methodAt)
  const api = useDesign((design) => design.apis[methodAt?.[1] ?? ''])
  const method = methodAt && api?.protocol === 'REST' ? methodAtAddress(api, methodAt) : undefined
  if (!methodAt || api?.protocol !== 'REST' || !method) {
    return (
      <p className="gw-panel-empty">
        Select a method on the canvas or in the navigator: its request is written and sent here.
      </p>
    )
  }
  return <Console key={methodAt.join('/')} api={api} method={method} methodAt={methodAt} />
}

const drafts = new WeakMap<object, Map<string, RequestDraft>>()

function Console({
  api,
  method,
  methodAt,
}: {
  readonly api: RestApi
  readonly method: Method
  readonly methodAt: Address
}) {
  const stores = useStores()
  const kept = drafts.get(stores) ?? new Map<string, RequestDraft>()
  drafts.set(stores, kept)
  const key = methodAt.join('/')
  const [draft, setDraft] = useState(() => kept.get(key) ?? firstDraft(api, methodAt, method))
  const [stageName, setStageName] = useState(Object.keys(api.stages)[0] ?? '')
  const [asTestInvoke, setAsTestInvoke] = useState(false)
  const { send, isRunning, cancel } = useSimulation()
  const path = resourcePath(api, methodAt[3] ?? '')
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  const wished = useView((state) => state.sendRequested)
  const backends = useDesign((design) => design.backends)
  const reference = method.integration && backendReference(method.integration)
  const isLive = reference !== undefined && backends[reference.key]?.mode === 'live'
  const change = (part: Partial<RequestDraft>) => {
    const next = { ...draft, ...part }
    kept.set(key, next)
    setDraft(next)
  }
  const sendNow = () => {
    send({
      methodAt,
      call: {
        apiId: api.id,
        request: requestOf(draft, path),
        ...(stageName !== '' && { stageName }),
        ...(asTestInvoke && { asTestInvoke: true, resourceId: methodAt[3] ?? '' }),
      },
    })
  }
  useEffect(() => {
    const { sendRequested, sendHeard, change: changeView } = stores.viewStore.getState()
    if (sendRequested === sendHeard) return
    changeView({ sendHeard: sendRequested })
    sendNow()
  }, [wished])
  const copy = async () => {
    await navigator.clipboard.writeText(
      curlOf(
        requestOf(draft, path),
        `https://${api.id}.execute-api.us-east-1.amazonaws.com/${stageName}`,
      ),
    )
    stores.viewStore.getState().notify({ type: 'success', text: 'Copied as cURL.' })
  }
  return (
    <div className="gw-console">
      <form
        className="gw-request"
        aria-label="Request"
        onSubmit={(event) => {
          event.preventDefault()
          sendNow()
        }}
      >
        <div className="gw-request-line">
          {method.httpMethod === 'ANY' ? (
            <select
              aria-label="HTTP method"
              value={draft.method}
              onChange={(event) => change({ method: event.target.value })}
            >
              {['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((verb) => (
                <option key={verb}>{verb}</option>
              ))}
            </select>
          ) : (
            <span className="gw-verb" style={{ color: `var(--gw-verb-${method.httpMethod})` }}>
              {method.httpMethod}
            </span>
          )}
          <code>{path}</code>
          <span className="gw-grow" />
          {isRunning ? (
            <Button onClick={cancel}>Cancel</Button>
          ) : (
            <Button variant="primary" formAction="submit">
              Send <kbd>{chordText('Mod+Enter')}</kbd>
            </Button>
          )}
        </div>
        {isLive && <p className="gw-live">This sends a real request to {reference.name}.</p>}
        {pathVariables(path).map((name) => (
          <Line
            key={name}
            label={`Path: ${name}`}
            value={draft.pathParameters[name] ?? ''}
            onChange={(value) =>
              change({ pathParameters: { ...draft.pathParameters, [name]: value } })
            }
          />
        ))}
        <Line
          label="Query strings"
          value={draft.query}
          placeholder="name=value&other=value"
          onChange={(query) => change({ query })}
        />
        <label>
          Headers
          <textarea
            rows={2}
            spellCheck={false}
            value={draft.headers}
            placeholder="Name: value"
            onChange={(event) => change({ headers: event.target.value })}
          />
        </label>
        <label>
          Request body
          <textarea
            rows={5}
            spellCheck={false}
            value={draft.body}
            onChange={(event) => change({ body: event.target.value })}
          />
        </label>
        <div className="gw-row gw-wrap gw-tight">
          <label className="gw-inline">
            Stage
            <select value={stageName} onChange={(event) => setStageName(event.target.value)}>
              {Object.keys(api.stages).map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label className="gw-inline">
            Call
            <select
              value={asTestInvoke ? 'test' : 'deployed'}
              onChange={(event) => setAsTestInvoke(event.target.value === 'test')}
            >
              <option value="deployed">as a client of the deployed API</option>
              <option value="test">as the console's test</option>
            </select>
          </label>
          <Button variant="inline-link" onClick={() => void copy()}>
            Copy as cURL
          </Button>
          <Button variant="inline-link" onClick={() => change(firstDraft(api, methodAt, method))}>
            Start over
          </Button>
        </div>
      </form>
      <Answer run={run} />
    </div>
  )
}

function Line(props: {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}) {
  return (
    <label>
      {props.label}
      <input
        value={props.value}
        placeholder={props.placeholder}
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  )
}

function Answer({ run }: { readonly run: Run | undefined }) {
  const { viewStore } = useStores()
  const runs = useView((state) => state.runs)
  const [isRaw, setIsRaw] = useState(false)
  if (!run) {
    return (
      <section className="gw-answer" aria-label="Answer">
        <p className="gw-panel-empty">
          Nothing sent yet. The answer, the trace of every step and the execution log appear here.
        </p>
      </section>
    )
  }
  const { outcome } = run
  return (
    <section className="gw-answer" aria-label="Answer" aria-live="polite">
      {outcome.state === 'running' && <p>Running …</p>}
      {outcome.state === 'cancelled' && <p>The run was cancelled.</p>}
      {outcome.state === 'failed' &&
        outcome.problems.map((problem, i) => <p key={i}>{problem.message}</p>)}
      {outcome.state === 'answered' && (
        <>
          <p className="gw-answer-line">
            <strong
              className={outcome.simulation.status < 400 ? 'gw-status-good' : 'gw-status-bad'}
              data-testid="status"
            >
              {outcome.simulation.status} {reasons[outcome.simulation.status] ?? ''}
            </strong>
            <span>{Math.max(1, Math.round(outcome.simulation.trace.tookMs))} ms</span>
            <Button
              variant="inline-link"
              onClick={() => viewStore.getState().change({ workbenchTab: 'trace' })}
            >
              Trace
            </Button>
            <Button
              variant="inline-link"
              onClick={() => viewStore.getState().change({ workbenchTab: 'log' })}
            >
              Logs
            </Button>
            <Button variant="inline-link" onClick={() => setIsRaw(!isRaw)}>
              {isRaw ? 'Show formatted' : 'Show raw'}
            </Button>
          </p>
          <Explanation simulation={outcome.simulation} />
          <pre aria-label="Response body" tabIndex={0} role="region">
            {bodyText(outcome.simulation, isRaw)}
          </pre>
          <details open>
            <summary>Response headers</summary>
            <dl className="gw-headers">
              {outcome.simulation.headers.map(([name, value], i) => (
                <div key={i}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
          {outcome.simulation.backendRequest && (
            <details>
              <summary>
                What the backend was sent: {outcome.simulation.backendRequest.method}{' '}
                {outcome.simulation.backendRequest.url}
              </summary>
              <pre tabIndex={0} role="region" aria-label="Backend request">
                {outcome.simulation.backendRequest.headers
                  .map(([name, value]) => `${name}: ${value}`)
                  .join('\n')}
                {'\n\n'}
                {'text' in outcome.simulation.backendRequest.body
                  ? outcome.simulation.backendRequest.body.text.slice(0, 100_000)
                  : '[binary data]'}
              </pre>
            </details>
          )}
        </>
      )}
      {runs.length > 1 && (
        <details>
          <summary>History: {runs.length} requests</summary>
          <ul className="gw-history">
            {runs.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  aria-current={each.id === run.id}
                  onClick={() =>
                    viewStore.getState().change({ shownRunId: each.id, shownStep: undefined })
                  }
                >
                  {each.call.request.method} {each.call.request.path} →{' '}
                  {each.outcome.state === 'answered'
                    ? each.outcome.simulation.status
                    : each.outcome.state}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Why the gateway itself answered, with the place to mend it. */
function Explanation({ simulation }: { readonly simulation: Simulation }) {
  const { viewStore } = useStores()
  const problems = simulation.trace.steps.flatMap((step) =>
    step.problems.map((problem) => ({ step, problem })),
  )
  if (simulation.gatewayResponseType === undefined || problems.length === 0) return null
  return (
    <div className="gw-explanation" role="note" aria-label="Why this status">
      <strong>Why this status?</strong>
      <ul className="gw-list">
        {problems.map(({ step, problem }, i) => (
          <li key={i}>
            {step.title}: {problem.message}{' '}
            {problem.at.length > 0 && (
              <Button variant="inline-link" onClick={() => viewStore.getState().goTo(problem.at)}>
                Show in the design
              </Button>
            )}
          </li>
        ))}
        <li>The gateway answers with {simulation.gatewayResponseType}.</li>
      </ul>
    </div>
  )
}

function bodyText(simulation: Simulation, isRaw: boolean): string {
  const { body } = simulation
  if ('base64' in body) return `[binary data, base64] ${body.base64.slice(0, 4000)}`
  const text =
    body.text.length > 200_000
      ? `${body.text.slice(0, 200_000)}\n… ${body.text.length - 200_000} more characters`
      : body.text
  if (text === '') return '(empty body)'
  if (isRaw) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
