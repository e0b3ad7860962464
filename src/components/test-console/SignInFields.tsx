import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { unreachable } from '../../model/index.ts'
import type { UserPool, UserPoolClient } from '../../model/index.ts'
import type { Caller, SignIn, SignInRequest } from '../../simulator/index.ts'
import { useDesign } from '../store/StoreContext.tsx'
import { Choice } from './Choice.tsx'
import { useSignIn } from './useSignIn.ts'

type Flow = Exclude<SignInRequest['flow'], 'refresh'>

const flows: Readonly<Record<Flow, string>> = {
  authorizationCode: 'Authorization code with PKCE',
  clientCredentials: 'Client credentials',
  direct: 'Username and password',
}

/** Get a token from a user pool of the design by one of its flows, and keep it as the caller's. */
export function SignInFields({
  preferredPool,
  onToken,
}: {
  /** The id of the user pool that the authorizer trusts. */
  readonly preferredPool: string | undefined
  readonly onToken: (caller: Extract<Caller, { kind: 'bearer' }>) => void
}) {
  const pools = useDesign(({ identities }) => identities.userPools)
  const [poolId, setPoolId] = useState<string>()
  const pool = pools[poolId ?? preferredPool ?? ''] ?? Object.values(pools)[0]
  if (!pool) return null
  return (
    <details className="gw-sign-in">
      <summary>Sign in and keep the token</summary>
      {Object.keys(pools).length > 1 && (
        <Choice label="User pool" value={pool.id} onChange={setPoolId}>
          {Object.values(pools).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      <PoolSignIn key={pool.id} pool={pool} onToken={onToken} />
    </details>
  )
}

function PoolSignIn({
  pool,
  onToken,
}: {
  readonly pool: UserPool
  readonly onToken: (caller: Extract<Caller, { kind: 'bearer' }>) => void
}) {
  const { signIn, signedIn, isRunning } = useSignIn()
  const [flow, setFlow] = useState<Flow>('authorizationCode')
  const [chosen, setChosen] = useState<{ client?: string; user?: string }>({})
  const [refused, setRefused] = useState<readonly string[]>([])
  const client = pool.clients[chosen.client ?? ''] ?? Object.values(pool.clients)[0]
  const user = pool.users[chosen.user ?? ''] ?? Object.values(pool.users)[0]
  if (!client) return <p className="gw-quiet">The user pool {pool.name} has no app client.</p>
  const needsUser = flow !== 'clientCredentials'
  if (needsUser && !user) return <p className="gw-quiet">The user pool {pool.name} has no user.</p>
  const offered = flow === 'direct' ? [] : scopesOf(client, flow)
  const scopes = offered.filter((scope) => !refused.includes(scope))
  const start = async () => {
    const request = requestOf(flow, pool, client, user?.username ?? '', scopes)
    const tokens = await signIn(request)
    if (tokens?.ok) {
      const { accessToken, refreshToken } = tokens.value
      onToken({
        kind: 'bearer',
        token: accessToken,
        ...(refreshToken !== undefined && { refreshToken }),
      })
    }
  }
  return (
    <>
      <Choice
        label="Flow"
        value={flow}
        onChange={(value) => setFlow(value as Flow)} // the options are the flows
      >
        {Object.entries(flows).map(([id, label]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice
        label="App client"
        value={client.id}
        onChange={(id) => setChosen({ ...chosen, client: id })}
      >
        {Object.values(pool.clients).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      {needsUser && user && (
        <Choice
          label="User"
          value={user.username}
          onChange={(username) => setChosen({ ...chosen, user: username })}
        >
          {Object.keys(pool.users).map((username) => (
            <option key={username}>{username}</option>
          ))}
        </Choice>
      )}
      {offered.length > 0 && (
        <fieldset>
          <legend>Scopes</legend>
          {offered.map((scope) => (
            <label key={scope} className="gw-inline">
              <input
                type="checkbox"
                checked={!refused.includes(scope)}
                onChange={({ target }) =>
                  setRefused(
                    target.checked
                      ? refused.filter((other) => other !== scope)
                      : [...refused, scope],
                  )
                }
              />
              {scope}
            </label>
          ))}
        </fieldset>
      )}
      {flow === 'direct' && (
        <p className="gw-quiet">Users of a design have no passwords: none is checked.</p>
      )}
      <Button formAction="none" loading={isRunning} onClick={() => void start()}>
        Sign in
      </Button>
      {signedIn && <SignInSteps signedIn={signedIn} onToken={onToken} />}
    </>
  )
}

/** The scopes that a flow may request: an app client itself gets those of resource servers only. */
function scopesOf({ allowedScopes }: UserPoolClient, flow: Flow): readonly string[] {
  return flow === 'clientCredentials'
    ? allowedScopes.filter((scope) => scope.includes('/'))
    : allowedScopes
}

function requestOf(
  flow: Flow,
  { id: poolId }: UserPool,
  { id: clientId }: UserPoolClient,
  username: string,
  scopes: readonly string[],
): SignInRequest {
  switch (flow) {
    case 'authorizationCode':
      return { flow, poolId, clientId, username, scopes }
    case 'clientCredentials':
      return { flow, poolId, clientId, scopes }
    case 'direct':
      return { flow, poolId, clientId, username }
    default:
      return unreachable(flow)
  }
}

/** What was requested and returned, and which of the tokens is sent. */
function SignInSteps({
  signedIn: { steps, outcome },
  onToken,
}: {
  readonly signedIn: SignIn
  readonly onToken: (caller: Extract<Caller, { kind: 'bearer' }>) => void
}) {
  const use = (token: string) => {
    const refreshToken = outcome.ok ? outcome.value.refreshToken : undefined
    onToken({ kind: 'bearer', token, ...(refreshToken !== undefined && { refreshToken }) })
  }
  return (
    <>
      <p role="status" className={outcome.ok ? 'gw-quiet' : 'gw-missing'}>
        {outcome.ok
          ? 'Signed in: the access token is sent with the request.'
          : `No token: ${outcome.problems[0]?.message ?? ''}`}
        {outcome.ok && outcome.value.idToken !== undefined && (
          <>
            {' '}
            <button
              type="button"
              className="gw-quiet-button"
              onClick={() => use(outcome.value.accessToken)}
            >
              Use the access token
            </button>{' '}
            <button
              type="button"
              className="gw-quiet-button"
              onClick={() => use(outcome.value.idToken ?? outcome.value.accessToken)}
            >
              Use the ID token
            </button>
          </>
        )}
      </p>
      <ol className="gw-sign-in-steps" aria-label="Steps of the sign-in">
        {steps.map(({ title, method, url, body, status, response }, i) => (
          <li key={i}>
            <details>
              <summary>
                {title}: {status}
              </summary>
              <pre className="gw-code" tabIndex={0} role="region" aria-label={title}>
                {`${method} ${url}\n${body ?? ''}\n\n${status}\n${response}`}
              </pre>
            </details>
          </li>
        ))}
      </ol>
    </>
  )
}
