import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { ApiStage } from '../../schema/access.ts'
import type { Design } from '../../schema/design.ts'
import { httpApiDefinition } from '../../schema/v2/apis.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import { routeStage } from '../../schema/v2/stage.ts'
import type { RouteSettings, RouteStage } from '../../schema/v2/stage.ts'
import { withoutApiStages } from '../access.ts'
import { tagsRefusal } from '../tags.ts'
import { changed, own, withMember, withoutMember } from '../within.ts'
import type { Changes } from '../within.ts'
import { inHttpApi } from './within.ts'

interface StageRef {
  readonly apiId: string
  readonly stageName: string
}

/**
 * Add a stage. Refuses what CreateStage refuses for HTTP APIs.
 * Problems: `stage/name`, `stage/exists`, `stage/deployment`, `stage/route-settings`, `stage/variables`, `stage/access-log`.
 */
export function addRouteStage(
  design: Design,
  args: {
    readonly apiId: string
    readonly stage: Partial<RouteStage> & { readonly stageName: string }
  },
): Result<Design> {
  return inHttpApi(design, args.apiId, (api, apiAt) => {
    const { stageName } = args.stage
    const at = [...apiAt, 'stages', stageName]
    if (stageName !== '$default' && !/^[a-zA-Z0-9_-]{1,128}$/.test(stageName)) {
      return fail('stage/name', 'Stage name only allows a-zA-Z0-9_- or $default', at)
    }
    if (own(api.stages, stageName)) return fail('stage/exists', 'Stage already exists', at)
    const complete = routeStage.parse(args.stage)
    const refused = stageRefusal(api, complete, at)
    return refused ?? ok({ ...api, stages: withMember(api.stages, stageName, complete) })
  })
}

/** Change a stage but not its name. Refuses what UpdateStage refuses for HTTP APIs. */
export function updateRouteStage(
  design: Design,
  args: StageRef & { readonly change: Changes<Omit<RouteStage, 'stageName' | 'retained'>> },
): Result<Design> {
  return inHttpApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'stages', args.stageName]
    const before = own(api.stages, args.stageName)
    if (!before) return stageNotFound(at)
    const next = changed(before, args.change)
    if (next === before) return ok(api)
    const refused = stageRefusal(api, next, at, before)
    return refused ?? ok({ ...api, stages: withMember(api.stages, args.stageName, next) })
  })
}

/** Remove a stage, and its place in API mappings is left to them. */
export function removeRouteStage(design: Design, { apiId, stageName }: StageRef): Result<Design> {
  const result = inHttpApi(design, apiId, (api, apiAt) =>
    own(api.stages, stageName)
      ? ok({ ...api, stages: withoutMember(api.stages, stageName) })
      : stageNotFound([...apiAt, 'stages', stageName]),
  )
  if (!result.ok) return result
  const isGone = (plan: ApiStage) => plan.apiId === apiId && plan.stage === stageName
  return ok(withoutApiStages(result.value, isGone))
}

/**
 * Take a picture of the API and let a stage serve it; the stage is made when it is missing.
 * Refused: an API without routes; a stage that deploys automatically. Problems: `deployment/no-routes`, `stage/auto-deploy`.
 */
export function deployHttpApi(
  design: Design,
  args: StageRef & {
    readonly deploymentId: string
    /** ISO 8601. */
    readonly createdDate: string
    readonly description?: string
  },
): Result<Design> {
  const { apiId, stageName, deploymentId, createdDate, description } = args
  return inHttpApi(design, apiId, (api, apiAt) => {
    const stage = own(api.stages, stageName)
    if (stage?.autoDeploy === true) {
      const message = `Stage ${stageName} deploys automatically: changes are deployed as they are made`
      return fail('stage/auto-deploy', message, [...apiAt, 'stages', stageName, 'autoDeploy'])
    }
    if (Object.keys(api.routes).length === 0) {
      const message = 'At least one route is required before deploying the Api.'
      return fail('deployment/no-routes', message, [...apiAt, 'routes'])
    }
    if (own(api.deployments, deploymentId)) {
      const message = `The identifier ${deploymentId} is already in use`
      return fail('deployment/id-in-use', message, [...apiAt, 'deployments', deploymentId])
    }
    const deployment = {
      id: deploymentId,
      ...(description !== undefined && description !== '' && { description }),
      createdDate,
      autoDeployed: false,
      snapshot: httpApiDefinition.parse(api),
    }
    const next = stage ?? routeStage.parse({ stageName })
    return ok({
      ...api,
      deployments: withMember(api.deployments, deploymentId, deployment),
      stages: withMember(api.stages, stageName, { ...next, deploymentId }),
    })
  })
}

