import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { ApiStage } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import { restApiDefinition } from '../schema/restApi.ts'
import type { Deployment, RestApi } from '../schema/restApi.ts'
import { cacheClusterSizes, stage as stageSchema } from '../schema/stage.ts'
import type { Stage } from '../schema/stage.ts'
import { quotas } from '../queries/quotas.ts'
import { withoutApiStages } from './access.ts'
import { fixedQuotaRefusal } from './fixedQuotas.ts'
import { tagsRefusal } from './tags.ts'
import { changed, inRestApi, own, withMember, withoutMember } from './within.ts'
import type { Changes } from './within.ts'

interface StageRef {
  readonly apiId: string
  readonly stageName: string
}

/** Add a stage. Refused: a name in use or not of letters, digits, hyphens and underscores. */
export function addStage(
  design: Design,
  args: { readonly apiId: string; readonly stage: Partial<Stage> & { readonly stageName: string } },
): Result<Design> {
  const { apiId, stage } = args
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'stages', stage.stageName]
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(stage.stageName)) {
      return fail('stage/name', 'Stage name only allows a-zA-Z0-9_-', at)
    }
    if (own(api.stages, stage.stageName)) return fail('stage/exists', 'Stage already exists', at)
    const complete = stageSchema.parse(stage)
    const refused = stageRefusal(api, complete, at)
    if (refused) return refused
    return ok({ ...api, stages: withMember(api.stages, stage.stageName, complete) })
  })
}

/** Change a stage but for its name. Refuses what UpdateStage refuses, in its words. */
export function updateStage(
  design: Design,
  args: StageRef & { readonly change: Changes<Omit<Stage, 'stageName' | 'retained'>> },
): Result<Design> {
  return inStage(design, args, (stage, api, at) => {
    const next = changed(stage, args.change)
    const refused = next === stage ? undefined : stageRefusal(api, next, at, stage)
    return refused ?? ok(next)
  })
}

/** Remove a stage. Usage plans that covered it cover it no more. */
export function removeStage(design: Design, { apiId, stageName }: StageRef): Result<Design> {
  const result = inRestApi(design, apiId, (api) => {
    if (!own(api.stages, stageName)) return stageNotFound(['apis', apiId, 'stages', stageName])
    return ok({ ...api, stages: withoutMember(api.stages, stageName) })
  })
  if (!result.ok) return result
  const isGone = (plan: ApiStage) => plan.apiId === apiId && plan.stage === stageName
  return ok(withoutApiStages(result.value, isGone))
}

/** Set a stage variable. Refused: names and values outside the service's patterns. `replaces` names the one it was before. */
export function setStageVariable(
  design: Design,
  args: StageRef & { readonly name: string; readonly value: string; readonly replaces?: string },
): Result<Design> {
  const { name, value, replaces } = args
  return inStage(design, args, (stage, api, at) => {
    const rest =
      replaces === undefined || replaces === name
        ? stage.variables
        : withoutMember(stage.variables, replaces)
    const next = { ...stage, variables: withMember(rest, name, value) }
    if (rest === stage.variables && own(stage.variables, name) === value) return ok(stage)
    return stageRefusal(api, next, at, stage) ?? ok(next)
  })
}

/** Remove a stage variable. */
export function removeStageVariable(
  design: Design,
  args: StageRef & { readonly name: string },
): Result<Design> {
  return inStage(design, args, (stage, _api, at) =>
    Object.hasOwn(stage.variables, args.name)
      ? ok({ ...stage, variables: withoutMember(stage.variables, args.name) })
      : fail('stage/variable-not-found', `There is no stage variable ${args.name}`, [
          ...at,
          'variables',
          args.name,
        ]),
  )
}

/**
 * Take a picture of the API and let a stage serve it; the stage is made where it is missing. While the stage has a canary,
 * its canary serves it. Refused: an API without methods.
 */
export function deploy(design: Design, args: StageRef & NewDeployment): Result<Design> {
  const { apiId, stageName, deploymentId } = args
  const prepared = addDeployment(design, args)
  if (!prepared.ok) return prepared
  const api = prepared.value.apis[apiId]
  const stage = api?.protocol === 'REST' ? own(api.stages, stageName) : undefined
  return stage
    ? updateStage(prepared.value, { apiId, stageName, change: servedBy(stage, deploymentId) })
    : addStage(prepared.value, { apiId, stage: { stageName, deploymentId } })
}

/** What changes where a stage is deployed to: its canary takes the deployment while there is one. Source: developer guide, canary release deployments. */
export function servedBy({ canarySettings }: Stage, deploymentId: string): Partial<Stage> {
  return canarySettings ? { canarySettings: { ...canarySettings, deploymentId } } : { deploymentId }
}

/** The refusal of a promotion where there is nothing to promote. */
export const noCanary = 'Promotion not available. Canary does not exist.'

