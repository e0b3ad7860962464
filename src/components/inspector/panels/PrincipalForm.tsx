import { invokePolicy, putPrincipal, removePrincipal } from '../../../model/index.ts'
import type { Address, Design, Principal } from '../../../model/index.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { AreaField, SelectField, TextField, optional } from '../fields/fields.tsx'
import { MapField } from '../fields/MapField.tsx'
import { jsonCause, optionalJsonCause } from '../fields/jsonCause.ts'
import { listed, presentMembers, without } from '../fields/lists.ts'
import { TagsField } from '../fields/TagsField.tsx'
import { Remove } from './Remove.tsx'

/** Somebody who signs requests with Signature Version 4. */
export function PrincipalForm({ id, at }: { readonly id: string; readonly at: Address }) {
  const { viewStore } = useStores()
  const principal = useDesign(({ identities }) => identities.principals[id])
  if (!principal) return <p>This principal is no longer there.</p>
  const put =
    (change: { readonly [K in keyof Principal]?: Principal[K] | undefined }) => (design: Design) =>
      putPrincipal(design, {
        principal: presentMembers<Principal>({ ...principal, ...change }),
      })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
        value={principal.name}
        edit={(name) => put({ name })}
      />
      <SelectField
        at={[...at, 'type']}
        label="Kind"
        value={principal.type}
        options={[
          { value: 'USER', label: 'IAM user' },
          { value: 'ROLE', label: 'Session of a role' },
        ]}
        edit={(type) => put({ type: type === 'ROLE' ? 'ROLE' : 'USER' })}
      />
      <TextField
        at={[...at, 'accountId']}
        label="Account"
        commits="leaving"
        help="Twelve digits; empty: the account of the API."
        value={principal.accountId ?? ''}
        edit={(accountId) => put({ accountId: optional(accountId) })}
      />
      <TextField
        at={[...at, 'accessKeyId']}
        label="Access key ID"
        help="Invented: it opens nothing real."
        commits="leaving"
        value={principal.accessKeyId}
        edit={(accessKeyId) => put({ accessKeyId })}
      />
      <TextField
        at={[...at, 'secretAccessKey']}
        label="Secret access key"
        value={principal.secretAccessKey}
        edit={(secretAccessKey) => put({ secretAccessKey })}
      />
      <TextField
        at={[...at, 'sessionToken']}
        label="Session token"
        help="Temporary credentials have one."
        value={principal.sessionToken ?? ''}
        edit={(sessionToken) => put({ sessionToken: optional(sessionToken) })}
      />
      <TextField
        at={[...at, 'sessionExpires']}
        label="Session expires"
        help="For example 2026-01-31T12:00:00Z; empty: never."
        commits="leaving"
        value={principal.sessionExpires ?? ''}
        edit={(sessionExpires) => put({ sessionExpires: optional(sessionExpires) })}
      />
      {principal.sessionToken !== undefined && (
        <>
          <TextField
            at={[...at, 'sessionIssued']}
            label="Session issued"
            help="For example 2026-01-31T11:00:00Z; policies read it as aws:TokenIssueTime."
            commits="leaving"
            value={principal.sessionIssued ?? ''}
            edit={(sessionIssued) => put({ sessionIssued: optional(sessionIssued) })}
          />
          <TextField
            at={[...at, 'multiFactorAuthAt']}
            label="Second factor shown"
            help="For example 2026-01-31T11:00:00Z; empty: none was. Policies read it as aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge."
            commits="leaving"
            value={principal.multiFactorAuthAt ?? ''}
            edit={(multiFactorAuthAt) => put({ multiFactorAuthAt: optional(multiFactorAuthAt) })}
          />
        </>
      )}
      <MapField
        at={[...at, 'policies']}
        label="Identity policies"
        nameLabel="Policy name"
        valueLabel="Document"
        isBare
        newValue={invokePolicy}
        entries={Object.entries(principal.policies)}
        set={(name, value) => put({ policies: { ...principal.policies, [name]: value } })}
        remove={(name) => put({ policies: without(principal.policies, name) })}
      />
      {Object.entries(principal.policies).map(([name, text]) => (
        <AreaField
          key={name}
          at={[...at, 'policies', name]}
          label={`Policy ${name}`}
          rows={10}
          explain={jsonCause}
          value={text}
          edit={(value) => put({ policies: { ...principal.policies, [name]: value } })}
        />
      ))}
      <AreaField
        at={[...at, 'permissionsBoundary']}
        label="Permissions boundary"
        help="A policy document; empty: none."
        explain={optionalJsonCause}
        value={principal.permissionsBoundary ?? ''}
        edit={(text) => put({ permissionsBoundary: optional(text) })}
      />
      {principal.type === 'ROLE' && (
        <AreaField
          at={[...at, 'trustPolicy']}
          label="Trust policy"
          help="Who may assume the role."
          explain={optionalJsonCause}
          value={principal.trustPolicy ?? ''}
          edit={(text) => put({ trustPolicy: optional(text) })}
        />
      )}
      <TextField
        at={[...at, 'principalOrgId']}
        label="Organization"
        help="For example o-abcdef1234; policies read it as aws:PrincipalOrgID."
        value={principal.principalOrgId ?? ''}
        edit={(principalOrgId) => put({ principalOrgId: optional(principalOrgId) })}
      />
      <TextField
        at={[...at, 'principalOrgPaths']}
        label="Paths in the organization"
        help="For example o-abcdef1234/r-ab12/ou-ab12-11111111/; several with commas. Policies read them as aws:PrincipalOrgPaths."
        value={principal.principalOrgPaths?.join(', ') ?? ''}
        edit={(value) =>
          put({ principalOrgPaths: value.trim() === '' ? undefined : listed(value) })
        }
      />
      <TagsField at={at} tags={principal.tags} edit={(tags) => put({ tags })} />
      <p className="gw-help">
        To call as {principal.name}: choose it under Caller in the{' '}
        <button
          type="button"
          className="gw-link"
          onClick={() => viewStore.getState().change({ workbenchTab: 'test' })}
        >
          test console
        </button>
        .
      </p>
      <Remove
        label="Delete the principal"
        done={`Deleted the principal ${principal.name}.`}
        operation={(design) => removePrincipal(design, { id })}
      />
    </>
  )
}
