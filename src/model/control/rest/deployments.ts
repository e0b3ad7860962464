import {
  addDeployment,
  addStage,
  describeDeployment,
  removeDeployment,
  updateStage,
  servedBy,
} from '../../operations/stages.ts'
import type { Deployment, RestApi } from '../../schema/restApi.ts'
import type { Stage } from '../../schema/stage.ts'
import {
  badRequest,
  dateOf,
  flag,
  isGiven,
  notFound,
  number,
  object,
  own,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import { embedded, page } from './lists.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { deploymentAnswer } from './answers.ts'
import { checkListedPath, patchesOf } from './patch.ts'

function deploymentOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): { readonly api: RestApi; readonly deployment: Deployment } {
  const unknown = () => notFound('Invalid Deployment identifier specified')
  const api = apiOf(account, input, environment, unknown)
  const deployment = own(api.deployments, text(input['deploymentId']) ?? '')
  if (!deployment) throw unknown()
  return { api, deployment }
}

/** A canary needs a stage that is there. */
function checkCanaryStage(api: RestApi, stageName: string | undefined): void {
  const prefix = 'Invalid deployment content specified.'
  if (stageName === undefined || stageName === '') {
    throw badRequest(
      `${prefix}Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? 'null'}`,
    )
  }
  if (!own(api.stages, stageName)) {
    throw badRequest(
      `${prefix}Stage ${stageName} must already be created before making a canary release deployment`,
    )
  }
}

/** The members that a stage gets from CreateDeployment or CreateStage. */
export function stageMembersOf(input: JsonObject): Partial<Stage> {
  const variables = textMap(input['variables'])
  const size = someText(input['cacheClusterSize'])
  return {
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(flag(input['cacheClusterEnabled']) !== undefined && {
      cacheClusterEnabled: flag(input['cacheClusterEnabled']) ?? false,
    }),
    ...(size !== undefined && { cacheClusterSize: size }),
    ...(flag(input['tracingEnabled']) !== undefined && {
      tracingEnabled: flag(input['tracingEnabled']) ?? false,
    }),
  }
}

/** The canary that CreateDeployment and CreateStage describe. */
export function canaryOf(
  input: JsonObject,
  deploymentId: string,
): NonNullable<Stage['canarySettings']> {
  const canary = object(input['canarySettings'])
  return {
    deploymentId: someText(canary['deploymentId']) ?? deploymentId,
    percentTraffic: number(canary['percentTraffic']) ?? 0,
    stageVariableOverrides: textMap(canary['stageVariableOverrides']),
    useStageCache: flag(canary['useStageCache']) ?? false,
  }
}

const embedsSummary = (input: JsonObject) => embedded(input).includes('apisummary')

/** The management calls on deployments. */
export const deploymentOperations = {
  CreateDeployment: {
    status: 201,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const apiId = api.id
      const stageName = text(input['stageName'])
      const isCanary = isGiven(input['canarySettings'])
      if (isCanary) checkCanaryStage(api, stageName)
      const deploymentId = environment.nextId()
      const createdDate = dateOf(environment)
      const description = someText(input['description'])
      const deployed = done(
        addDeployment(account.design, {
          apiId,
          deploymentId,
          createdDate,
          ...(description !== undefined && { description }),
        }),
      )
      const added = withDesign(account, deployed)
      const body = () =>
        deploymentAnswer(
          { id: deploymentId, createdDate, ...(description !== undefined && { description }) },
          false,
        )
      if (stageName === undefined || stageName === '') return { account: added, body: body() }
      const at = ['apis', apiId, 'stages', stageName]
      const stageBefore = own(api.stages, stageName)
      if (stageBefore) {
        const change = isCanary
          ? { canarySettings: canaryOf(input, deploymentId) }
          : { ...stageMembersOf(input), ...servedBy(stageBefore, deploymentId) }
        const design = done(updateStage(deployed, { apiId, stageName, change }))
        const next = withNote(withDesign(added, design), at, { lastUpdatedDate: createdDate })
        return { account: next, body: body() }
      }
      const stageDescription = someText(input['stageDescription'])
      const stage = {
        stageName,
        deploymentId,
        ...stageMembersOf(input),
        ...(stageDescription !== undefined && { description: stageDescription }),
      }
      const design = done(addStage(deployed, { apiId, stage }))
      return { account: withNote(withDesign(added, design), at, { createdDate }), body: body() }
    },
  },
  GetDeployment: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: deploymentAnswer(
        deploymentOf(account, input, environment).deployment,
        embedsSummary(input),
      ),
    }),
  },
  GetDeployments: {
    status: 200,
    run: (account, input, environment) => {
      const { deployments } = apiOf(account, input, environment)
      return {
        account,
        body: page(
          Object.values(deployments).map((each) => deploymentAnswer(each, embedsSummary(input))),
          input,
        ),
      }
    },
  },
  UpdateDeployment: {
    status: 200,
    run: (account, input, environment) => {
      const { api, deployment } = deploymentOf(account, input, environment)
      const design = patchesOf(input).reduce((before, patch) => {
        checkListedPath(patch, { replace: ['/description'] })
        const description = patch.value ?? ''
        return done(describeDeployment(before, { apiId: api.id, id: deployment.id, description }))
      }, account.design)
      const next = withDesign(account, design)
      const { deployment: after } = deploymentOf(next, input, environment)
      return { account: next, body: deploymentAnswer(after, false) }
    },
  },
  DeleteDeployment: {
    status: 202,
    run: (account, input, environment) => {
      const { api, deployment } = deploymentOf(account, input, environment)
      const design = done(removeDeployment(account.design, { apiId: api.id, id: deployment.id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
