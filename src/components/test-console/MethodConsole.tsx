import Button from '@cloudscape-design/components/button'
import { useId, useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { sameAddress } from '../../model/index.ts'
import { chordText } from '../ui/chords.ts'
import { MoreIcon } from '../ui/icons.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import { AnswerView } from './AnswerView.tsx'
import { baseUrl, endpointChoice } from '../shared/callEndpoint.ts'
import { useMutualTlsDomain } from './ClientCertificateFields.tsx'
import { curlOf, invokeUrl, isCurl } from './curl.ts'
import { draftOf, keepDraft, keepStageName, onceDraftChanges, useDraft } from './drafts.ts'
import { readPasted } from './pastedRequest.ts'
import { draftOfRequest, firstDraft, requestOf, sentVerbs } from './requestDraft.ts'
import { kindOf, testedEntry, verbOf } from './testedEntry.ts'
import type { RequestDraft } from './requestDraft.ts'
import type { TestedEntry } from './testedEntry.ts'
import { RequestForm } from './RequestForm.tsx'
import { preflightOf } from './preflight.ts'
import { cancelRun, runningRun, sendPreflight, sendRequest } from './runs.ts'
import './console.css'
import { plainReason } from '../ui/plainReason.ts'

/** The console of one method or route: write a request, send it, read the answer. */
export function MethodConsole({ tested }: { readonly tested: TestedEntry }) {
  const stores = useStores()
  const { draft, stageName, change } = useDraft(tested)
  const running = useView(({ runs }) => runningRun(runs, tested.at))
  const [isPasting, setPasting] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const catchCurl = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!isCurl(text)) return
    event.preventDefault()
    takeCurl(stores, tested, text)
  }
  const sendOnEnter = (event: KeyboardEvent) => {
    const isComposing = event.nativeEvent.isComposing
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (
      event.key !== 'Enter' ||
      !isPlain ||
      isComposing ||
      !(event.target instanceof HTMLInputElement)
    )
      return
    event.preventDefault()
    void sendRequest(stores)
  }
  const copyAsCurl = async () => {
    const { domainNames } = stores.designStore.getState().history.present.access
    const choice =
      draft.endpoint && !draft.asTestInvoke
        ? endpointChoice(domainNames, tested.api.id, draft.endpoint)
        : undefined
    const origin = choice
      ? baseUrl(choice, stageName)
      : invokeUrl(tested.api.id, stageName ?? kindOf(tested).usualStage)
    const command = curlOf(requestOf(draft, tested.path), origin)
    const { notify } = stores.viewStore.getState()
    try {
      await navigator.clipboard.writeText(command)
      const adds = draft.caller && !draft.asTestInvoke
      notify({
        type: 'success',
        text: adds
          ? 'Copied as cURL, without what its caller adds: signature, token or key.'
          : choice?.isMutualTls
            ? 'Copied as cURL: add --cert and --key with the files of the client certificate.'
            : 'Copied as cURL.',
      })
    } catch (error) {
      const reason = plainReason(error)
      notify({ type: 'error', text: `The browser refused to copy: ${reason}.` })
    }
  }
  const preflight = preflightOf(tested, draft)
  const groups = () => [
    {
      items: [
        ...(preflight
          ? [
              {
                id: 'preflight',
                label: 'Send CORS preflight',
                run: () => void sendPreflight(stores, tested, preflight),
              },
            ]
          : []),
        { id: 'copy', label: 'Copy as cURL', run: () => void copyAsCurl() },
        { id: 'paste', label: 'Paste a cURL command…', run: () => setPasting(true) },
        {
          id: 'over',
          label: 'Start over',
          run: () => replaceDraft(stores, tested, firstDraft(tested), 'Started over.'),
        },
      ],
    },
  ]
  return (
    <div className="gw-console" ref={frame} onPaste={catchCurl} onKeyDown={sendOnEnter}>
      <div className="gw-request-line" role="group" aria-label="Request line">
        <VerbField tested={tested} draft={draft} onChange={(method) => change({ method })} />
        {draft.path === undefined ? (
          <code className="gw-request-path" title={tested.path}>
            {tested.path}
          </code>
        ) : (
          <input
            aria-label="Path"
            className="gw-request-query"
            value={draft.path}
            placeholder="/"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ path: event.target.value })}
          />
        )}
        <span aria-hidden="true">?</span>
        <input
          aria-label="Query strings"
          className="gw-request-query"
          value={draft.query}
          placeholder="name=value&other=value"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ query: event.target.value })}
        />
        {/* one button with two names: the focus stays, and no click is both */}
        <Button
          variant={running ? 'normal' : 'primary'}
          formAction="none"
          onClick={() => (running ? cancelRun(running) : void sendRequest(stores))}
        >
          {running ? (
            'Cancel'
          ) : (
            <span className="gw-send">
              Send <kbd>{chordText('Mod+Enter')}</kbd>
            </span>
          )}
        </Button>
        <MenuButton
          className="gw-btn gw-btn-icon"
          name="Request actions"
          title="cURL, start over"
          groups={groups}
        >
          <MoreIcon />
        </MenuButton>
      </div>
      <form
        className="gw-request"
        aria-label="Request"
        onSubmit={(event) => event.preventDefault()}
      >
        {isPasting && (
          <CurlField
            onTake={(text) => takeCurl(stores, tested, text)}
            onClose={() => {
              setPasting(false)
              frame.current?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus()
            }}
          />
        )}
        <Remarks tested={tested} draft={draft} stageName={stageName} />
        <RequestForm tested={tested} draft={draft} stageName={stageName} onChange={change} />
      </form>
      <AnswerView entryAt={tested.at} />
    </div>
  )
}

