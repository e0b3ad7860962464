import type { HttpApi, RestApi } from '../../model/index.ts'
import { PlaceLink } from '../shared/PlaceLink.tsx'
import { SinceDeployment, deploymentOf } from '../shared/SinceDeployment.tsx'
import { momentText } from '../ui/moment.ts'
import type { TestedEntry } from './testedEntry.ts'

/** What a call finds that is answered by what was deployed to its stage. */
export function AsDeployed({
  tested,
  stageName,
}: {
  readonly tested: TestedEntry
  readonly stageName: string | undefined
}) {
  // the table pairs each protocol with its own entry points
  const Deployed = deployedNotes[tested.protocol] as typeof MethodAsDeployed
  return <Deployed api={tested.api as RestApi} stageName={stageName} />
}

const deployedNotes = { REST: MethodAsDeployed, HTTP: RouteAsDeployed }

function RouteAsDeployed({
  api,
  stageName = '',
}: {
  readonly api: HttpApi
  readonly stageName: string | undefined
}) {
  const stage = Object.hasOwn(api.stages, stageName) ? api.stages[stageName] : undefined
  const id = stage?.deploymentId ?? ''
  const deployment = Object.hasOwn(api.deployments, id) ? api.deployments[id] : undefined
  if (stage?.autoDeploy === true) {
    return <p className="gw-quiet">The stage deploys every change automatically.</p>
  }
  return (
    <p className="gw-quiet">
      {deployment?.snapshot
        ? `The deployment of ${momentText(deployment.createdDate)} answers.`
        : deployment
          ? 'The design does not have what was deployed: the design as it is now answers.'
          : 'Nothing was deployed to this stage: every request returns 404.'}{' '}
      {stage && <PlaceLink at={['apis', api.id, 'stages', stageName]}>Show the stage</PlaceLink>}
    </p>
  )
}

function MethodAsDeployed({
  api,
  stageName,
}: {
  readonly api: RestApi
  readonly stageName: string | undefined
}) {
  const stage = Object.hasOwn(api.stages, stageName ?? '') ? api.stages[stageName ?? ''] : undefined
  if (!deploymentOf(api, stage?.deploymentId)?.snapshot) {
    return (
      <p className="gw-quiet">
        {stage ? 'Nothing was deployed to this stage yet' : 'The API has no stage yet'}: the design
        as it is now answers.{' '}
        {stage && <PlaceLink at={['apis', api.id, 'stages', stage.stageName]}>Deploy</PlaceLink>}
      </p>
    )
  }
  return <SinceDeployment api={api} deploymentId={stage?.deploymentId} />
}
