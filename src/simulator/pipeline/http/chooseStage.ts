import type { RouteStage } from '../../../model/index.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'

/** The stage that is served without its name in the path. */
export const defaultStageName = '$default'

const rule = 'HTTP API stages'

/**
 * Choose the stage: the one that the domain's mapping or the caller names, else the one that the first part of the path
 * names, else `$default`. Then choose who answers: the design, or what was deployed to the stage.
 */
export function chooseStage(exchange: HttpExchange, draft: StepDraft): void {
  const api = exchange.designedApi
  const at = ['apis', api.id, 'stages']
  const { stageName } = exchange.call
  draft.at = at
  draft.input = { stage: stageName ?? null, path: exchange.path }
  if (Object.keys(api.stages).length === 0) {
    exchange.stageName = stageName ?? defaultStageName
    if (exchange.stageName !== defaultStageName && !exchange.domain) {
      exchange.rawPath = `/${exchange.stageName}${exchange.path}`
    }
    draft.decide(
      `The API has no stage: it is called as if ${exchange.stageName} existed and deployed automatically`,
      at,
      rule,
    )
    draft.output = { stage: exchange.stageName, variables: {} }
    return
  }
  const stage = findStage(exchange, draft)
  if (!stage) {
    const names = Object.keys(api.stages).join(', ')
    draft.decide(`The API has the stages ${names}`, at, rule)
    throw httpFailure(404, {
      code: 'http-stage/not-found',
      message:
        stageName === undefined
          ? `${exchange.path} does not begin with the name of a stage, and the API has no ${defaultStageName} stage.`
          : `The API has no stage ${stageName}.`,
      at,
    })
  }
  exchange.stage = stage
  exchange.stageName = stage.stageName
  exchange.stageVariables = stage.stageVariables
  chooseDefinition(exchange, stage, draft)
  draft.output = { stage: stage.stageName, path: exchange.path, variables: stage.stageVariables }
}

function findStage(exchange: HttpExchange, draft: StepDraft): RouteStage | undefined {
  const { stages, id } = exchange.designedApi
  const own = (name: string) => (Object.hasOwn(stages, name) ? stages[name] : undefined)
  const at = ['apis', id, 'stages']
  const { stageName } = exchange.call
  // the URL of $default has no stage in it, so the path decides; a domain's mapping has decided already
  if (stageName !== undefined && (stageName !== defaultStageName || exchange.domain)) {
    const stage = own(stageName)
    if (stage && !exchange.domain) exchange.rawPath = `/${stageName}${exchange.path}`
    if (stage) draft.decide(`The request is for the stage ${stageName}`, [...at, stageName], rule)
    return stage
  }
  const [first = '', ...rest] = exchange.path.slice(1).split('/')
  const named = first === defaultStageName ? undefined : own(first)
  if (named) {
    exchange.path = `/${rest.join('/')}`
    draft.decide(`The path begins with the name of the stage ${first}`, [...at, first], rule)
    return named
  }
  const fallback = own(defaultStageName)
  if (fallback) {
    const text = `The path does not begin with the name of a stage, so ${defaultStageName} answers`
    draft.decide(text, [...at, defaultStageName], rule)
  }
  return fallback
}

function chooseDefinition(exchange: HttpExchange, stage: RouteStage, draft: StepDraft): void {
  const api = exchange.designedApi
  const stageAt = ['apis', api.id, 'stages', stage.stageName]
  const { stageName, deploymentId } = stage
  if (stage.autoDeploy) {
    const text = `${stageName} deploys automatically: the design as it is now answers`
    draft.decide(text, [...stageAt, 'autoDeploy'], rule)
    return
  }
  const deployment =
    deploymentId !== undefined && Object.hasOwn(api.deployments, deploymentId)
      ? api.deployments[deploymentId]
      : undefined
  const isAsDeployed = exchange.call.answeredBy === 'deployment'
  if (!deployment) {
    if (isAsDeployed) {
      throw httpFailure(404, {
        code: 'http-stage/not-deployed',
        message: `Nothing was deployed to the stage ${stageName}, so it has no routes.`,
        at: [...stageAt, 'deploymentId'],
      })
    }
    const text = `The design answers; nothing was deployed to ${stageName}, which returns 404 until something is`
    draft.decide(text, stageAt, rule)
    return
  }
  const deploymentAt = ['apis', api.id, 'deployments', deployment.id]
  if (isAsDeployed && deployment.snapshot) {
    exchange.api = deployment.snapshot
    draft.decide(`What was deployed on ${deployment.createdDate} answers`, deploymentAt, rule)
    return
  }
  const text = `The design as it is now answers; what was deployed on ${deployment.createdDate} may differ`
  draft.decide(text, deploymentAt, rule)
}