function VerbField({
  tested,
  draft,
  onChange,
}: {
  readonly tested: TestedEntry
  readonly draft: RequestDraft
  readonly onChange: (verb: string) => void
}) {
  const httpMethod = verbOf(tested)
  if (httpMethod !== 'ANY') {
    return (
      <span className="gw-verb" style={{ color: `var(--gw-verb-${httpMethod})` }}>
        {httpMethod}
      </span>
    )
  }
  return (
    <select
      aria-label="HTTP method"
      value={draft.method}
      onChange={(event) => onChange(event.target.value)}
    >
      {sentVerbs.map((verb) => (
        <option key={verb}>{verb}</option>
      ))}
    </select>
  )
}

/** What to know before sending: a real address is asked, or a caller without rights is refused. */
function Remarks({
  tested,
  draft,
  stageName,
}: {
  readonly tested: TestedEntry
  readonly draft: RequestDraft
  readonly stageName: string | undefined
}) {
  const kind = kindOf(tested)
  const { authorizationType: type, apiKeyRequired, backend: reference } = tested.entry
  const domainName = useMutualTlsDomain({ tested, draft, stageName })
  const backends = useDesign((design) => design.backends)
  const isLive = reference !== undefined && backends[reference.key]?.mode === 'live'
  const headers = draft.headers.toLowerCase()
  const { caller } = draft
  const signsIn = caller !== undefined && caller.kind !== 'anonymous' && caller.kind !== 'apiKey'
  const wanted = [
    ...(type === 'NONE' || signsIn || /^authorization:/m.test(headers)
      ? []
      : [`${type} authorization`]),
    ...(!apiKeyRequired || caller?.apiKeyId !== undefined || /^x-api-key:/m.test(headers)
      ? []
      : ['an API key']),
  ]
  return (
    <>
      {isLive && (
        <p className="gw-live" role="note">
          Live: this sends a real request to {reference.name} from this browser.
        </p>
      )}
      {domainName !== undefined && !draft.source?.clientCertificate && (
        <p className="gw-quiet gw-caller">
          {domainName} requires a client certificate: choose one under Caller.
        </p>
      )}
      {wanted.length > 0 && !draft.asTestInvoke && (
        <p className="gw-quiet gw-caller">
          The {kind.noun} requires {wanted.join(' and ')}: choose a caller under Caller.
        </p>
      )}
    </>
  )
}

/** A place to paste a command for those who cannot paste into the form. */
function CurlField({
  onTake,
  onClose,
}: {
  readonly onTake: (text: string) => boolean
  readonly onClose: () => void
}) {
  const [text, setText] = useState('')
  const id = useId()
  return (
    <div
      className="gw-curl"
      onPaste={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <label htmlFor={id}>cURL command</label>
      <textarea
        id={id}
        className="gw-body-text"
        autoFocus
        rows={3}
        spellCheck={false}
        value={text}
        placeholder="curl https://… -H 'Accept: application/json'"
        onChange={(event) => setText(event.target.value)}
      />
      <div className="gw-row">
        <Button formAction="none" onClick={() => onTake(text) && onClose()}>
          Fill the form
        </Button>
        <Button formAction="none" variant="inline-link" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  )
}

/** Put a cURL command into the form of the method or route that it is for. Returns false, with a notice, when it cannot be read. */
function takeCurl(stores: Stores, tested: TestedEntry, text: string): boolean {
  const { notify, select } = stores.viewStore.getState()
  const pasted = readPasted(text, tested.api)
  if (!pasted.ok) {
    notify({ type: 'error', text: pasted.problems[0]?.message ?? 'The command cannot be read.' })
    return false
  }
  const { entryAt, request, stageName } = pasted.value
  const target = testedEntry(stores.designStore.getState().history.present, entryAt)
  if (!target) return false
  if (!sameAddress(entryAt, tested.at)) select(entryAt)
  if (stageName !== undefined) keepStageName(stores, target, stageName)
  const before = draftOf(stores, target)
  replaceDraft(
    stores,
    target,
    {
      ...draftOfRequest(target, request, before),
      ...(before.endpoint && { endpoint: before.endpoint }),
    },
    `The form of ${target.entry.key} is filled from cURL.`,
  )
  return true
}

/** Put another request into the form, with a way back. */
function replaceDraft(
  stores: Stores,
  tested: TestedEntry,
  draft: RequestDraft,
  text: string,
): void {
  const before = draftOf(stores, tested)
  keepDraft(stores, tested, draft)
  const { notify, dismissNotice } = stores.viewStore.getState()
  const undo = () => keepDraft(stores, tested, before)
  const id = notify({ type: 'success', text, action: { label: 'Undo', run: undo } })
  // Undo would also throw away what is typed from now on
  onceDraftChanges(stores, tested, draft, () => dismissNotice(id))
}
