import { removeRoutedApi, updateHttpApi } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { TextField, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useHttpApi } from './useRoutedApi.ts'

/** The settings of an HTTP API. */
export function HttpApiPanel({ at }: { readonly at: Address }) {
  const [, apiId = ''] = at
  const api = useHttpApi(apiId)
  if (!api) return <p>This API is no longer there.</p>
  const update = (change: Parameters<typeof updateHttpApi>[1]['change']) => (design: Design) =>
    updateHttpApi(design, { apiId, change })
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
      <Remove
        label="Delete the API"
        done={`Deleted the API ${api.name}.`}
        operation={(design) => removeRoutedApi(design, { apiId })}
      />
    </>
  )
}
