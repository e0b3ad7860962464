import { removeRouteDeployment, updateRouteDeployment } from '../../../../model/index.ts'
import type { Address } from '../../../../model/index.ts'
import { momentText } from '../../../ui/moment.ts'
import { TextField, optional } from '../../fields/fields.tsx'
import { Remove } from '../Remove.tsx'
import { useRoutedApi } from './useRoutedApi.ts'

/** A deployment of an HTTP or WebSocket API: a snapshot that never changes. */
export function RouteDeploymentPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const api = useRoutedApi(apiId)
  const deployment = api?.deployments[id]
  if (!api || !deployment) return <p>This deployment is no longer there.</p>
  const created = momentText(deployment.createdDate)
  const serving = Object.values(api.stages)
    .filter(({ deploymentId }) => deploymentId === id)
    .map(({ stageName }) => stageName)
  const routes = deployment.snapshot && Object.keys(deployment.snapshot.routes).length
  return (
    <>
      <p className="gw-path">{id}</p>
      <p className="gw-help">
        Created {created}
        {deployment.autoDeployed && ' by automatic deployment'}
        {routes !== undefined && `, with ${routes} ${routes === 1 ? 'route' : 'routes'}`}.{' '}
        {serving.length === 0 ? 'No stage serves it.' : `Served by ${serving.join(', ')}.`}
      </p>
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={deployment.description ?? ''}
        edit={(value) => (design) =>
          updateRouteDeployment(design, { apiId, id, description: optional(value) })
        }
      />
      <Remove
        label="Delete the deployment"
        done={`Deleted the deployment of ${created}.`}
        apiId={apiId}
        operation={(design) => removeRouteDeployment(design, { apiId, id })}
      />
    </>
  )
}
