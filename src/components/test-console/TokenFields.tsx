import { useId } from 'react'
import { claimsOfToken, timeOf } from '../../simulator/index.ts'
import type { Caller, SignInRequest } from '../../simulator/index.ts'
import { useClock, useNow } from '../store/useClock.ts'
import { useDesign } from '../store/StoreContext.tsx'
import { tokenExpiry } from './tokenExpiry.ts'
import { useSignIn } from './useSignIn.ts'

type BearerCaller = Extract<Caller, { kind: 'bearer' }>

/** The token that a caller sends: its text, its claims and when it expires on the simulated clock. */
export function TokenFields({
  caller,
  onChange,
}: {
  readonly caller: BearerCaller
  readonly onChange: (change: Partial<BearerCaller>) => void
}) {
  const id = useId()
  const clock = useClock()
  const now = useNow(clock)
  const claims = claimsOfToken(caller.token)
  const expiry = claims && tokenExpiry(claims, timeOf(clock, now))
  return (
    <>
      <div className="gw-entry gw-choice">
        <label htmlFor={id}>Token</label>
        <textarea
          id={id}
          rows={3}
          className="gw-token"
          spellCheck={false}
          autoComplete="off"
          value={caller.token}
          placeholder="eyJ…"
          onChange={(event) => onChange({ token: event.target.value.trim() })}
        />
      </div>
      {caller.token !== '' && !claims && (
        <p className="gw-missing" role="status">
          Not a JSON Web Token. It is sent as it is.
        </p>
      )}
      {claims && expiry && (
        <>
          <p
            className={expiry.isExpired ? 'gw-missing' : 'gw-quiet'}
            role={expiry.isExpired ? 'status' : undefined}
          >
            {expiry.text} <RefreshButton caller={caller} onChange={onChange} />
          </p>
          <details className="gw-claims">
            <summary>Claims (decoded, not verified)</summary>
            <dl>
              {Object.entries(claims).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      )}
    </>
  )
}

/** Gets another token where the caller has a refresh token of a user pool of the design. */
function RefreshButton({
  caller,
  onChange,
}: {
  readonly caller: BearerCaller
  readonly onChange: (change: Partial<BearerCaller>) => void
}) {
  const { signIn, signedIn, isRunning } = useSignIn()
  const pools = useDesign(({ identities }) => identities.userPools)
  const request = refreshOf(caller, Object.keys(pools))
  if (!request) return null
  const refresh = async () => {
    const tokens = await signIn(request)
    if (tokens?.ok) {
      const wasIdToken = claimsOfToken(caller.token)?.['token_use'] === 'id'
      const { accessToken, idToken } = tokens.value
      onChange({ token: wasIdToken ? (idToken ?? accessToken) : accessToken })
    }
  }
  return (
    <>
      <button
        type="button"
        className="gw-quiet-button"
        disabled={isRunning}
        onClick={() => void refresh()}
      >
        Refresh the token
      </button>
      {signedIn && !signedIn.outcome.ok && ` ${signedIn.outcome.problems[0]?.message ?? ''}`}
    </>
  )
}

/** The request that refreshes a token of a user pool. */
function refreshOf(
  { token, refreshToken }: BearerCaller,
  poolIds: readonly string[],
): SignInRequest | undefined {
  const { iss, aud, client_id: client } = claimsOfToken(token) ?? {}
  const poolId = poolIds.find((id) => typeof iss === 'string' && iss.endsWith(`/${id}`))
  const clientId = client ?? aud
  if (refreshToken === undefined || poolId === undefined || typeof clientId !== 'string') {
    return undefined
  }
  return { flow: 'refresh', poolId, clientId, refreshToken }
}
