import { removeRouteIntegration, updateRouteIntegration } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { TextField, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useRoutedApi } from './useRoutedApi.ts'

/** An integration of an HTTP or WebSocket API, which routes share. */
export function RouteIntegrationPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const integration = useRoutedApi(apiId)?.integrations[id]
  if (!integration) return <p>This integration is no longer there.</p>
  const update =
    (change: Parameters<typeof updateRouteIntegration>[1]['change']) => (design: Design) =>
      updateRouteIntegration(design, { apiId, id, change })
  return (
    <>
      <p className="gw-path">{id}</p>
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={integration.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <Remove
        label="Delete the integration"
        done={`Deleted the integration ${id}.`}
        apiId={apiId}
        operation={(design) => removeRouteIntegration(design, { apiId, id })}
      />
    </>
  )
}
