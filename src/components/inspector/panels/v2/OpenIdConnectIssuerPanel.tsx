import {
  describeKeys,
  keySetBytes,
  ok,
  putOpenIdConnectIssuer,
  readKeySet,
  removeOpenIdConnectIssuer,
} from '../../../../model/index.ts'
import type { Address, KeyInSet } from '../../../../model/index.ts'
import { useDesign, useStores } from '../../../store/StoreContext.tsx'
import { AreaField, TextField } from '../../fields/fields.tsx'
import { jsonCause } from '../../fields/jsonCause.ts'
import { Remove } from '../Remove.tsx'

/** An OpenID Connect issuer outside the design, with the public keys that verify its tokens. */
export function OpenIdConnectIssuerPanel({ at }: { readonly at: Address }) {
  const [, , id = ''] = at
  const { viewStore } = useStores()
  const issuer = useDesign(({ identities }) => identities.openIdConnectIssuers[id])
  if (!issuer) return <p>This issuer is no longer there.</p>
  const keys = describeKeys(issuer.jwks.keys)
  return (
    <>
      <TextField
        at={[...at, 'issuer']}
        label="Issuer URL"
        commits="leaving"
        help="Exactly as in the iss claim of its tokens and in JWT authorizers."
        placeholder="https://login.example.com/"
        value={issuer.issuer}
        edit={(url) => (design) => {
          const next = { ...issuer, issuer: url }
          const renamed = putOpenIdConnectIssuer(design, { issuer: next, renames: id })
          if (renamed.ok) {
            const to = ['identities', 'openIdConnectIssuers', url]
            queueMicrotask(() => viewStore.getState().select(to))
          }
          return renamed
        }}
      />
      <AreaField
        at={[...at, 'jwks']}
        label="JSON Web Key Set (JWKS)"
        help={`Open the jwks_uri of the issuer, which its /.well-known/openid-configuration names, and paste the response here. At most ${keySetBytes.toLocaleString('en-US')} bytes. Private keys are refused.`}
        rows={12}
        explain={jsonCause}
        value={JSON.stringify(issuer.jwks, null, 2)}
        edit={(text) => (design) => {
          const read = readKeySet(text, [...at, 'jwks'])
          if (!read.ok) return read
          // the same keys with other white space are no edit
          if (JSON.stringify(read.value) === JSON.stringify(issuer.jwks)) return ok(design)
          return putOpenIdConnectIssuer(design, { issuer: { ...issuer, jwks: read.value } })
        }}
      />
      <KeyList keys={keys} />
      <p className="gw-help">
        Tokens of this issuer are verified with these keys alone. Nothing is fetched from it.
      </p>
      <Remove
        label="Delete the issuer"
        done={`Deleted the issuer ${id}.`}
        operation={(design) => removeOpenIdConnectIssuer(design, { issuer: id })}
      />
    </>
  )
}

function KeyList({ keys }: { readonly keys: readonly KeyInSet[] }) {
  if (keys.every(({ unusable }) => unusable !== undefined)) {
    return (
      <p className="gw-refusal" role="status">
        {keys.length === 0
          ? 'The key set is empty: every token of this issuer is refused.'
          : 'No key of the set can verify a token: every token of this issuer is refused.'}
      </p>
    )
  }
  return (
    <ul className="gw-list" aria-label="Keys of the issuer">
      {keys.map(({ kid, keyType, algorithm, unusable }, i) => (
        <li key={i}>
          <code>{kid ?? `key ${i + 1}`}</code>{' '}
          {algorithm === undefined ? keyType : `${keyType}, ${algorithm}`}
          {unusable !== undefined && `. Not used: ${unusable}.`}
        </li>
      ))}
    </ul>
  )
}
