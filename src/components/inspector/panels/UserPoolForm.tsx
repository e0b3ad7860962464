import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { putUserPool, removeUserPool } from '../../../model/index.ts'
import type { Address, Design, PoolUser, UserPool, UserPoolClient } from '../../../model/index.ts'
import { uuidFrom } from '../../access/newUserPool.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { MapField, TextField, ToggleField } from '../fields/fields.tsx'
import { listed, typedNumber, without } from '../fields/lists.ts'
import { Remove } from './Remove.tsx'

type Put = (change: Partial<UserPool>) => (design: Design) => ReturnType<typeof putUserPool>

interface PartProps {
  readonly at: Address
  readonly pool: UserPool
  readonly put: Put
}

/** A user pool of the design's own: its users sign in here, and authorizers that name it take their tokens. */
export function UserPoolForm({ id, at }: { readonly id: string; readonly at: Address }) {
  const pool = useDesign(({ identities }) => identities.userPools[id])
  if (!pool) return <p>This user pool is no longer there.</p>
  const put: Put = (change) => (design) => putUserPool(design, { pool: { ...pool, ...change } })
  const [region = ''] = id.split('_')
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        value={pool.name}
        edit={(name) => put({ name })}
      />
      <div>
        <p className="gw-help">An authorizer trusts it by this ARN:</p>
        <p className="gw-path">{`arn:aws:cognito-idp:${region}:123456789012:userpool/${id}`}</p>
      </div>
      <Users at={at} pool={pool} put={put} />
      <Clients at={at} pool={pool} put={put} />
      <p className="gw-help">
        Tokens are signed by a key that is made for this session; nothing leaves the page.
      </p>
      <Remove label="Delete the user pool" operation={(design) => removeUserPool(design, { id })} />
    </>
  )
}

function Users({ at, pool, put }: PartProps) {
  const { designStore } = useStores()
  const change = (user: PoolUser, next: Partial<PoolUser>) =>
    put({ users: { ...pool.users, [user.username]: { ...user, ...next } } })
  return (
    <>
      <h3>Users</h3>
      {Object.values(pool.users).map((user) => {
        const userAt = [...at, 'users', user.username]
        return (
          <section key={user.username} className="gw-response" aria-label={`User ${user.username}`}>
            <h4>{user.username}</h4>
            <ToggleField
              at={[...userAt, 'enabled']}
              label="May sign in"
              value={user.enabled}
              edit={(enabled) => change(user, { enabled })}
            />
            <TextField
              at={[...userAt, 'groups']}
              label="Groups"
              help="Separated by commas."
              value={user.groups.join(', ')}
              edit={(groups) => change(user, { groups: listed(groups) })}
            />
            <TextField
              at={[...userAt, 'sub']}
              label="Subject (sub)"
              value={user.sub}
              edit={(sub) => change(user, { sub })}
            />
            <MapField
              at={[...userAt, 'attributes']}
              label="Attributes"
              nameLabel="Attribute"
              valueLabel="Value"
              newName="custom:role"
              entries={Object.entries(user.attributes)}
              set={(name, value) =>
                change(user, { attributes: { ...user.attributes, [name]: value } })
              }
              remove={(name) => change(user, { attributes: without(user.attributes, name) })}
            />
            <Button
              ariaLabel={`Remove the user ${user.username}`}
              onClick={() =>
                designStore
                  .getState()
                  .edit(
                    `Remove the user ${user.username}`,
                    put({ users: without(pool.users, user.username) }),
                  )
              }
            >
              Remove
            </Button>
          </section>
        )
      })}
      <NewMember
        label="New user"
        placeholder="Username: ben@example.com"
        button="Add a user"
        taken={Object.keys(pool.users)}
        onAdd={(username) => {
          const { edit, nextId } = designStore.getState()
          const attributes: Record<string, string> = username.includes('@')
            ? { email: username }
            : {}
          const user = { username, sub: uuidFrom(nextId), enabled: true, groups: [], attributes }
          return edit(
            `Add the user ${username}`,
            put({ users: { ...pool.users, [username]: user } }),
          ).ok
        }}
      />
    </>
  )
}

function Clients({ at, pool, put }: PartProps) {
  const { designStore } = useStores()
  const change = (client: UserPoolClient, next: Partial<UserPoolClient>) =>
    put({ clients: { ...pool.clients, [client.id]: { ...client, ...next } } })
  return (
    <>
      <h3>App clients</h3>
      {Object.values(pool.clients).map((client) => {
        const clientAt = [...at, 'clients', client.id]
        return (
          <section key={client.id} className="gw-response" aria-label={`App client ${client.name}`}>
            <h4>{client.name}</h4>
            <p className="gw-help">Client ID {client.id}</p>
            <TextField
              at={[...clientAt, 'name']}
              label="App client name"
              value={client.name}
              edit={(name) => change(client, { name })}
            />
            <TextField
              at={[...clientAt, 'allowedScopes']}
              label="Scopes"
              help="Separated by commas: orders/read, openid."
              value={client.allowedScopes.join(', ')}
              edit={(scopes) => change(client, { allowedScopes: listed(scopes) })}
            />
            <TextField
              at={[...clientAt, 'tokenValidity']}
              label="Tokens are good for"
              help="Seconds."
              type="number"
              value={String(client.tokenValidity)}
              edit={(seconds) => change(client, { tokenValidity: typedNumber(seconds) ?? 3600 })}
            />
            <Button
              ariaLabel={`Remove the app client ${client.name}`}
              onClick={() =>
                designStore
                  .getState()
                  .edit(
                    `Remove the app client ${client.name}`,
                    put({ clients: without(pool.clients, client.id) }),
                  )
              }
            >
              Remove
            </Button>
          </section>
        )
      })}
      <NewMember
        label="New app client"
        placeholder="Name: mobile"
        button="Add an app client"
        taken={[]}
        onAdd={(name) => {
          const { edit, nextId } = designStore.getState()
          const id = nextId()
          const client = { id, name, allowedScopes: [], tokenValidity: 3600 }
          return edit(
            `Add the app client ${name}`,
            put({ clients: { ...pool.clients, [id]: client } }),
          ).ok
        }}
      />
    </>
  )
}

function NewMember({
  label,
  placeholder,
  button,
  taken,
  onAdd,
}: {
  readonly label: string
  readonly placeholder: string
  readonly button: string
  readonly taken: readonly string[]
  readonly onAdd: (name: string) => boolean
}) {
  const [name, setName] = useState('')
  const isTaken = taken.includes(name.trim())
  const add = () => {
    if (name.trim() !== '' && !isTaken && onAdd(name.trim())) setName('')
  }
  return (
    <div className="gw-map-field">
      <div className="gw-map-row gw-map-new gw-new-member">
        <input
          aria-label={label}
          placeholder={placeholder}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add()
          }}
        />
        <Button onClick={add}>{button}</Button>
      </div>
      {isTaken && (
        <p className="gw-refusal" role="alert">
          {name.trim()} is there already.
        </p>
      )}
    </div>
  )
}
