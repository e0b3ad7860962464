import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { ApiStage } from '../../schema/access.ts'
import type { Design } from '../../schema/design.ts'
import { httpApiDefinition, webSocketApiDefinition } from '../../schema/v2/apis.ts'
import type { HttpDeployment, WebSocketDeployment } from '../../schema/v2/apis.ts'
import { routeStage } from '../../schema/v2/stage.ts'
import type { RouteSettings, RouteStage } from '../../schema/v2/stage.ts'
import { withoutApiStages } from '../access.ts'
import { tagsRefusal } from '../tags.ts'
import { changed, own, withMember, withoutMember } from '../within.ts'
import type { Changes } from '../within.ts'
import { protocols } from './protocols.ts'
import { inRoutedApi } from './within.ts'
import type { RoutedApi } from './within.ts'

interface StageRef {
  readonly apiId: string
  readonly stageName: string
}

/**
 * Add a stage. Refuses what CreateStage refuses for the API's protocol.
 * Problems: `stage/name`, `stage/exists`, `stage/deployment`, `stage/route-settings`, `stage/variables`, `stage/access-log`.
 */
export function addRouteStage(
  design: Design,
  args: {
    readonly apiId: string
    readonly stage: Partial<RouteStage> & { readonly stageName: string }
  },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
    const { stageName } = args.stage
    const at = [...apiAt, 'stages', stageName]
    const unnamed = protocols[api.protocol].stageNameRefusal(stageName, at)
    if (unnamed) return unnamed
    if (own(api.stages, stageName)) return fail('stage/exists', 'Stage already exists', at)
    const complete = routeStage.parse(args.stage)
    const refused = stageRefusal(api, complete, at)
    return refused ?? ok({ ...api, stages: withMember(api.stages, stageName, complete) })
  })
}

/** Change a stage but not its name. Refuses what UpdateStage refuses for the API's protocol. */
export function updateRouteStage(
  design: Design,
  args: StageRef & { readonly change: Changes<Omit<RouteStage, 'stageName' | 'retained'>> },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
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
  const result = inRoutedApi(design, apiId, (api, apiAt) =>
    own(api.stages, stageName)
      ? ok({ ...api, stages: withoutMember(api.stages, stageName) })
      : stageNotFound([...apiAt, 'stages', stageName]),
  )
  if (!result.ok) return result
  const isGone = (plan: ApiStage) => plan.apiId === apiId && plan.stage === stageName
  return ok(withoutApiStages(result.value, isGone))
}

interface NewDeployment {
  readonly apiId: string
  readonly deploymentId: string
  /** ISO 8601. */
  readonly createdDate: string
  readonly description?: string
}

/**
 * Deploy an HTTP or WebSocket API, and let a stage serve the deployment when one is named; a stage that is missing is made.
 * Problems: `deployment/no-routes`, `deployment/id-in-use`, `stage/auto-deploy`, `stage/name`.
 */
export function addRouteDeployment(
  design: Design,
  args: NewDeployment & { readonly stageName?: string },
): Result<Design> {
  const { apiId, stageName, deploymentId, createdDate, description } = args
  return inRoutedApi(design, apiId, (api, apiAt) => {
    const stage = stageName === undefined ? undefined : own(api.stages, stageName)
    if (stageName !== undefined && stage?.autoDeploy === true) {
      const message = `Stage ${stageName} deploys automatically: changes are deployed as they are made`
      return fail('stage/auto-deploy', message, [...apiAt, 'stages', stageName, 'autoDeploy'])
    }
    if (Object.keys(api.routes).length === 0) {
      const message = 'At least one route is required before deploying the Api.'
      return fail('deployment/no-routes', message, [...apiAt, 'routes'])
    }
    if (Object.hasOwn(api.deployments, deploymentId)) {
      const message = `The identifier ${deploymentId} is already in use`
      return fail('deployment/id-in-use', message, [...apiAt, 'deployments', deploymentId])
    }
    const deployed = withDeployment(api, {
      id: deploymentId,
      ...(description !== undefined && description !== '' && { description }),
      createdDate,
      autoDeployed: false,
    })
    if (stageName === undefined) return ok(deployed)
    const stageAt = [...apiAt, 'stages', stageName]
    const unnamed = stage ? undefined : protocols[api.protocol].stageNameRefusal(stageName, stageAt)
    if (unnamed) return unnamed
    const next = stage ?? routeStage.parse({ stageName })
    return ok({
      ...deployed,
      stages: withMember(api.stages, stageName, { ...next, deploymentId }),
    })
  })
}

