import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Textarea from '@cloudscape-design/components/textarea'
import { useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Authorizer, RestApi } from '../../../model/index.ts'
import type { AuthorizerTest } from '../../../simulator/index.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { AuthorizerTestResult } from './AuthorizerTestResult.tsx'
import { callOf, firstDraft, sourceFields } from './authorizerTestDraft.ts'
import type { AuthorizerTestDraft } from './authorizerTestDraft.ts'
import './authorizer.css'

type Outcome =
  | { readonly state: 'running' }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'answered'; readonly answer: AuthorizerTest; readonly stageName: string }

/** Try an authorizer by itself, as the console does: its identity sources as fields, and what it says of them. */
export function AuthorizerTestForm({
  api,
  authorizer,
}: {
  readonly api: RestApi
  readonly authorizer: Authorizer
}) {
  const { designStore, services } = useStores()
  const [draft, setDraft] = useState<AuthorizerTestDraft>(firstDraft)
  const [outcome, setOutcome] = useState<Outcome>()
  const newest = useRef(0)
  const headingId = useId()
  const change = (part: Partial<AuthorizerTestDraft>) => setDraft({ ...draft, ...part })
  const isRequest = authorizer.type === 'REQUEST'
  const stageNames = Object.keys(api.stages)
  const run = async () => {
    const count = ++newest.current
    setOutcome({ state: 'running' })
    const design = designStore.getState().history.present
    const call = callOf(api.id, authorizer, draft)
    const result = await services.simulator().testAuthorizer(design, call)
    if (count !== newest.current) return
    setOutcome(
      result.ok
        ? {
            state: 'answered',
            answer: result.value,
            stageName: call.stageName ?? stageNames[0] ?? '',
          }
        : { state: 'refused', message: result.problems[0]?.message ?? 'Refused.' },
    )
  }
  const runOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    if (event.nativeEvent.isComposing) return
    event.preventDefault()
    void run()
  }
  return (
    <section className="gw-authorizer-test" aria-labelledby={headingId} onKeyDown={runOnEnter}>
      <h3 id={headingId}>Test authorizer</h3>
      <p className="gw-help">
        The authorizer alone is asked: nothing is remembered, and no method is called.
      </p>
      {authorizer.type === 'COGNITO_USER_POOLS' && (
        <SignIn
          api={api}
          authorizer={authorizer}
          onToken={(source, token) => change({ values: { ...draft.values, [source]: token } })}
          onRefusal={(message) => setOutcome({ state: 'refused', message })}
        />
      )}
      {sourceFields(authorizer).map(({ source, label, help }) => (
        <FormField key={source} label={label} description={help}>
          <Input
            value={draft.values[source] ?? ''}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) =>
              change({ values: { ...draft.values, [source]: detail.value } })
            }
          />
        </FormField>
      ))}
      {isRequest && (
        <>
          <FormField label="Other headers" description="A line each: Accept: text/plain">
            <Textarea
              value={draft.headers}
              rows={2}
              spellcheck={false}
              onChange={({ detail }) => change({ headers: detail.value })}
            />
          </FormField>
          <FormField label="Path with query string">
            <Input
              value={draft.path}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => change({ path: detail.value })}
            />
          </FormField>
        </>
      )}
      {stageNames.length > 1 && authorizer.type !== 'COGNITO_USER_POOLS' && (
        <label className="gw-authorizer-choice">
          Judge the policy for the stage
          <select
            className="gw-field"
            value={draft.stageName ?? stageNames[0]}
            onChange={(event) => change({ stageName: event.target.value })}
          >
            {stageNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <div>
        <Button formAction="none" onClick={() => void run()}>
          Test authorizer
        </Button>
      </div>
      <div role="status" className="gw-visually-hidden">
        {saying(outcome)}
      </div>
      {outcome?.state === 'refused' && <p className="gw-refusal">{outcome.message}</p>}
      {outcome?.state === 'answered' && (
        <AuthorizerTestResult answer={outcome.answer} stageName={outcome.stageName} />
      )}
    </section>
  )
}

function saying(outcome: Outcome | undefined): string {
  if (outcome?.state === 'running') return 'The authorizer is asked'
  if (outcome?.state !== 'answered') return ''
  const { clientStatus } = outcome.answer
  return clientStatus === 0 ? 'The authorizer has answered' : `The test ended with ${clientStatus}`
}

/** A token of a user of the trusted pools, put into the field. */
function SignIn({
  api,
  authorizer,
  onToken,
  onRefusal,
}: {
  readonly api: RestApi
  readonly authorizer: Authorizer
  readonly onToken: (source: string, token: string) => void
  readonly onRefusal: (message: string) => void
}) {
  const { designStore, services } = useStores()
  const pools = useDesign(({ identities }) => identities.userPools)
  const users = authorizer.providerARNs.flatMap((arn) => {
    const id = /:userpool\/(.+)$/.exec(arn)?.[1] ?? ''
    const pool = Object.hasOwn(pools, id) ? pools[id] : undefined
    const [clientId] = Object.keys(pool?.clients ?? {})
    if (!pool || clientId === undefined) return []
    return Object.keys(pool.users).map((username) => ({
      value: JSON.stringify([id, username]),
      label: `${username}, of ${pool.name}`,
      caller: { kind: 'poolUser', poolId: id, username, clientId, tokenUse: 'id' } as const,
    }))
  })
  const [field] = sourceFields(authorizer)
  if (users.length === 0 || !field) return null
  const signIn = async (value: string) => {
    const user = users.find((one) => one.value === value)
    if (!user) return
    const result = await services
      .simulator()
      .requestAs(
        designStore.getState().history.present,
        { apiId: api.id, request: { method: 'GET', path: '/' } },
        user.caller,
      )
    if (!result.ok) onRefusal(result.problems[0]?.message ?? 'Refused.')
    // the request has no headers of its own: the only one is that of the token
    else onToken(field.source, result.value.headers?.[0]?.[1] ?? '')
  }
  return (
    <label className="gw-authorizer-choice">
      Take the identity token of
      <select className="gw-field" value="" onChange={(event) => void signIn(event.target.value)}>
        <option value="">a user …</option>
        {users.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
