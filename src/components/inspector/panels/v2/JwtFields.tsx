import Button from '@cloudscape-design/components/button'
import { putOpenIdConnectIssuer, userPoolIssuer } from '../../../../model/index.ts'
import type { Address, RouteAuthorizer } from '../../../../model/index.ts'
import { editAndTell } from '../../../store/editAndTell.ts'
import { useDesign, useStores } from '../../../store/StoreContext.tsx'
import { MapField } from '../../fields/MapField.tsx'
import { SelectField, TextField } from '../../fields/fields.tsx'
import { Links } from './Links.tsx'
import type { UpdateAuthorizer } from './updates.ts'

/** The issuer that a JWT authorizer trusts, and the audience that it accepts. */
export function JwtFields({
  at,
  authorizer,
  update,
}: {
  readonly at: Address
  readonly authorizer: RouteAuthorizer
  readonly update: UpdateAuthorizer
}) {
  const stores = useStores()
  const { userPools, openIdConnectIssuers } = useDesign(({ identities }) => identities)
  const { issuer = '', audience = [] } = authorizer.jwtConfiguration ?? {}
  const pools = Object.values(userPools)
  const pool = pools.find(({ id }) => userPoolIssuer(id) === issuer)
  const otherKey = Object.keys(openIdConnectIssuers).find(
    (key) => openIdConnectIssuers[key]?.issuer === issuer,
  )
  const clients = Object.values(pool?.clients ?? {})
  const isKnown = pool !== undefined || otherKey !== undefined
  const choose = (chosen: string) => {
    const chosenPool = pools.find(({ id }) => userPoolIssuer(id) === chosen)
    const ids = Object.keys(chosenPool?.clients ?? {})
    const isServed = ids.length === 0 || audience.some((each) => ids.includes(each))
    return update({ jwtConfiguration: { issuer: chosen, audience: isServed ? audience : ids } })
  }
  const setAudience = (next: readonly string[]) =>
    update({ jwtConfiguration: { issuer, audience: [...next] } })
  const addIssuer = () => {
    const isAdded = editAndTell(
      stores,
      'Add an issuer',
      (design) => putOpenIdConnectIssuer(design, { issuer: { issuer, jwks: { keys: [] } } }),
      { text: `Added the issuer ${issuer}. Paste its key set.`, offersUndo: true },
    )
    if (isAdded) stores.viewStore.getState().select(['identities', 'openIdConnectIssuers', issuer])
  }
  return (
    <>
      <TextField
        at={[...at, 'identitySource']}
        label="Identity source"
        commits="leaving"
        help="The header or query string parameter with the token, with or without Bearer before it."
        suggestions={['$request.header.Authorization', '$request.querystring.access_token']}
        value={authorizer.identitySource.join(', ')}
        edit={(source) => update({ identitySource: source.trim() === '' ? [] : [source.trim()] })}
      />
      <SelectField
        at={[...at, 'jwtConfiguration', 'issuer']}
        label="Issuer"
        help="A user pool sets the audience to its app clients, unless one of them is in it."
        value={issuer}
        options={[
          ...pools.map(({ id, name }) => ({
            value: userPoolIssuer(id),
            label: `User pool ${name}`,
          })),
          ...Object.values(openIdConnectIssuers).map((each) => ({
            value: each.issuer,
            label: each.issuer,
          })),
          ...(isKnown || issuer === '' ? [] : [{ value: issuer, label: `Another URL: ${issuer}` }]),
        ]}
        edit={choose}
      />
      <TextField
        at={[...at, 'jwtConfiguration', 'issuer']}
        label="Issuer URL"
        commits="leaving"
        help="Exactly as in the iss claim of the tokens."
        placeholder="https://login.example.com/"
        value={issuer}
        edit={(url) => update({ jwtConfiguration: { issuer: url.trim(), audience } })}
      />
      {isKnown ? (
        <Links
          label="Issuer of the tokens"
          empty=""
          items={[
            pool
              ? {
                  at: ['identities', 'userPools', pool.id],
                  text: `Open the user pool ${pool.name}`,
                }
              : {
                  at: ['identities', 'openIdConnectIssuers', otherKey ?? issuer],
                  text: 'Open the key set of the issuer',
                },
          ]}
        />
      ) : (
        issuer !== '' && (
          <>
            <p className="gw-refusal" role="status">
              The design has no key set of this issuer. Its tokens are refused (401) unless you
              allow the test console to fetch its keys.
            </p>
            <div>
              <Button onClick={addIssuer}>Add the issuer and its key set</Button>
            </div>
          </>
        )
      )}
      <MapField
        at={[...at, 'jwtConfiguration', 'audience']}
        label="Audience"
        help="A token is accepted when its aud claim, or its client_id without one, is in this list."
        nameLabel="Audience"
        valueLabel="Audience"
        exampleName="Audience: the ID of an app client"
        nameSuggestions={clients.map(({ id }) => id).filter((id) => !audience.includes(id))}
        isBare
        entries={audience.map((each) => [each, ''] as const)}
        set={(each) => setAudience([...audience, each])}
        remove={(each) => setAudience(audience.filter((one) => one !== each))}
      />
    </>
  )
}
