import { putUserPool, removeUserPool, uuidFrom } from '../../../model/index.ts'
import type { Address, Design, PoolUser, UserPool, UserPoolClient } from '../../../model/index.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { AddRow } from '../fields/AddRow.tsx'
import { RequiredNumberField, TextField, ToggleField } from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { ListHeading, RemoveItem } from '../fields/RemoveItem.tsx'
import { listed, without } from '../fields/lists.ts'
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
        commits="leaving"
        value={pool.name}
        edit={(name) => put({ name })}
      />
      <TextField
        at={[...at, 'accountId']}
        label="Account"
        help="Twelve digits. Default: the account of the API."
        value={pool.accountId ?? ''}
        edit={(accountId) => put({ accountId: accountId === '' ? undefined : accountId })}
      />
      <div>
        <p className="gw-help">An authorizer trusts it by this ARN:</p>
        <p className="gw-path">{`arn:aws:cognito-idp:${region}:${pool.accountId ?? '123456789012'}:userpool/${id}`}</p>
      </div>
      <Users at={at} pool={pool} put={put} />
      <Clients at={at} pool={pool} put={put} />
      <p className="gw-help">
        Tokens are signed by a key that is made for this session; nothing leaves the page.
      </p>
      <Remove
        label="Delete the user pool"
        done={`Deleted the user pool ${pool.name}.`}
        operation={(design) => removeUserPool(design, { id })}
      />
    </>
  )
}

function Users({ at, pool, put }: PartProps) {
  const { designStore } = useStores()
  const change = (user: PoolUser, next: Partial<PoolUser>) =>
    put({ users: { ...pool.users, [user.username]: { ...user, ...next } } })
  return (
    <div className="gw-fields" data-list="">
      <ListHeading text="Users" />
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
              exampleName="custom:role"
              entries={Object.entries(user.attributes)}
              set={(name, value) =>
                change(user, { attributes: { ...user.attributes, [name]: value } })
              }
              remove={(name) => change(user, { attributes: without(user.attributes, name) })}
            />
            <RemoveItem
              label={`Remove the user ${user.username}`}
              done={`Removed the user ${user.username}.`}
              operation={put({ users: without(pool.users, user.username) })}
            />
          </section>
        )
      })}
      <AddRow
        at={[...at, 'users']}
        list="Users"
        nameLabel="User"
        placeholder="Username: ben@example.com"
        button="Add a user"
        buttonLabel="Add a user"
        existing={Object.keys(pool.users)}
        add={(username) => {
          const { edit, nextId } = designStore.getState()
          const attributes: Record<string, string> = username.includes('@')
            ? { email: username }
            : {}
          const user = { username, sub: uuidFrom(nextId), enabled: true, groups: [], attributes }
          return edit(
            `Add the user ${username}`,
            put({ users: { ...pool.users, [username]: user } }),
          )
        }}
      />
    </div>
  )
}

function Clients({ at, pool, put }: PartProps) {
  const { designStore } = useStores()
  const change = (client: UserPoolClient, next: Partial<UserPoolClient>) =>
    put({ clients: { ...pool.clients, [client.id]: { ...client, ...next } } })
  return (
    <div className="gw-fields" data-list="">
      <ListHeading text="App clients" />
      {Object.values(pool.clients).map((client) => {
        const clientAt = [...at, 'clients', client.id]
        return (
          <section key={client.id} className="gw-response" aria-label={`App client ${client.name}`}>
            <h4>{client.name}</h4>
            <p className="gw-help">Client ID {client.id}</p>
            <TextField
              at={[...clientAt, 'name']}
              label="App client name"
              commits="leaving"
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
            <RequiredNumberField
              at={[...clientAt, 'tokenValidity']}
              label="Tokens are valid for"
              help="In seconds."
              value={client.tokenValidity}
              edit={(tokenValidity) => change(client, { tokenValidity })}
            />
            <RemoveItem
              label={`Remove the app client ${client.name}`}
              done={`Removed the app client ${client.name}.`}
              operation={put({ clients: without(pool.clients, client.id) })}
            />
          </section>
        )
      })}
      <AddRow
        at={[...at, 'clients']}
        list="App clients"
        nameLabel="App client"
        placeholder="Name: mobile"
        button="Add an app client"
        buttonLabel="Add an app client"
        existing={[]}
        add={(name) => {
          const { edit, nextId } = designStore.getState()
          const id = nextId()
          const client = { id, name, allowedScopes: [], tokenValidity: 3600 }
          return edit(
            `Add the app client ${name}`,
            put({ clients: { ...pool.clients, [id]: client } }),
          )
        }}
      />
    </div>
  )
}