/** The API with a deployment, which holds the API as it is now. */
function withDeployment(api: RoutedApi, deployment: Omit<HttpDeployment, 'snapshot'>): RoutedApi {
  const { id } = deployment
  // the snapshots of the protocols differ, so each is built with its own schema
  if (api.protocol === 'HTTP') {
    const snapshot = httpApiDefinition.parse(api)
    return { ...api, deployments: withMember(api.deployments, id, { ...deployment, snapshot }) }
  }
  const snapshot = webSocketApiDefinition.parse(api)
  return { ...api, deployments: withMember(api.deployments, id, { ...deployment, snapshot }) }
}

/** Deploy an HTTP API to a stage; see `addRouteDeployment`. */
export function deployHttpApi(design: Design, args: NewDeployment & StageRef): Result<Design> {
  return addRouteDeployment(design, args)
}

/** Change the description of a deployment. Problems: `deployment/not-found`. */
export function updateRouteDeployment(
  design: Design,
  args: { readonly apiId: string; readonly id: string; readonly description: string | undefined },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
    const deployment = own<HttpDeployment | WebSocketDeployment>(api.deployments, args.id)
    if (!deployment) return deploymentNotFound([...apiAt, 'deployments', args.id])
    const next = changed(deployment, { description: args.description })
    const deployments = { ...api.deployments, [args.id]: next }
    // the deployment came from this API, so it has the snapshot of its protocol
    return ok(next === deployment ? api : ({ ...api, deployments } as RoutedApi))
  })
}

/** Remove a deployment. Refused while a stage serves it. Problems: `deployment/not-found`, `deployment/in-use`. */
export function removeRouteDeployment(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRoutedApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'deployments', id]
    if (!Object.hasOwn(api.deployments, id)) return deploymentNotFound(at)
    if (Object.values(api.stages).some(({ deploymentId }) => deploymentId === id)) {
      const message = 'Active stages pointing to this deployment must be moved or deleted'
      return fail('deployment/in-use', message, at)
    }
    return ok(
      api.protocol === 'HTTP'
        ? { ...api, deployments: withoutMember(api.deployments, id) }
        : { ...api, deployments: withoutMember(api.deployments, id) },
    )
  })
}

function deploymentNotFound(at: Address) {
  return fail('deployment/not-found', 'Invalid deployment identifier specified', at)
}

const mostVariables = 100

/** Why CreateStage, or UpdateStage of the stage `before`, would refuse a stage; `undefined` when it would not. */
export function stageRefusal(api: RoutedApi, stage: RouteStage, at: Address, before?: RouteStage) {
  const { deploymentId, stageVariables } = stage
  if (
    deploymentId !== undefined &&
    deploymentId !== before?.deploymentId &&
    !Object.hasOwn(api.deployments, deploymentId)
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
  api: RoutedApi,
  { defaultRouteSettings, routeSettings }: RouteStage,
  at: Address,
  before?: RouteStage,
) {
  const refused = routeSettingsRefusal(api, defaultRouteSettings, [...at, 'defaultRouteSettings'])
  if (refused) return refused
  const routeKeys = Object.values(api.routes).map(({ routeKey }) => routeKey)
  // recorded: settings of $default are accepted before the route exists
  const keys = new Set([...routeKeys, '$default'])
  for (const [routeKey, settings] of Object.entries(routeSettings)) {
    const settingsAt = [...at, 'routeSettings', routeKey]
    if (!keys.has(routeKey) && !(before && own(before.routeSettings, routeKey))) {
      const message = `Unable to find Route by key ${routeKey} within the provided RouteSettings`
      return fail('stage/route-settings', message, settingsAt)
    }
    const inRoute = routeSettingsRefusal(api, settings, settingsAt)
    if (inRoute) return inRoute
  }
  return undefined
}

function routeSettingsRefusal(api: RoutedApi, settings: RouteSettings, at: Address) {
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
  return protocols[api.protocol].routeSettingsRefusal(settings, at)
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
