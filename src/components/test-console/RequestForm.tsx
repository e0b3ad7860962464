import { useId, useState } from 'react'
import { useStores } from '../store/StoreContext.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { sourceOfCall } from './callSource.ts'
import { CallerFields } from './CallerFields.tsx'
import { AsDeployed } from './AsDeployed.tsx'
import { EndpointField } from './EndpointField.tsx'
import { keepStageName } from './drafts.ts'
import { headerSyntax, querySyntax } from './entries.ts'
import { EntryRows, ValueRow } from './EntryRows.tsx'
import { prettyJson } from './outline.ts'
import {
  contentTypeOf,
  missingValues,
  pathVariables,
  takesBody,
  withContentType,
} from './requestDraft.ts'
import type { RequestDraft } from './requestDraft.ts'
import { kindOf } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'

type Part = 'parameters' | 'headers' | 'body' | 'caller' | 'stage'

interface FormProps {
  readonly tested: TestedEntry
  readonly draft: RequestDraft
  readonly stageName: string | undefined
  readonly onChange: (part: Partial<RequestDraft>) => void
}

/** The request as a form: parameters, headers, body, and where it is sent, one at a time. */
export function RequestForm(props: FormProps) {
  const { tested, draft } = props
  const [chosen, setChosen] = useState<Part>()
  const panelId = useId()
  const part = chosen ?? (takesBody(draft.method) ? 'body' : 'parameters')
  const missing = missingValues(tested, draft)
  const headerCount = headerSyntax.partsOf(draft.headers).filter((line) => line !== '').length
  const parameterCount = pathVariables(tested.path).length + querySyntax.partsOf(draft.query).length
  const tabs = [
    { id: 'parameters', label: 'Parameters', badge: countBadge(parameterCount) },
    { id: 'headers', label: 'Headers', badge: countBadge(headerCount) },
    { id: 'body', label: 'Body' },
    {
      id: 'caller',
      label: 'Caller',
      badge: (draft.caller ?? Object.values(sourceOfCall(draft.source))[0]) && (
        <small className="gw-tab-count">1</small>
      ),
    },
    {
      id: 'stage',
      label: draft.asTestInvoke ? 'Stage, as test' : 'Stage',
    },
  ] as const
  const Panel = panels[part]
  return (
    <>
      <Tabs
        label="Parts of the request"
        variant="plain"
        tabs={tabs}
        active={part}
        panelId={panelId}
        onSelect={setChosen}
      />
      <div
        id={panelId}
        role="tabpanel"
        aria-label={tabs.find(({ id }) => id === part)?.label}
        className="gw-request-part"
      >
        {missing.length > 0 && (
          <p className="gw-missing" role="status">
            Without a value: {missing.join(', ')}
          </p>
        )}
        <Panel {...props} />
      </div>
    </>
  )
}

function countBadge(count: number) {
  return count === 0 ? undefined : <small className="gw-tab-count">{count}</small>
}

const panels = {
  parameters: Parameters,
  headers: Headers,
  body: BodyFields,
  caller: CallerFields,
  stage: StageFields,
} as const satisfies Record<Part, unknown>