const mostVariables = 100

function stageRefusal(api: HttpApi, stage: RouteStage, at: Address, before?: RouteStage) {
  const { deploymentId, stageVariables } = stage
  if (
    deploymentId !== undefined &&
    deploymentId !== before?.deploymentId &&
    !own(api.deployments, deploymentId)
  ) {
    return fail('stage/deployment', 'Invalid deployment identifier specified', [
      ...at,
      'deploymentId',
    ])
  }
  for (const [name, value] of Object.entries(stageVariables)) {
    if (before && own(before.stageVariables, name) === value) continue
    if (!/^[A-Za-z0-9_]{1,64}$/.test(name)) {
      const message = 'Stage variable names only allow A-Z, a-z, 0-9 and _'
      return fail('stage/variables', message, [...at, 'stageVariables', name])
    }
    if (!/^[A-Za-z0-9\-._~:/?#&=,]{0,512}$/.test(value)) {
      const message = `The value of the stage variable ${name} has characters that are not allowed`
      return fail('stage/variables', message, [...at, 'stageVariables', name])
    }
  }
  if (Object.keys(stageVariables).length > mostVariables) {
    const message = `A stage can have at most ${mostVariables} variables`
    return fail('stage/variables', message, [...at, 'stageVariables'])
  }
  return (
    settingsRefusal(api, stage, at, before) ??
    accessLogRefusal(stage, at) ??
    tagsRefusal(stage.tags, before?.tags, [...at, 'tags'])
  )
}

function settingsRefusal(
  api: HttpApi,
  { defaultRouteSettings, routeSettings }: RouteStage,
  at: Address,
  before?: RouteStage,
) {
  const refused = throttleRefusal(defaultRouteSettings, [...at, 'defaultRouteSettings'])
  if (refused) return refused
  const keys = new Set(Object.values(api.routes).map(({ routeKey }) => routeKey))
  for (const [routeKey, settings] of Object.entries(routeSettings)) {
    const settingsAt = [...at, 'routeSettings', routeKey]
    if (!keys.has(routeKey) && !(before && own(before.routeSettings, routeKey))) {
      const message = `Unable to find Route by key ${routeKey} within the provided RouteSettings`
      return fail('stage/route-settings', message, settingsAt)
    }
    const inRoute = throttleRefusal(settings, settingsAt)
    if (inRoute) return inRoute
  }
  return undefined
}

function throttleRefusal(settings: RouteSettings, at: Address) {
  const { throttlingBurstLimit: burst, throttlingRateLimit: rate } = settings
  if (rate !== undefined && !(rate >= 0)) {
    return fail('stage/route-settings', 'The rate limit must not be negative', [
      ...at,
      'throttlingRateLimit',
    ])
  }
  if (burst !== undefined && !(Number.isInteger(burst) && burst >= 0)) {
    return fail('stage/route-settings', 'The burst limit must be a whole number from 0', [
      ...at,
      'throttlingBurstLimit',
    ])
  }
  if (settings.loggingLevel !== undefined || settings.dataTraceEnabled !== undefined) {
    const message = 'Execution logs are not supported on protocolType HTTP'
    return fail('stage/route-settings', message, at)
  }
  return undefined
}

function accessLogRefusal({ accessLogSettings: settings }: RouteStage, at: Address) {
  if (!settings) return undefined
  const { destinationArn = '', format = '' } = settings
  if (destinationArn === '' || format === '') {
    return fail('stage/access-log', 'Access Log value must not be empty', [
      ...at,
      'accessLogSettings',
      destinationArn === '' ? 'destinationArn' : 'format',
    ])
  }
  return undefined
}

function stageNotFound(at: Address) {
  return fail('stage/not-found', 'Invalid stage identifier specified', at)
}