/** A stage that serves the deployment of its canary. */
export function withDeploymentOf(canary: Canary, stage: Stage): Stage {
  const { deploymentId } = canary
  return deploymentId === undefined ? stage : { ...stage, deploymentId }
}

/** A stage with the variables of its canary over its own. */
export function withVariablesOf(canary: Canary, stage: Stage): Stage {
  return { ...stage, variables: { ...stage.variables, ...canary.stageVariableOverrides } }
}

/** Let the stage serve what its canary serves, with the canary's variables over its own, and send the canary nothing more. */
export function promoteCanary(design: Design, args: StageRef): Result<Design> {
  return inStage(design, args, (stage, api, at) => {
    const { canarySettings: canary } = stage
    if (!canary) return fail('stage/no-canary', noCanary, [...at, 'canarySettings'])
    const next = {
      ...withVariablesOf(canary, withDeploymentOf(canary, stage)),
      canarySettings: { ...canary, percentTraffic: 0 },
    }
    return stageRefusal(api, next, at, stage) ?? ok(next)
  })
}

type Canary = NonNullable<Stage['canarySettings']>

interface NewDeployment {
  readonly apiId: string
  readonly deploymentId: string
  /** ISO 8601. */
  readonly createdDate: string
  readonly description?: string
}

/**
 * Take a picture of the API that no stage serves yet. Refused: an API without methods, a method without integration,
 * a private API without a resource policy.
 */
export function addDeployment(design: Design, args: NewDeployment): Result<Design> {
  const { apiId, deploymentId, createdDate, description } = args
  return inRestApi(design, apiId, (api) => {
    const methods = Object.values(api.resources).flatMap(({ methods }) => Object.values(methods))
    const at: Address = ['apis', apiId]
    if (methods.length === 0) {
      return fail('deployment/no-methods', "The REST API doesn't contain any methods", at)
    }
    if (methods.some(({ integration }) => !integration)) {
      return fail('deployment/no-integration', 'No integration defined for method', at)
    }
    if (api.endpointConfiguration.types[0] === 'PRIVATE' && api.policy === undefined) {
      const message = "Private REST API doesn't have a resource policy attached to it"
      return fail('deployment/no-policy', message, [...at, 'policy'])
    }
    if (own(api.deployments, deploymentId)) {
      return fail('deployment/id-in-use', `The identifier ${deploymentId} is already in use`, at)
    }
    // parse leaves out stages and deployments, which a picture does not hold
    const snapshot = restApiDefinition.parse(api)
    const deployment: Deployment = {
      id: deploymentId,
      createdDate,
      snapshot,
      ...(description !== undefined && description !== '' && { description }),
    }
    return ok({ ...api, deployments: withMember(api.deployments, deploymentId, deployment) })
  })
}

/** Describe a deployment anew; nothing else of it ever changes. */
export function describeDeployment(
  design: Design,
  args: { readonly apiId: string; readonly id: string; readonly description: string },
): Result<Design> {
  return inRestApi(design, args.apiId, (api) => {
    const deployment = own(api.deployments, args.id)
    const at: Address = ['apis', args.apiId, 'deployments', args.id]
    if (!deployment) return deploymentNotFound(at)
    const description = args.description === '' ? undefined : args.description
    const next = changed(deployment, { description })
    return ok({ ...api, deployments: withMember(api.deployments, args.id, next) })
  })
}

function deploymentNotFound(at: Address) {
  return fail('deployment/not-found', 'Invalid Deployment identifier specified', at)
}

/** Remove a deployment. Refused while a stage serves it. */
export function removeDeployment(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'deployments', id]
    if (!own(api.deployments, id)) return deploymentNotFound(at)
    const serves = ({ deploymentId, canarySettings }: Stage) =>
      deploymentId === id || canarySettings?.deploymentId === id
    if (Object.values(api.stages).some(serves)) {
      const message = 'Active stages pointing to this deployment must be moved or deleted'
      return fail('deployment/active', message, at)
    }
    return ok({ ...api, deployments: withoutMember(api.deployments, id) })
  })
}

function inStage(
  design: Design,
  { apiId, stageName }: StageRef,
  change: (stage: Stage, api: RestApi, at: Address) => Result<Stage>,
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'stages', stageName]
    const stage = own(api.stages, stageName)
    if (!stage) return stageNotFound(at)
    const result = change(stage, api, at)
    if (!result.ok) return result
    if (result.value === stage) return ok(api)
    return ok({ ...api, stages: withMember(api.stages, stageName, result.value) })
  })
}

function stageNotFound(at: Address) {
  return fail('stage/not-found', 'Invalid stage identifier specified', at)
}

/**
 * Why the service would not store a stage; `undefined` where it would. What was so before (an import may bring what the
 * service would refuse) does not stand in the way of other changes.
 */
