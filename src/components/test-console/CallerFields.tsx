import type { Caller } from '../../simulator/index.ts'
import { createThing } from '../nouns/create.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { actsOnce } from '../ui/actsOnce.ts'
import { Choice } from './Choice.tsx'
import { ClientCertificateFields } from './ClientCertificateFields.tsx'
import type { RequestDraft } from './requestDraft.ts'
import { AddIdentityPool, IdentityPoolFields } from './IdentityPoolFields.tsx'
import { identityChoice, identityPoolChoices } from './identityChoices.ts'
import { IssuerConsent } from './IssuerConsent.tsx'
import { kindOf } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'
import { SignInFields } from './SignInFields.tsx'
import { TokenFields } from './TokenFields.tsx'
import { SourceFields } from './SourceFields.tsx'

type PoolCaller = Extract<Caller, { kind: 'poolUser' }>

/** Who calls: nobody, somebody who signs, or a user who is signed in; and the API key that is shown besides. */
export function CallerFields(props: {
  readonly tested: TestedEntry
  readonly draft: RequestDraft
  readonly stageName: string | undefined
  readonly onChange: (part: Partial<RequestDraft>) => void
}) {
  const { tested, draft, onChange } = props
  const stores = useStores()
  const principals = useDesign(({ identities }) => identities.principals)
  const pools = useDesign(({ identities }) => identities.userPools)
  const keys = useDesign(({ access }) => access.apiKeys)
  const identityPools = useDesign(({ identities }) => identities.identityPools)
  const kind = kindOf(tested)
  const missing = useDesign(
    (design) => kind.missingPool(tested, design, () => 'new')?.authorizerName,
  )
  const trusted = useDesign((design) => kind.trustedPoolId(tested, design))
  const { caller } = draft
  const choices: { readonly value: string; readonly label: string; readonly caller: Caller }[] = [
    ...Object.values(principals).map(({ id, name }) => ({
      value: `iam ${id}`,
      label: `${name}, signs with IAM`,
      caller: { kind: 'iamPrincipal', principalId: id } as const,
    })),
    ...Object.values(pools).flatMap((pool) => {
      const [clientId] = Object.keys(pool.clients)
      if (clientId === undefined) return []
      return Object.keys(pool.users).map((username) => ({
        value: `pool ${pool.id} ${username}`,
        label: `${username}, of ${pool.name}`,
        caller: { kind: 'poolUser', poolId: pool.id, username, clientId } as const,
      }))
    }),
  ]
  choices.push(...identityPoolChoices(identityPools ?? {}, pools))
  const chosen =
    caller?.kind === 'iamPrincipal'
      ? `iam ${caller.principalId}`
      : caller?.kind === 'poolUser'
        ? `pool ${caller.poolId} ${caller.username}`
        : caller?.kind === 'bearer'
          ? 'bearer'
          : caller?.kind === 'identityPool'
            ? identityChoice(caller)
            : ''
  const isGone =
    chosen !== '' && chosen !== 'bearer' && !choices.some(({ value }) => value === chosen)
  // a draft's caller goes with its last part
  const put = (next: Caller | undefined) => onChange({ caller: next } as Partial<RequestDraft>)
  const keyId = caller?.apiKeyId
  const choose = (value: string) => {
    const key = keyId === undefined ? {} : { apiKeyId: keyId }
    const found = choices.find((choice) => choice.value === value)
    if (found) put({ ...found.caller, ...key })
    else if (value === 'bearer') put({ kind: 'bearer', token: '', ...key })
    else put(keyId === undefined ? undefined : { kind: 'apiKey', apiKeyId: keyId })
  }
  /** Put the pool that the authorizer trusts, and call as its user. */
  const addTrustedPool = () => {
    const { edit, nextId, history } = stores.designStore.getState()
    const pool = kind.missingPool(tested, history.present, nextId)
    if (!pool || !edit(`Add the user pool of ${pool.authorizerName}`, pool.operation).ok) return
    put({ ...pool.caller, ...(keyId !== undefined && { apiKeyId: keyId }) })
  }
  const chooseKey = (id: string) => {
    const { apiKeyId: _before, ...rest } = caller ?? { kind: 'anonymous' as const }
    if (id !== '')
      put({ ...(rest.kind === 'apiKey' ? { kind: 'apiKey' } : rest), apiKeyId: id } as Caller)
    else put(rest.kind === 'apiKey' || rest.kind === 'anonymous' ? undefined : (rest as Caller))
  }
  return (
    <>
      <Choice label="Call as" value={chosen} onChange={choose}>
        <option value="">No caller (send as is)</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value="bearer">A bearer token</option>
        {isGone && <option value={chosen}>A caller that was deleted</option>}
      </Choice>
      {caller?.kind === 'poolUser' && (
        <UserFields caller={caller} onChange={(change) => put({ ...caller, ...change })} />
      )}
      {caller?.kind === 'bearer' && (
        <TokenFields caller={caller} onChange={(change) => put({ ...caller, ...change })} />
      )}
      {caller?.kind === 'identityPool' && <IdentityPoolFields id={caller.identityPoolId} />}
      <IssuerConsent tested={tested} />
      <SignInFields
        preferredPool={trusted}
        onToken={(next) => put({ ...next, ...(keyId !== undefined && { apiKeyId: keyId }) })}
      />
      <Choice label="API key" value={keyId ?? ''} onChange={chooseKey}>
        <option value="">None</option>
        {Object.values(keys).map(({ id, name = id }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {keyId !== undefined && !Object.hasOwn(keys, keyId) && (
          <option value={keyId}>A key that was deleted</option>
        )}
      </Choice>
      {draft.asTestInvoke && caller && (
        <p className="gw-quiet">
          As the console’s test the request goes without its caller: see Stage.
        </p>
      )}
      <p className="gw-quiet" {...actsOnce}>
        {caller?.kind === 'iamPrincipal' || caller?.kind === 'identityPool'
          ? 'The request is signed with Signature Version 4 when it is sent.'
          : caller?.kind === 'poolUser'
            ? 'The user signs in when the request is sent; the token goes into the header that the authorizer reads.'
            : caller?.kind === 'bearer'
              ? 'The token goes into the header that the authorizer reads.'
              : 'A token for a Lambda authorizer can be written under Headers.'}{' '}
        Add{' '}
        {(
          [
            ['principal', 'an IAM principal'],
            ['userPool', missing === undefined ? 'a user pool' : `the user pool of ${missing}`],
            ['apiKey', 'an API key'],
          ] as const
        ).map(([noun, words], i) => (
          <span key={noun}>
            {i === 1 ? ', ' : i === 2 ? ' or ' : ''}
            <button
              type="button"
              className="gw-quiet-button"
              onClick={() =>
                noun === 'userPool' && missing !== undefined
                  ? addTrustedPool()
                  : createThing(stores, noun)
              }
            >
              {words}
            </button>
          </span>
        ))}
        .{' '}
        <AddIdentityPool
          onAdd={(added) => put({ ...added, ...(keyId !== undefined && { apiKeyId: keyId }) })}
        />
      </p>
      <ClientCertificateFields {...props} />
      <SourceFields draft={draft} onChange={onChange} />
    </>
  )
}

/** What the user signs in with, and for which token. */
function UserFields({
  caller,
  onChange,
}: {
  readonly caller: PoolCaller
  readonly onChange: (change: Partial<PoolCaller>) => void
}) {
  const pool = useDesign(({ identities }) => identities.userPools[caller.poolId])
  const clients = Object.values(pool?.clients ?? {})
  return (
    <>
      <Choice
        label="App client"
        value={caller.clientId}
        onChange={(clientId) => onChange({ clientId })}
      >
        {clients.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label="Token"
        value={caller.tokenUse ?? ''}
        onChange={(use) =>
          // no choice leaves it to the method
          onChange({ tokenUse: use === '' ? undefined : use } as Partial<PoolCaller>)
        }
      >
        <option value="">Automatic</option>
        <option value="id">ID token</option>
        <option value="access">Access token</option>
      </Choice>
    </>
  )
}
