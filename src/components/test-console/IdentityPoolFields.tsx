import { invokePolicy, putIdentityPool, putPrincipal, uuidFrom } from '../../model/index.ts'
import type { Design, IdSource, IdentityPool, Principal } from '../../model/index.ts'
import type { Caller } from '../../simulator/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { Choice } from './Choice.tsx'

type IdentityCaller = Extract<Caller, { kind: 'identityPool' }>

/** The settings of an identity pool: its roles, and whose users it knows. */
export function IdentityPoolFields({ id }: { readonly id: string }) {
  const { designStore } = useStores()
  const pool = useDesign(({ identities }) => identities.identityPools?.[id])
  const principals = useDesign(({ identities }) => identities.principals)
  const userPools = useDesign(({ identities }) => identities.userPools)
  if (!pool) return null
  const roles = Object.values(principals).filter(({ type }) => type === 'ROLE')
  const put = (change: Partial<IdentityPool>) =>
    designStore
      .getState()
      .edit(`Edit ${pool.name}`, (design) =>
        putIdentityPool(design, { pool: { ...pool, ...change } }),
      )
  const roleField = (field: 'authenticatedRoleId' | 'unauthenticatedRoleId', label: string) => (
    <Choice
      label={label}
      value={pool[field] ?? ''}
      onChange={(roleId) => {
        const { [field]: _before, ...rest } = pool
        const next = { ...rest, ...(roleId !== '' && { [field]: roleId }) }
        designStore
          .getState()
          .edit(`Edit ${pool.name}`, (design) => putIdentityPool(design, { pool: next }))
      }}
    >
      <option value="">None</option>
      {roles.map(({ id: roleId, name }) => (
        <option key={roleId} value={roleId}>
          {name}
        </option>
      ))}
    </Choice>
  )
  return (
    <fieldset>
      <legend>Identity pool {pool.name}</legend>
      {roleField('authenticatedRoleId', 'Authenticated role')}
      {roleField('unauthenticatedRoleId', 'Unauthenticated role')}
      <label className="gw-inline">
        <input
          type="checkbox"
          checked={pool.allowUnauthenticatedIdentities}
          onChange={({ target }) => put({ allowUnauthenticatedIdentities: target.checked })}
        />
        Allow guests
      </label>
      {Object.values(userPools).map((userPool) => (
        <label key={userPool.id} className="gw-inline">
          <input
            type="checkbox"
            checked={pool.userPoolIds.includes(userPool.id)}
            onChange={({ target }) =>
              put({
                userPoolIds: target.checked
                  ? [...pool.userPoolIds, userPool.id]
                  : pool.userPoolIds.filter((other) => other !== userPool.id),
              })
            }
          />
          Users of {userPool.name}
        </label>
      ))}
    </fieldset>
  )
}

/** Adds an identity pool with a role, and calls as its first user or as its guest. */
export function AddIdentityPool({ onAdd }: { readonly onAdd: (caller: IdentityCaller) => void }) {
  const { designStore } = useStores()
  const add = () => {
    const { edit, nextId, history } = designStore.getState()
    const { pool, role, caller } = newIdentityPool(history.present, nextId)
    const result = edit(`Add ${pool.name}`, (design) => {
      const withRole = putPrincipal(design, { principal: role })
      return withRole.ok ? putIdentityPool(withRole.value, { pool }) : withRole
    })
    if (result.ok) onAdd(caller)
  }
  return (
    <button type="button" className="gw-quiet-button" onClick={add}>
      Add an identity pool
    </button>
  )
}

/** An identity pool for the users of the design's user pools, with a role that may invoke every API. */
function newIdentityPool(
  design: Design,
  nextId: IdSource,
): { readonly pool: IdentityPool; readonly role: Principal; readonly caller: IdentityCaller } {
  const count = Object.keys(design.identities.identityPools ?? {}).length + 1
  const name = count === 1 ? 'identities' : `identities ${count}`
  const role: Principal = {
    id: nextId(),
    name: `identity-pool-role${count === 1 ? '' : `-${count}`}`,
    type: 'ROLE',
    // invented, and of the form that temporary credentials have
    accessKeyId: `ASIA${(nextId() + nextId()).toUpperCase().replace(/[^A-Z2-7]/g, '7')}`.slice(
      0,
      20,
    ),
    secretAccessKey: Array.from({ length: 4 }, nextId).join('').padEnd(40, '0').slice(0, 40),
    policies: { Invoke: invokePolicy },
    tags: {},
  }
  const userPools = Object.values(design.identities.userPools)
  const first = userPools.find(({ users }) => Object.keys(users).length > 0)
  const [username] = Object.keys(first?.users ?? {})
  const pool: IdentityPool = {
    id: `us-east-1:${uuidFrom(nextId)}`,
    name,
    allowUnauthenticatedIdentities: username === undefined,
    authenticatedRoleId: role.id,
    unauthenticatedRoleId: role.id,
    userPoolIds: userPools.map(({ id }) => id),
  }
  const user = first && username !== undefined ? { poolId: first.id, username } : undefined
  return {
    pool,
    role,
    caller: { kind: 'identityPool', identityPoolId: pool.id, ...(user && { user }) },
  }
}