function Parameters({ tested, draft, onChange }: FormProps) {
  const { path } = tested
  const variables = pathVariables(path)
  return (
    <>
      {variables.length > 0 && (
        <fieldset>
          <legend>Path parameters</legend>
          {variables.map(({ name, isGreedy }) => (
            <ValueRow
              key={name}
              label={isGreedy ? `${name}+` : name}
              isRequired
              value={draft.pathParameters[name] ?? ''}
              onChange={(value) =>
                onChange({ pathParameters: { ...draft.pathParameters, [name]: value } })
              }
            />
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>Query string parameters</legend>
        <EntryRows
          syntax={querySyntax}
          text={draft.query}
          declared={kindOf(tested).declared(tested, 'querystring')}
          noun="query string parameter"
          onChange={(query) => onChange({ query })}
        />
      </fieldset>
    </>
  )
}

function Headers({ tested, draft, onChange }: FormProps) {
  const [isText, setText] = useState(false)
  return (
    <fieldset>
      <legend>
        Headers
        <button type="button" className="gw-quiet-button" onClick={() => setText(!isText)}>
          {isText ? 'Edit as rows' : 'Edit as text'}
        </button>
      </legend>
      {isText ? (
        <textarea
          aria-label="Headers, one a line"
          className="gw-body-text"
          spellCheck={false}
          value={draft.headers}
          placeholder="Name: value"
          onChange={(event) => onChange({ headers: event.target.value })}
        />
      ) : (
        <EntryRows
          syntax={headerSyntax}
          text={draft.headers}
          declared={kindOf(tested).declared(tested, 'header')}
          noun="header"
          onChange={(headers) => onChange({ headers })}
        />
      )}
    </fieldset>
  )
}

function BodyFields({ tested, draft, onChange }: FormProps) {
  const listId = useId()
  const contentType = contentTypeOf(draft.headers)
  const pretty = prettyJson(draft.body)
  const known = new Set([...kindOf(tested).contentTypes(tested), 'application/json', 'text/plain'])
  const isBroken = /json/i.test(contentType) && draft.body.trim() !== '' && !isJson(draft.body)
  return (
    <div className="gw-body-part">
      <div className="gw-body-line">
        <input
          aria-label="Content type"
          list={listId}
          value={contentType}
          autoComplete="off"
          spellCheck={false}
          placeholder="No Content-Type header"
          onChange={(event) =>
            onChange({ headers: withContentType(draft.headers, event.target.value) })
          }
        />
        <datalist id={listId}>
          {[...known].map((type) => (
            <option key={type} value={type} />
          ))}
        </datalist>
        <button
          type="button"
          className="gw-quiet-button"
          aria-label="Fill the body with a sample"
          onClick={() => onChange({ body: kindOf(tested).bodyFor(tested, contentType) })}
        >
          Sample
        </button>
        <button
          type="button"
          className="gw-quiet-button"
          aria-label="Format the body"
          disabled={pretty === undefined || pretty === draft.body}
          onClick={() => pretty !== undefined && onChange({ body: pretty })}
        >
          Format
        </button>
      </div>
      <textarea
        aria-label="Request body"
        className="gw-body-text"
        spellCheck={false}
        value={draft.body}
        onChange={(event) => onChange({ body: event.target.value })}
      />
      {isBroken && <p className="gw-missing">This is not JSON: it is sent as it stands.</p>}
    </div>
  )
}

function StageFields({ tested, draft, stageName, onChange }: FormProps) {
  const stores = useStores()
  const stageId = useId()
  const callId = useId()
  const kind = kindOf(tested)
  const { stages } = tested.api
  const sentAs = draft.asTestInvoke ? 'test' : (draft.answeredBy ?? 'design')
  const variables = Object.entries(kind.stageVariables(tested, stageName ?? ''))
  return (
    <>
      <EndpointField tested={tested} draft={draft} stageName={stageName} onChange={onChange} />
      <div className="gw-entry gw-choice">
        <label htmlFor={stageId}>Stage</label>
        <select
          id={stageId}
          value={stageName}
          onChange={(event) => keepStageName(stores, tested, event.target.value)}
        >
          {Object.keys(stages).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <div className="gw-entry gw-choice">
        <label htmlFor={callId}>Send as</label>
        <select
          id={callId}
          value={sentAs}
          onChange={({ target: { value } }) =>
            onChange({
              asTestInvoke: value === 'test',
              // a draft answered by the design says nothing of it
              answeredBy: value === 'deployment' ? value : undefined,
            } as Partial<RequestDraft>)
          }
        >
          <option value="design">a client of the design</option>
          <option value="deployment">a client of the deployed API</option>
          {kind.hasTestInvoke && <option value="test">the console’s test</option>}
        </select>
      </div>
      <p className="gw-quiet">
        {draft.asTestInvoke
          ? 'As “Test” in the API Gateway console: without authorization, API key and throttling.'
          : `As a client: with authorization${kind.hasTestInvoke ? ', API key' : ''} and the settings of the stage.`}
      </p>
      {sentAs === 'deployment' && <AsDeployed tested={tested} stageName={stageName} />}
      <p className="gw-quiet">
        Caches, quotas, token buckets and refresh tokens last from request to request. The clock in
        the top bar lists what they wait for, advances the time, and resets them.
      </p>
      {variables.length > 0 && (
        <p className="gw-quiet">
          Stage variables:{' '}
          {variables.map(([name, value]) => (
            <code key={name}>
              {name}={value}{' '}
            </code>
          ))}
        </p>
      )}
    </>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
