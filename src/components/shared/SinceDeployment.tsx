import { useMemo } from 'react'
import { changesSinceDeployment } from '../../model/index.ts'
import type { ChangeSinceDeployment, Deployment, RestApi } from '../../model/index.ts'
import { momentText } from '../ui/moment.ts'
import { PlaceLink } from './PlaceLink.tsx'
import './since.css'

/** Changes that are told by name; the others are counted. */
const toldByName = 5

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

/** The deployment of an API by its id. */
export function deploymentOf(api: RestApi, id = ''): Deployment | undefined {
  return Object.hasOwn(api.deployments, id) ? api.deployments[id] : undefined
}
