import { describeDeployment, methodsOf, removeDeployment } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { TextField } from '../fields/fields.tsx'
import { momentText } from '../../ui/moment.ts'
import { Remove } from './Remove.tsx'
import { useRestApi } from './useRestApi.ts'

/** A deployment: a picture of the API that never changes. */
export function DeploymentPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const api = useRestApi(apiId)
  const deployment = api?.deployments[id]
  if (!api || !deployment) return <p>This deployment is no longer there.</p>
  const serving = Object.values(api.stages).flatMap(
    ({ stageName, deploymentId, canarySettings }) => [
      ...(deploymentId === id ? [stageName] : []),
      ...(canarySettings?.deploymentId === id ? [`the canary of ${stageName}`] : []),
    ],
  )
  const methods = deployment.snapshot && methodsOf(deployment.snapshot).length
  return (
    <>
      <p className="gw-path">{id}</p>
      <p className="gw-help">
        Made {momentText(deployment.createdDate)}
        {methods !== undefined && `, with ${methods} ${methods === 1 ? 'method' : 'methods'}`}.{' '}
        {serving.length === 0 ? 'No stage serves it.' : `Served by ${serving.join(', ')}.`}
      </p>
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={deployment.description ?? ''}
        edit={(description) => (design) => describeDeployment(design, { apiId, id, description })}
      />
      <Remove
        label="Delete the deployment"
        done={`Deleted the deployment of ${momentText(deployment.createdDate)}.`}
        apiId={apiId}
        operation={(design) => removeDeployment(design, { apiId, id })}
      />
    </>
  )
}
