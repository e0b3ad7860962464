import { removeRouteAuthorizer, updateRouteAuthorizer } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { TextField } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useRoutedApi } from './useRoutedApi.ts'

/** An authorizer of an HTTP or WebSocket API. */
export function RouteAuthorizerPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const authorizer = useRoutedApi(apiId)?.authorizers[id]
  if (!authorizer) return <p>This authorizer is no longer there.</p>
  const update =
    (change: Parameters<typeof updateRouteAuthorizer>[1]['change']) => (design: Design) =>
      updateRouteAuthorizer(design, { apiId, id, change })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
        value={authorizer.name}
        edit={(name) => update({ name })}
      />
      <Remove
        label="Delete the authorizer"
        done={`Deleted the authorizer ${authorizer.name}.`}
        apiId={apiId}
        operation={(design) => removeRouteAuthorizer(design, { apiId, id })}
      />
    </>
  )
}
