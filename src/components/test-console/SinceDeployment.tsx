import { useMemo } from 'react'
import { changesSinceDeployment } from '../../model/index.ts'
import type { ChangeSinceDeployment, Deployment, HttpApi, RestApi } from '../../model/index.ts'
import { momentText } from '../ui/moment.ts'
import { PlaceLink } from '../shared/PlaceLink.tsx'
import type { TestedEntry } from './testedEntry.ts'
import './since.css'

/** Changes that are told by name; the others are counted. */
const toldByName = 5

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

/** How far the design is ahead of a deployment, change by change. */
export function SinceDeployment({
  api,
  deploymentId,
}: {
  readonly api: RestApi
  readonly deploymentId: string | undefined
}) {
  const deployment = deploymentOf(api, deploymentId)
  const snapshot = deployment?.snapshot
  const changes = useMemo(
    () => (snapshot ? changesSinceDeployment(api, snapshot) : []),
    [api, snapshot],
  )
  if (!deployment || !snapshot) return null
  const when = momentText(deployment.createdDate)
  if (changes.length === 0) {
    return <p className="gw-since">The design answers as what was deployed on {when}.</p>
  }
  return (
    <div className="gw-since">
      <p>
        The design is {changes.length} {changes.length === 1 ? 'change' : 'changes'} ahead of what
        was deployed on {when}:
      </p>
      <ul>
        {changes.slice(0, toldByName).map((change) => (
          <li key={`${change.kind} ${change.name}`}>
            {change.name} ({change.kind}) <PlaceOf change={change} />
          </li>
        ))}
        {changes.length > toldByName && <li>and {changes.length - toldByName} more</li>}
      </ul>
    </div>
  )
}

function PlaceOf({ change: { kind, name, at } }: { readonly change: ChangeSinceDeployment }) {
  if (kind === 'removed') return null
  return (
    <PlaceLink at={at} about={name}>
      Show
    </PlaceLink>
  )
}

function deploymentOf(api: RestApi, id = ''): Deployment | undefined {
  return Object.hasOwn(api.deployments, id) ? api.deployments[id] : undefined
}
