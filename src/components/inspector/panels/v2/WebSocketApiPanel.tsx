import { removeRoutedApi, updateWebSocketApi } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { TextField, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useRoutedApi } from './useRoutedApi.ts'

/** The settings of a WebSocket API. */
export function WebSocketApiPanel({ at }: { readonly at: Address }) {
  const [, apiId = ''] = at
  const api = useRoutedApi(apiId)
  if (api?.protocol !== 'WEBSOCKET') return <p>This API is no longer there.</p>
  const update = (change: Parameters<typeof updateWebSocketApi>[1]['change']) => (design: Design) =>
    updateWebSocketApi(design, { apiId, change })
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
