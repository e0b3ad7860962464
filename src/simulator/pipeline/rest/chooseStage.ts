import type { RestExchange } from './exchange.ts'
import { forbidden } from '../../routing/resolveHost.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** The stage whose variables apply: the one that is called, else the API's first. A canary takes its share of the calls. */
export function chooseStage(exchange: RestExchange, draft: StepDraft): void {
  const api = exchange.designedApi
  const { stageName } = exchange.call
  draft.input = { stage: stageName ?? null }
  draft.at = ['apis', exchange.call.apiId, 'stages']
  const found =
    stageName === undefined
      ? exchange.isTest
        ? undefined
        : Object.values(api.stages)[0]
      : Object.hasOwn(api.stages, stageName)
        ? api.stages[stageName]
        : undefined
  if (!found) {
    const stagesAt = ['apis', api.id, 'stages']
    if (stageName !== undefined && !exchange.isTest && Object.keys(api.stages).length > 0) {
      draft.decide(
        `The API has the stages ${Object.keys(api.stages).join(', ')}, not ${stageName}`,
        stagesAt,
        'Stages',
      )
      throw forbidden({
        code: 'stage/missing',
        message: `The API has no stage ${stageName}, so nothing answers at its address.`,
        at: stagesAt,
      })
    }
    draft.decide(
      stageName === undefined
        ? 'No stage: there are no stage variables'
        : `The API has no stage ${stageName}: it is called as if it had, without stage variables`,
      ['apis', api.id, 'stages'],
    )
    if (exchange.stageName === '') exchange.stageName = 'dev'
    draft.output = { stage: exchange.stageName, variables: {} }
    return
  }
  const at = ['apis', api.id, 'stages', found.stageName]
  exchange.stage = found
  exchange.stageVariables = found.variables
  if (!exchange.isTest) exchange.stageName = found.stageName
  const canary = found.canarySettings
  if (canary && !exchange.isTest) {
    const share = shareOf(exchange.requestId)
    exchange.isCanary = share < canary.percentTraffic
    draft.decide(
      exchange.isCanary
        ? `The canary takes this call: ${canary.percentTraffic} % of the traffic are its own`
        : `The canary does not take this call: it has ${canary.percentTraffic} % of the traffic`,
      [...at, 'canarySettings'],
      'Canary release',
    )
    if (exchange.isCanary) {
      exchange.stageVariables = { ...found.variables, ...canary.stageVariableOverrides }
      const deployment =
        canary.deploymentId !== undefined && Object.hasOwn(api.deployments, canary.deploymentId)
          ? api.deployments[canary.deploymentId]
          : undefined
      if (deployment?.snapshot) exchange.api = deployment.snapshot
    }
  }
  draft.decide(`The stage ${found.stageName} gives its variables`, at)
  const { deploymentId } = found
  const deployed =
    deploymentId !== undefined && Object.hasOwn(api.deployments, deploymentId)
      ? api.deployments[deploymentId]
      : undefined
  if (deployed?.snapshot && exchange.isCanary !== true) {
    const deployedAt = ['apis', api.id, 'deployments', deployed.id]
    const isAsDeployed = exchange.call.answeredBy === 'deployment' && !exchange.isTest
    // beside a canary it matters which of the two was deployed earlier
    if (isAsDeployed || exchange.isCanary === false) {
      exchange.api = deployed.snapshot
      draft.decide(`What was deployed on ${deployed.createdDate} answers`, deployedAt, 'Stages')
    } else {
      draft.decide(
        `The design as it is now answers; what was deployed on ${deployed.createdDate} may differ`,
        deployedAt,
        'Stages',
      )
    }
  }
  draft.output = { stage: exchange.stageName, variables: exchange.stageVariables }
}

/** A number in [0, 100) that a request id stands for. */
function shareOf(requestId: string): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < requestId.length; i++) {
    hash = Math.imul(hash ^ requestId.charCodeAt(i), 0x01000193)
  }
  // ids that follow each other are spread over the whole range
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) % 10_000) / 100
}
