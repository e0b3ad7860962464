import { putApiKey, removeApiKey } from '../../../model/index.ts'
import type { Address, ApiKey, Design } from '../../../model/index.ts'
import { useDesign } from '../../store/StoreContext.tsx'
import { TextField, ToggleField, optional } from '../fields/fields.tsx'
import { presentMembers } from '../fields/lists.ts'
import { TagsField } from '../fields/TagsField.tsx'
import { Remove } from './Remove.tsx'

/** An API key: what callers show in the header x-api-key. */
export function ApiKeyForm({ id, at }: { readonly id: string; readonly at: Address }) {
  const key = useDesign(({ access }) => access.apiKeys[id])
  const plans = useDesign(({ access }) => access.usagePlans)
  if (!key) return <p>This API key is no longer there.</p>
  const put =
    (change: { readonly [K in keyof ApiKey]?: ApiKey[K] | undefined }) => (design: Design) =>
      putApiKey(design, { key: presentMembers<ApiKey>({ ...key, ...change }) })
  const names = Object.values(plans)
    .filter(({ keyIds }) => keyIds.includes(id))
    .map(({ name }) => name)
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
        value={key.name ?? ''}
        edit={(name) => put({ name: optional(name) })}
      />
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={key.description ?? ''}
        edit={(description) => put({ description: optional(description) })}
      />
      <TextField
        at={[...at, 'value']}
        label="API key"
        help="20 to 128 characters. It goes into exports: invent one here, keep the real one out."
        commits="leaving"
        value={key.value}
        edit={(value) => put({ value })}
      />
      <ToggleField
        at={[...at, 'enabled']}
        label="Enabled"
        value={key.enabled}
        edit={(enabled) => put({ enabled })}
      />
      <TextField
        at={[...at, 'customerId']}
        label="Customer identifier"
        help="Of AWS Marketplace."
        value={key.customerId ?? ''}
        edit={(customerId) => put({ customerId: optional(customerId) })}
      />
      <p className="gw-help">
        {names.length === 0
          ? 'In no usage plan: methods that require a key refuse it. Add it in the form of a plan.'
          : `In the usage ${names.length === 1 ? 'plan' : 'plans'} ${names.join(', ')}.`}
      </p>
      <TagsField at={at} tags={key.tags} edit={(tags) => put({ tags })} />
      <Remove
        label="Delete the API key"
        done={`Deleted the API key ${key.name ?? id}.`}
        operation={(design) => removeApiKey(design, { id })}
      />
    </>
  )
}
