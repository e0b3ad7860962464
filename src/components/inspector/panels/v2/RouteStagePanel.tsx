import { removeRouteStage, updateRouteStage } from '../../../../model/index.ts'
import type { Address, Design } from '../../../../model/index.ts'
import { TextField, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useRoutedApi } from './useRoutedApi.ts'

/** A stage of an HTTP or WebSocket API. */
export function RouteStagePanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , stageName = ''] = at
  const stage = useRoutedApi(apiId)?.stages[stageName]
  if (!stage) return <p>This stage is no longer there.</p>
  const update = (change: Parameters<typeof updateRouteStage>[1]['change']) => (design: Design) =>
    updateRouteStage(design, { apiId, stageName, change })
  return (
    <>
      <p className="gw-path">{stageName}</p>
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={stage.description ?? ''}
        edit={(value) => update({ description: optional(value) })}
      />
      <Remove
        label={`Delete the stage ${stageName}`}
        done={`Deleted the stage ${stageName}.`}
        apiId={apiId}
        operation={(design) => removeRouteStage(design, { apiId, stageName })}
      />
    </>
  )
}