function stageRefusal(api: RestApi, stage: Stage, at: Address, before?: Stage) {
  const canary = stage.canarySettings
  const refused =
    variablesRefusal(stage.variables, before?.variables, [...at, 'variables']) ??
    variablesRefusal(
      canary?.stageVariableOverrides ?? {},
      before?.canarySettings?.stageVariableOverrides,
      [...at, 'canarySettings', 'stageVariableOverrides'],
    ) ??
    tagsRefusal(stage.tags, before?.tags, [...at, 'tags']) ??
    settingsRefusal(stage, before, [...at, 'methodSettings'])
  if (refused) return refused
  const { deploymentId } = stage
  if (deploymentId !== undefined && deploymentId !== before?.deploymentId) {
    if (!own(api.deployments, deploymentId)) return unknownDeployment([...at, 'deploymentId'])
  }
  if (canary && canary.deploymentId !== before?.canarySettings?.deploymentId) {
    if (canary.deploymentId !== undefined && !own(api.deployments, canary.deploymentId)) {
      return unknownDeployment([...at, 'canarySettings', 'deploymentId'])
    }
  }
  const percent = canary?.percentTraffic ?? 0
  if (!(percent >= 0 && percent <= 100)) {
    const message = 'Percent traffic of a canary must be between 0.0 and 100.0'
    return fail('stage/canary', message, [...at, 'canarySettings', 'percentTraffic'])
  }
  const size = stage.cacheClusterSize
  if (
    size !== undefined &&
    size !== before?.cacheClusterSize &&
    !cacheClusterSizes.includes(size)
  ) {
    const message = `Invalid cache cluster size specified. Valid options are ${cacheClusterSizes.join(',')}`
    return fail('stage/cache-cluster-size', message, [...at, 'cacheClusterSize'])
  }
  return accessLogRefusal(stage, at, before)
}

/** Why the service would not store the access log settings of a stage. A format as before is not checked again. */
export function accessLogRefusal(stage: Stage, at: Address, before?: Stage) {
  const logs = stage.accessLogSettings
  if (!logs) return undefined
  const place = [...at, 'accessLogSettings']
  const empty = (['destinationArn', 'format'] as const).find((name) => logs[name] === '')
  if (empty) {
    return fail('stage/access-log', 'Access Log value must not be empty', [...place, empty])
  }
  const isNew = logs.format !== before?.accessLogSettings?.format
  if (!isNew || !/[\r\n]/.test(logs.format?.replace(/[\r\n]+$/, '') ?? '')) return undefined
  const message =
    'Access Log format must be single line, new line character is allowed only at end of the format'
  return fail('stage/access-log-lines', message, [...place, 'format'])
}

function unknownDeployment(at: Address) {
  return fail('stage/deployment', 'Deployment id does not exist', at)
}

function variablesRefusal(
  variables: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> | undefined,
  at: Address,
) {
  const entries = Object.entries(variables)
  for (const [name, value] of entries) {
    const previous = before && own(before, name)
    if (previous === value) continue
    const place = [...at, name]
    const isName = /^\w+$/.test(name) && name.length <= quotas.stageVariableName.most
    if (previous === undefined && !isName) {
      const message = `Invalid stage variable name: ${name}.  Please use names with only word characters.`
      return fail('stage/variable-name', message, place)
    }
    const isValue = /^[A-Za-z0-9\-._~:/?#&=,]+$/.test(value)
    if (!isValue || value.length > quotas.stageVariableValue.most) {
      const message = `Invalid stage variable value: ${value}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`
      return fail('stage/variable-value', message, place)
    }
  }
  return fixedQuotaRefusal('stageVariables', entries.length, Object.keys(before ?? {}).length, at)
}

function settingsRefusal({ methodSettings }: Stage, before: Stage | undefined, at: Address) {
  for (const [key, setting] of Object.entries(methodSettings)) {
    if (setting === (before && own(before.methodSettings, key))) continue
    const place = [...at, key]
    const { cacheTtlInSeconds: ttl } = setting
    if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= quotas.cacheTtl.most)) {
      const message = `The cache time-to-live must be between 0 and ${quotas.cacheTtl.most} seconds, not ${ttl}`
      return fail('stage/cache-ttl', message, [...place, 'cacheTtlInSeconds'])
    }
    for (const name of ['throttlingBurstLimit', 'throttlingRateLimit'] as const) {
      const limit = setting[name]
      const isWhole = name === 'throttlingRateLimit' || Number.isSafeInteger(limit)
      if (limit === undefined || (Number.isFinite(limit) && isWhole)) continue
      const message = `A throttling limit is a number of requests, not ${limit}`
      return fail('stage/throttling', message, [...place, name])
    }
  }
  return undefined
}
