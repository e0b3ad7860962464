import {
  addRouteDeployment,
  addRouteStage,
  removeRouteDeployment,
  removeRouteStage,
  updateRouteDeployment,
  updateRouteStage,
} from '../../operations/v2/stages.ts'
import type { HttpDeployment, WebSocketDeployment } from '../../schema/v2/apis.ts'
import type { Json } from '../../schema/json.ts'
import { routeStage as stageSchema } from '../../schema/v2/stage.ts'
import type { RouteStage } from '../../schema/v2/stage.ts'
import {
  badRequest,
  dateOf,
  isGiven,
  notFound,
  object,
  own,
  present,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { deploymentAnswer, stageAnswer } from './answers.ts'
import { operationsOn } from './collection.ts'
import { done } from './done.ts'
import { givenMembers, mergedTexts, overlaid } from './input.ts'
import type { ChangedMembers } from './input.ts'
import { routedApiOf } from './places.ts'
import type { RoutedApi } from './places.ts'
import { bodyMembers } from './shapes.ts'

/** The members of a stage in an input. Variables are merged with those before, and an empty text removes one; so are the settings by route. */
function stageMembers(input: JsonObject, before?: RouteStage): ChangedMembers {
  const members = givenMembers(input, bodyMembers('CreateStage') ?? {})
  const { stageVariables, routeSettings, accessLogSettings } = members
  return {
    ...members,
    ...(stageVariables !== undefined && {
      stageVariables: mergedTexts(before?.stageVariables ?? {}, stageVariables),
    }),
    ...(routeSettings !== undefined && {
      routeSettings: { ...routeSettingsAsJson(before), ...checkedSettings(routeSettings) },
    }),
    ...('accessLogSettings' in members &&
      Object.keys(object(accessLogSettings)).length === 0 && { accessLogSettings: undefined }),
  }
}

function routeSettingsAsJson(stage: RouteStage | undefined): JsonObject {
  const settings = Object.entries(stage?.routeSettings ?? {})
  return Object.fromEntries(settings.map(([routeKey, each]) => [routeKey, present(each)]))
}

const loggingLevels: readonly Json[] = ['ERROR', 'INFO', 'OFF']

function checkedSettings(routeSettings: Json): JsonObject {
  const settings = object(routeSettings)
  for (const [routeKey, each] of Object.entries(settings)) {
    const { loggingLevel = 'OFF' } = object(each)
    if (loggingLevels.includes(loggingLevel)) continue
    throw badRequest(`Invalid logging level of ${routeKey}. Must be one of: [ERROR, INFO, OFF]`)
  }
  return settings
}

function stageOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const api = routedApiOf(account, input, environment)
  const stage = own(api.stages, text(input['stageName']) ?? '')
  if (!stage) throw notFound('Invalid stage identifier specified')
  return { api, stage }
}

/** An operation that only removes a part of a stage. */
function stageRemoval(
  remove: (stage: RouteStage, input: JsonObject) => Partial<RouteStage>,
): Operation {
  return {
    status: 204,
    run: (account, input, environment) => {
      const { api, stage } = stageOf(account, input, environment)
      const change = { accessLogSettings: stage.accessLogSettings, ...remove(stage, input) }
      const ref = { apiId: api.id, stageName: stage.stageName }
      const design = done(updateRouteStage(account.design, { ...ref, change }))
      return { account: withDesign(account, design), body: {} }
    },
  }
}

function deploymentsOf(
  api: RoutedApi,
): Readonly<Record<string, HttpDeployment | WebSocketDeployment>> {
  return api.deployments
}

/** The management calls on stages and deployments. */
export const stageOperations: { readonly [name: string]: Operation } = {
  ...operationsOn({
    noun: 'Stage',
    idMember: 'stageName',
    missing: 'Invalid stage identifier specified',
    items: ({ api }) => api.stages,
    newId: (input) => text(input['stageName']) ?? '',
    create: ({ account, api, input }, stageName) =>
      addRouteStage(account.design, {
        apiId: api.id,
        stage: stageSchema.parse({
          ...overlaid(undefined, stageMembers(input)),
          stageName,
          tags: textMap(input['tags']),
        }),
      }),
    update: ({ account, api, input }, before, stageName) => {
      const members = overlaid(before, stageMembers(input, before))
      const change = stageSchema.parse({ ...members, stageName })
      return updateRouteStage(account.design, { apiId: api.id, stageName, change })
    },
    remove: ({ account, api }, _stage, stageName) =>
      removeRouteStage(account.design, { apiId: api.id, stageName }),
    answer: (stage, { account, api }) => stageAnswer(account, stage, api),
    note: (account, { api, environment }, stageName, isNew) => {
      const now = dateOf(environment)
      const note = isNew ? { createdDate: now, lastUpdatedDate: now } : { lastUpdatedDate: now }
      const at = ['apis', api.id, 'stages', stageName]
      return withNote(account, at, { ...(isNew ? {} : account.notes[at.join('/')]), ...note })
    },
  }),
  DeleteAccessLogSettings: stageRemoval(() => ({ accessLogSettings: undefined })),
  DeleteRouteSettings: stageRemoval((stage, input) => {
    const { [text(input['routeKey']) ?? '']: removed, ...routeSettings } = stage.routeSettings
    if (removed === undefined) throw notFound('Invalid route key specified')
    return { routeSettings }
  }),
  ...operationsOn({
    noun: 'Deployment',
    idMember: 'deploymentId',
    missing: 'Invalid deployment identifier specified',
    items: ({ api }) => deploymentsOf(api),
    create: ({ account, api, input, environment }, deploymentId) => {
      const stageName = someText(input['stageName'])
      // only CreateStage creates stages
      if (stageName !== undefined && !own(api.stages, stageName)) {
        throw notFound('Invalid stage identifier specified')
      }
      const description = someText(input['description'])
      return addRouteDeployment(account.design, {
        apiId: api.id,
        deploymentId,
        createdDate: dateOf(environment),
        ...(stageName !== undefined && { stageName }),
        ...(description !== undefined && { description }),
      })
    },
    update: ({ account, api, input }, deployment, id) =>
      updateRouteDeployment(account.design, {
        apiId: api.id,
        id,
        description: isGiven(input['description'])
          ? someText(input['description'])
          : deployment.description,
      }),
    remove: ({ account, api }, _deployment, id) =>
      removeRouteDeployment(account.design, { apiId: api.id, id }),
    answer: deploymentAnswer,
  }),
}
