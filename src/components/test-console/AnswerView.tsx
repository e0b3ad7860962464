import Button from '@cloudscape-design/components/button'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useId, useMemo, useState } from 'react'
import { sameAddress } from '../../model/index.ts'
import type { Address, Json } from '../../model/index.ts'
import type { Body, Simulation } from '../../simulator/index.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { Run } from '../store/viewStore.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import {
  bodyBytes,
  bytesOf,
  durationText,
  hexLines,
  sizeText,
  statusKind,
  statusLine,
} from '../shared/answer.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { HeaderTable } from './HeaderTable.tsx'
import { JsonText } from '../ui/JsonText.tsx'
import { markChanges } from '../ui/lineDiff.ts'
import { prettyJson } from './outline.ts'
import { RunHistory } from './RunHistory.tsx'
import { cancelRun, previousAnswer, useShownRun } from './runs.ts'
import { Sides } from './Sides.tsx'
import { WhyThisStatus } from './WhyThisStatus.tsx'

type Part = 'body' | 'headers' | 'difference' | 'backend' | 'history'

/** What came back: status, body, headers, why, what the backend was sent; and what was sent before. */
export function AnswerView({ entryAt }: { readonly entryAt: Address }) {
  const shown = useShownRun()
  const count = useView(({ runs }) => runs.length)
  const run = shown && sameAddress(shown.entryAt, entryAt) ? shown : undefined
  return (
    <section className="gw-answer" aria-label="Answer">
      {run ? (
        <RunView run={run} />
      ) : (
        <div className="gw-answer-part">
          <EmptyState
            title="No answer yet"
            text="The answer will be here, with what decided it; its trace and its execution log under Trace and Logs."
          />
          {count > 0 && <RunHistory shownId={undefined} />}
        </div>
      )}
    </section>
  )
}

function RunView({ run }: { readonly run: Run }) {
  const runs = useView((view) => view.runs)
  const [chosen, setPart] = useState<Part>('body')
  const panelId = useId()
  const { outcome } = run
  const simulation = outcome.state === 'answered' ? outcome.simulation : undefined
  const previous = simulation && previousAnswer(runs, run)
  const tabs = [
    { id: 'body' as const, label: 'Body' },
    {
      id: 'headers' as const,
      label: 'Headers',
      badge: simulation && <small className="gw-tab-count">{simulation.headers.length}</small>,
    },
    ...(previous ? [{ id: 'difference' as const, label: 'Difference' }] : []),
    ...(simulation?.backendRequest ? [{ id: 'backend' as const, label: 'Backend' }] : []),
    {
      id: 'history' as const,
      label: 'History',
      badge: <small className="gw-tab-count">{runs.length}</small>,
    },
  ]
  const part = tabs.some(({ id }) => id === chosen) ? chosen : 'body'
  return (
    <>
      <AnswerLine run={run} />
      <Tabs
        label="Parts of the answer"
        variant="plain"
        tabs={tabs}
        active={part}
        panelId={panelId}
        onSelect={setPart}
      />
      <div
        id={panelId}
        role="tabpanel"
        aria-label={tabs.find(({ id }) => id === part)?.label}
        className="gw-answer-part"
        // keys scroll it: not every part has something else that takes the focus
        tabIndex={0}
      >
        {part === 'history' ? (
          <RunHistory shownId={run.id} />
        ) : simulation ? (
          <AnswerPart key={run.id} part={part} simulation={simulation} previous={previous} />
        ) : (
          <NoAnswer run={run} />
        )}
      </div>
    </>
  )
}

