import { removeRoute, updateRoute } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { TextField, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useRoutedApi } from './useRoutedApi.ts'

/** A route of an HTTP or WebSocket API. */
export function RoutePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const route = useRoutedApi(apiId)?.routes[id]
  if (!route) return <p>This route is no longer there.</p>
  const update = (change: Parameters<typeof updateRoute>[1]['change']) => (design: Design) =>
    updateRoute(design, { apiId, id, change })
  return (
    <>
      <TextField
        at={[...at, 'routeKey']}
        label="Route key"
        commits="leaving"
        value={route.routeKey}
        edit={(routeKey) => update({ routeKey })}
      />
      <TextField
        at={[...at, 'operationName']}
        label="Operation name"
        commits="leaving"
        value={route.operationName ?? ''}
        edit={(value) => update({ operationName: optional(value) })}
      />
      <Remove
        label={`Delete the route ${route.routeKey}`}
        done={`Deleted the route ${route.routeKey}.`}
        apiId={apiId}
        operation={(design) => removeRoute(design, { apiId, id })}
      />
    </>
  )
}
