import { describeDeployment, methodsOf, removeDeployment } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { TextField } from '../fields/fields.tsx'
import { Remove } from './Remove.tsx'
import { useRestApi } from './useRestApi.ts'

/** A deployment: a picture of the API that never changes. */
export function DeploymentPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const api = useRestApi(apiId)
  const deployment = api?.deployments[id]
  if (!api || !deployment) return <p>This deployment is no longer there.</p>
  const stages = Object.values(api.stages).filter(({ deploymentId }) => deploymentId === id)
  const methods = deployment.snapshot && methodsOf(deployment.snapshot).length
  return (
    <>
      <p className="gw-path">{id}</p>
      <p className="gw-help">
        Made {deployment.createdDate.slice(0, 16).replace('T', ' ')}
        {methods !== undefined && `, with ${methods} ${methods === 1 ? 'method' : 'methods'}`}.{' '}
        {stages.length === 0
          ? 'No stage serves it.'
          : `Served by ${stages.map(({ stageName }) => stageName).join(', ')}.`}
      </p>
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={deployment.description ?? ''}
        edit={(description) => (design) => describeDeployment(design, { apiId, id, description })}
      />
      <Remove
        label="Delete the deployment"
        apiId={apiId}
        operation={(design) => removeDeployment(design, { apiId, id })}
      />
    </>
  )
}
