import type { Address, Api, Design, Result } from '../../../model/index.ts'
import { TextField, optional } from '../fields/fields.tsx'

/** The settings with which every kind of API begins. `undefined` removes an optional one. */
interface ApiNames {
  readonly name?: string
  readonly description?: string | undefined
  readonly version?: string | undefined
}

/** The name, description and version of an API of any kind. */
export function ApiNameFields({
  at,
  api,
  update,
}: {
  readonly at: Address
  readonly api: Pick<Api, 'name' | 'description' | 'version'>
  readonly update: (change: ApiNames) => (design: Design) => Result<Design>
}) {
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="API name"
        commits="leaving"
        value={api.name}
        edit={(name) => update({ name })}
      />
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={api.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <TextField
        at={[...at, 'version']}
        label="Version"
        value={api.version ?? ''}
        edit={(value) => update({ version: optional(value) })}
      />
    </>
  )
}