function AnswerLine({ run }: { readonly run: Run }) {
  const { viewStore } = useStores()
  const { outcome } = run
  return (
    <div className="gw-answer-line">
      <div role="status" className="gw-answer-facts">
        {outcome.state === 'answered' && <Facts simulation={outcome.simulation} />}
        {outcome.state === 'failed' && (
          <StatusIndicator type="error">The request could not be simulated</StatusIndicator>
        )}
        {outcome.state === 'cancelled' && (
          <StatusIndicator type="stopped">The run was cancelled</StatusIndicator>
        )}
        {outcome.state === 'running' && (
          <StatusIndicator type="loading">Waiting for the answer</StatusIndicator>
        )}
      </div>
      {outcome.state === 'running' && (
        <Button variant="inline-link" onClick={() => cancelRun(run)}>
          Stop waiting
        </Button>
      )}
      {outcome.state === 'answered' && (
        <span className="gw-answer-links">
          <button
            type="button"
            className="gw-link"
            aria-label="Show the trace of this answer"
            onClick={() => viewStore.getState().change({ workbenchTab: 'trace' })}
          >
            Trace
          </button>
          <button
            type="button"
            className="gw-link"
            aria-label="Show the log of this answer"
            onClick={() => viewStore.getState().change({ workbenchTab: 'log' })}
          >
            Logs
          </button>
        </span>
      )}
    </div>
  )
}

function Facts({ simulation }: { readonly simulation: Simulation }) {
  const { status, trace, body } = simulation
  return (
    <>
      <strong className="gw-status">
        <StatusIndicator type={statusKind(status)}>{statusLine(status)}</StatusIndicator>
      </strong>
      <span>{durationText(trace.tookMs)}</span>
      <span>{sizeText(bodyBytes(body))}</span>
    </>
  )
}

function AnswerPart({
  part,
  simulation,
  previous,
}: {
  readonly part: Exclude<Part, 'history'>
  readonly simulation: Simulation
  readonly previous: Run | undefined
}) {
  switch (part) {
    case 'body':
      return (
        <>
          <WhyThisStatus simulation={simulation} />
          <BodyView body={simulation.body} />
        </>
      )
    case 'headers':
      return <HeaderTable headers={simulation.headers} caption="Headers of the answer" />
    case 'difference':
      return previous?.outcome.state === 'answered' ? (
        <Difference now={simulation} before={previous.outcome.simulation} />
      ) : null
    case 'backend':
      return <BackendRequestView simulation={simulation} />
  }
}

function NoAnswer({ run: { outcome } }: { readonly run: Run }) {
  if (outcome.state === 'failed')
    return outcome.problems.map(({ message }, i) => <p key={i}>{message}</p>)
  return (
    <p className="gw-quiet">
      {outcome.state === 'running' ? 'The answer will be here.' : 'It was not waited for.'}
    </p>
  )
}

const forms = { pretty: 'Pretty', raw: 'Raw', bytes: 'Bytes' } as const
type Form = keyof typeof forms

/** Characters of a body, and bytes of it, that are shown before more is asked for. */
const shownCharacters = 100_000
const shownBytes = 16_384

function BodyView({ body }: { readonly body: Body }) {
  const pretty = useMemo(() => ('text' in body ? prettyJson(body.text) : undefined), [body])
  const isText = 'text' in body
  const offered: readonly Form[] = [
    ...(pretty === undefined ? [] : (['pretty'] as const)),
    ...(isText ? (['raw'] as const) : []),
    'bytes',
  ]
  const [chosen, setForm] = useState<Form>('pretty')
  const [isWhole, setWhole] = useState(false)
  const form = offered.includes(chosen) ? chosen : (offered[0] ?? 'bytes')
  const { text, rest } = useMemo(
    () => shownText(body, pretty, form, isWhole),
    [body, pretty, form, isWhole],
  )
  return (
    <>
      <div className="gw-body-tools">
        <div role="group" aria-label="Show the body as" className="gw-forms">
          {offered.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === form}
              onClick={() => setForm(each)}
            >
              {forms[each]}
            </button>
          ))}
        </div>
        <CopyButton
          label="Copy the response body"
          text={() => ('text' in body ? body.text : body.base64)}
        />
      </div>
      <pre className="gw-code" tabIndex={0} role="region" aria-label="Response body">
        {text === '' ? '(empty body)' : form === 'bytes' ? text : <JsonText text={text} />}
      </pre>
      {rest !== '' && (
        <p>
          {rest}{' '}
          <Button variant="inline-link" onClick={() => setWhole(true)}>
            Show all
          </Button>
        </p>
      )}
    </>
  )
}

