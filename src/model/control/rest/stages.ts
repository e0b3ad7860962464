import {
  addStage,
  noCanary,
  removeStage,
  updateStage,
  withDeploymentOf,
  withVariablesOf,
} from '../../operations/stages.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { MethodSetting, Stage } from '../../schema/stage.ts'
import {
  badRequest,
  dateOf,
  isGiven,
  notFound,
  own,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { methodSettingDefaults, stageAnswer } from './answers.ts'
import { canaryOf, stageMembersOf } from './deployments.ts'
import { patchedFlag, patchedNumber, patchesOf, pointerSteps } from './patch.ts'
import type { Patch } from './patch.ts'

/** What the service prints for every path that it does not know; the missing commas are its own. */
const knownPaths = [
  '/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId',
  '/accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format',
  '/{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace',
  '/{resourcePath}/{httpMethod}/logging/loglevel',
  '/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds',
  '/{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted',
  '/{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl',
  '/{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy',
  '/*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel',
  '/*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds',
  '/*/*/caching/enabled, /*/*/caching/dataEncrypted',
  '/*/*/caching/requireAuthorizationForCacheControl',
  '/*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}',
  '/tracingEnabled',
].join(', ')

function unknownSetting(path: string | undefined) {
  return badRequest(
    `Invalid method setting path: ${path ?? 'null'}. Must be one of: [${knownPaths}]`,
  )
}

function nothingToRemove(path: string | undefined) {
  return badRequest(
    `Cannot remove method setting ${path?.replace(/^\//, '') ?? 'null'} because there is no method setting for this method `,
  )
}

type Setting = (patch: Patch) => MethodSetting

/** What follows `/{resourcePath}/{httpMethod}/` in the path of a method setting. */
const settings: { readonly [path: string]: Setting } = {
  'metrics/enabled': (patch) => ({ metricsEnabled: patchedFlag(patch) }),
  'logging/dataTrace': (patch) => ({ dataTraceEnabled: patchedFlag(patch) }),
  'logging/loglevel': ({ value }) => {
    const level = value?.toUpperCase()
    if (level !== 'OFF' && level !== 'ERROR' && level !== 'INFO') {
      throw badRequest('Invalid logging level specified. Must be one of: [OFF, ERROR, INFO]')
    }
    return { loggingLevel: level }
  },
  'throttling/burstLimit': (patch) => ({ throttlingBurstLimit: Math.trunc(patchedNumber(patch)) }),
  'throttling/rateLimit': (patch) => ({ throttlingRateLimit: patchedNumber(patch) }),
  'caching/enabled': (patch) => ({ cachingEnabled: patchedFlag(patch) }),
  'caching/ttlInSeconds': (patch) => ({ cacheTtlInSeconds: Math.trunc(patchedNumber(patch)) }),
  'caching/dataEncrypted': (patch) => ({ cacheDataEncrypted: patchedFlag(patch) }),
  'caching/requireAuthorizationForCacheControl': (patch) => ({
    requireAuthorizationForCacheControl: patchedFlag(patch),
  }),
  'caching/unauthorizedCacheControlHeaderStrategy': ({ value }) => {
    if (
      value !== 'FAIL_WITH_403' &&
      value !== 'SUCCEED_WITH_RESPONSE_HEADER' &&
      value !== 'SUCCEED_WITHOUT_RESPONSE_HEADER'
    ) {
      throw badRequest(
        'Invalid unauthorized cache control header strategy. Must be one of: [FAIL_WITH_403, SUCCEED_WITH_RESPONSE_HEADER, SUCCEED_WITHOUT_RESPONSE_HEADER]',
      )
    }
    return { unauthorizedCacheControlHeaderStrategy: value }
  },
}

/**
 * The method setting that a path names, and the key under which it stands: the path of the resource and the verb, as the
 * pointer has them. The path's slashes may be escaped or not.
 */
function settingOf(
  path: string | undefined,
): { readonly key: string; readonly change: Setting } | undefined {
  const steps = (path ?? '').split('/').slice(1)
  const change = own(settings, steps.slice(-2).join('/'))
  const [httpMethod = '', ...resourcePath] = steps.slice(0, -2).reverse()
  const rawPath = resourcePath.reverse().join('/')
  return change && httpMethod !== '' && rawPath !== ''
    ? { key: `${rawPath}/${httpMethod}`, change }
    : undefined
}

/** Members of the stage that add and replace write, by their path. An empty text takes the optional ones away. */
const members: { readonly [path: string]: (patch: Patch) => Partial<Stage> } = {
  '/deploymentId': ({ value }) => ({ deploymentId: value ?? '' }),
  '/cacheClusterEnabled': (patch) => ({ cacheClusterEnabled: patchedFlag(patch) }),
  '/tracingEnabled': (patch) => ({ tracingEnabled: patchedFlag(patch) }),
}
const textMembers = [
  'description',
  'cacheClusterSize',
  'clientCertificateId',
  'documentationVersion',
] as const

function without<T extends object, K extends keyof T>(value: T, name: K): Omit<T, K> {
  const { [name]: _removed, ...rest } = value
  return rest
}

function patchedStage(stage: Stage, patch: Patch, api: RestApi): Stage {
  const { op, path } = patch
  if (op === 'copy') return promoted(stage, patch)
  if (op === 'remove') return withRemoved(stage, patch)
  if (op === 'add' || op === 'replace') return withWritten(stage, patch, api)
  throw badRequest(`Invalid ${op} operation with path: ${path ?? 'null'}`)
}

const copies: readonly { readonly from: string; readonly path: string }[] = [
  { from: '/canarySettings/deploymentId', path: '/deploymentId' },
  { from: '/canarySettings/stageVariableOverrides', path: '/variables' },
]

/** Promotion: the canary's deployment and variables become the stage's. */
function promoted(stage: Stage, { path, from }: Patch): Stage {
  if (!copies.some((copy) => copy.from === from && copy.path === path)) {
    const list = (names: readonly string[]) => `[${names.join(', ')}]`
    throw badRequest(
      `Invalid copy operation with path: ${path ?? 'null'} and from ${from ?? 'null'}. Valid copy:path are ${list(copies.map((copy) => copy.path))} and valid copy:from are ${list(copies.map((copy) => copy.from))}`,
    )
  }
  const canary = stage.canarySettings
  if (!canary) throw badRequest(noCanary)
  return path === '/deploymentId' ? withDeploymentOf(canary, stage) : withVariablesOf(canary, stage)
}

function withRemoved(stage: Stage, { path }: Patch): Stage {
  const [first = '', second = '', ...rest] = pointerSteps(path ?? '')
  if (path === '/accessLogSettings') return without(stage, 'accessLogSettings')
  if (path === '/canarySettings') return without(stage, 'canarySettings')
  if (first === 'variables' && second !== '' && rest.length === 0) {
    return {
      ...stage,
      variables: Object.fromEntries(
        Object.entries(stage.variables).filter(([name]) => name !== second),
      ),
    }
  }
  for (const name of textMembers) {
    if (path === `/${name}`) return without(stage, name)
  }
  const key = settingOf(path)?.key ?? (path ?? '').replace(/^\//, '')
  if (!own(stage.methodSettings, key)) throw nothingToRemove(path)
  return {
    ...stage,
    methodSettings: Object.fromEntries(
      Object.entries(stage.methodSettings).filter(([name]) => name !== key),
    ),
  }
}

function withWritten(stage: Stage, patch: Patch, api: RestApi): Stage {
  const { path, value = '' } = patch
  const [first = '', second = '', third, ...rest] = pointerSteps(path ?? '')
  const member = own(members, path ?? '')
  if (member) return { ...stage, ...member(patch) }
  for (const name of textMembers) {
    if (path === `/${name}`)
      return value === '' ? without(stage, name) : { ...stage, [name]: value }
  }
  if (first === 'variables' && second !== '' && third === undefined) {
    return { ...stage, variables: { ...stage.variables, [second]: value } }
  }
  if (first === 'accessLogSettings') return withAccessLog(stage, patch, second)
  if (first === 'canarySettings') return withCanary(stage, patch, [second, third, ...rest], api)
  const setting = settingOf(path)
  if (!setting) throw unknownSetting(path)
  const { key, change } = setting
  // the first setting of a key fills in all others, from the setting of all methods where there is one
  const before = stage.methodSettings[key] ?? {
    ...methodSettingDefaults,
    ...stage.methodSettings['*/*'],
  }
  return {
    ...stage,
    methodSettings: { ...stage.methodSettings, [key]: { ...before, ...change(patch) } },
  }
}

function withAccessLog(stage: Stage, { value = '' }: Patch, member: string): Stage {
  if (member !== 'destinationArn' && member !== 'format') {
    throw badRequest(
      'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
    )
  }
  if (value === '') throw badRequest('Access Log value must not be empty')
  return { ...stage, accessLogSettings: { ...stage.accessLogSettings, [member]: value } }
}

function withCanary(
  stage: Stage,
  patch: Patch,
  [member, name, ...further]: readonly (string | undefined)[],
  api: RestApi,
): Stage {
  const { path, op, value = '' } = patch
  const before: NonNullable<Stage['canarySettings']> = stage.canarySettings ?? {
    percentTraffic: 0,
    stageVariableOverrides: {},
    useStageCache: false,
    ...(stage.deploymentId !== undefined && { deploymentId: stage.deploymentId }),
  }
  const isVariable =
    member === 'stageVariableOverrides' && name !== undefined && name !== '' && further.length === 0
  const isMember =
    name === undefined &&
    (member === 'percentTraffic' || member === 'deploymentId' || member === 'useStageCache')
  if (!isVariable && !isMember) throw unknownSetting(path)
  if (op !== 'replace' && !isVariable) {
    throw badRequest(`Invalid ${op} operation with path: ${path ?? 'null'}`)
  }
  if (isVariable) {
    const stageVariableOverrides = { ...before.stageVariableOverrides, [name]: value }
    return { ...stage, canarySettings: { ...before, stageVariableOverrides } }
  }
  if (member === 'percentTraffic') {
    return { ...stage, canarySettings: { ...before, percentTraffic: patchedNumber(patch) } }
  }
  if (member === 'useStageCache') {
    return { ...stage, canarySettings: { ...before, useStageCache: patchedFlag(patch) } }
  }
  if (!own(api.deployments, value)) throw badRequest('Deployment id does not exist')
  return { ...stage, canarySettings: { ...before, deploymentId: value } }
}

function stageOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const api = apiOf(account, input, environment)
  const stage = own(api.stages, text(input['stageName']) ?? '')
  if (!stage) throw notFound('Invalid stage identifier specified')
  return { api, stage }
}

/** The management calls on stages. */
export const stageOperations = {
  CreateStage: {
    status: 201,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const deploymentId = text(input['deploymentId']) ?? ''
      const stageName = text(input['stageName']) ?? ''
      const description = someText(input['description'])
      const documentationVersion = someText(input['documentationVersion'])
      const stage = {
        ...stageMembersOf(input),
        stageName,
        deploymentId,
        tags: textMap(input['tags']),
        ...(description !== undefined && { description }),
        ...(documentationVersion !== undefined && { documentationVersion }),
        ...(isGiven(input['canarySettings']) && {
          canarySettings: canaryOf(input, deploymentId),
        }),
      }
      const design = done(addStage(account.design, { apiId: api.id, stage }))
      const next = withNote(withDesign(account, design), ['apis', api.id, 'stages', stageName], {
        createdDate: dateOf(environment),
      })
      const created = stageOf(next, input, environment).stage
      return { account: next, body: stageAnswer(next, api.id, created) }
    },
  },
  GetStage: {
    status: 200,
    run: (account, input, environment) => {
      const { api, stage } = stageOf(account, input, environment)
      return { account, body: stageAnswer(account, api.id, stage) }
    },
  },
  GetStages: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const deploymentId = someText(input['deploymentId'])
      const stages = Object.values(api.stages).filter(
        (stage) => deploymentId === undefined || stage.deploymentId === deploymentId,
      )
      return { account, body: { item: stages.map((stage) => stageAnswer(account, api.id, stage)) } }
    },
  },
  UpdateStage: {
    status: 200,
    run: (account, input, environment) => {
      const { api, stage } = stageOf(account, input, environment)
      const { stageName } = stage
      const after = patchesOf(input).reduce(
        (before, patch) => patchedStage(before, patch, api),
        stage,
      )
      const names = new Set([...Object.keys(stage), ...Object.keys(after)])
      // members that are gone have to be named to be removed
      const change = Object.fromEntries(
        [...names].map((name) => [name, (after as Readonly<Record<string, unknown>>)[name]]),
      )
      const design = done(updateStage(account.design, { apiId: api.id, stageName, change }))
      const next = withNote(withDesign(account, design), ['apis', api.id, 'stages', stageName], {
        lastUpdatedDate: dateOf(environment),
      })
      const updated = stageOf(next, input, environment).stage
      return { account: next, body: stageAnswer(next, api.id, updated) }
    },
  },
  DeleteStage: {
    status: 202,
    run: (account, input, environment) => {
      const { api, stage } = stageOf(account, input, environment)
      const { stageName } = stage
      const design = done(removeStage(account.design, { apiId: api.id, stageName }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