function shownText(body: Body, pretty: string | undefined, form: Form, isWhole: boolean) {
  if (form === 'bytes') {
    const bytes = bytesOf(body)
    const shown = isWhole ? bytes : bytes.subarray(0, shownBytes)
    const rest =
      shown.length < bytes.length
        ? `The first ${sizeText(shown.length)} of ${sizeText(bytes.length)}.`
        : ''
    return { text: hexLines(shown).join('\n'), rest }
  }
  const whole = 'text' in body ? (form === 'pretty' ? (pretty ?? body.text) : body.text) : ''
  const text = isWhole ? whole : whole.slice(0, shownCharacters)
  const rest =
    text.length < whole.length
      ? `The first ${text.length.toLocaleString()} of ${whole.length.toLocaleString()} characters.`
      : ''
  return { text, rest }
}

/** What this answer has that the one before had not, and the other way round. */
function Difference({ now, before }: { readonly now: Simulation; readonly before: Simulation }) {
  const sides = useMemo(() => markChanges(answerLines(before), answerLines(now)), [now, before])
  const isSame = ![...sides.before, ...sides.after].some(({ changed }) => changed)
  return (
    <>
      {isSame && <p className="gw-quiet">The answer is the same as the one before.</p>}
      <Sides titles={['Before', 'Now']} sides={sides} />
    </>
  )
}

/** Headers that differ with every request and tell nothing. */
const fleeting = /^(?:x-amzn-requestid|x-amz-apigw-id|x-amzn-trace-id|date)$/i

function answerLines({ status, headers, body }: Simulation): readonly string[] {
  const text =
    'text' in body ? (prettyJson(body.text) ?? body.text) : hexLines(bytesOf(body)).join('\n')
  return [
    statusLine(status),
    ...headers.filter(([name]) => !fleeting.test(name)).map(([name, value]) => `${name}: ${value}`),
    '',
    ...text.split(/\r\n|[\r\n]/),
  ]
}

/** What the backend was sent: the request, or the proxy event of a function. */
function BackendRequestView({ simulation }: { readonly simulation: Simulation }) {
  const { backendRequest, lambdaEvent } = simulation
  if (!backendRequest) return null
  const { method, url, headers, body } = backendRequest
  const isEvent = lambdaEvent !== undefined
  const text = isEvent
    ? JSON.stringify(lambdaEvent, null, 2)
    : 'text' in body
      ? (prettyJson(body.text) ?? body.text)
      : hexLines(bytesOf(body).subarray(0, shownBytes)).join('\n')
  return (
    <>
      <p className="gw-backend-line">
        <strong>{method}</strong> {url}
      </p>
      {!isEvent && <HeaderTable headers={headers} caption="Headers that the backend was sent" />}
      <div className="gw-body-tools">
        <strong>{isEvent ? `Event of the Lambda function${formatOf(lambdaEvent)}` : 'Body'}</strong>
        <CopyButton label="Copy what the backend was sent" text={() => text} />
      </div>
      <pre className="gw-code" tabIndex={0} role="region" aria-label="Backend request">
        {text === '' ? '(empty body)' : <JsonText text={text.slice(0, shownCharacters)} />}
      </pre>
    </>
  )
}

/** The payload format version of an event of an HTTP API. */
function formatOf(event: Json): string {
  const version =
    typeof event === 'object' && event !== null && !Array.isArray(event)
      ? event['version']
      : undefined
  return typeof version === 'string' ? ` (format ${version})` : ''
}
