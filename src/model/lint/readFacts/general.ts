import type { Address } from '../../address.ts'
import { entryPointsOf } from '../../queries/entryPoints.ts'
import type { Api } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import type { ApiFacts, RestApiFacts, StageFacts, StageVariableUse } from '../facts.ts'
import { members, stageVariableUsesOf, usesIn } from '../stageVariableUses.ts'
import type { PlacedText } from '../stageVariableUses.ts'

/** Read what a REST API has in common with APIs of other protocols. */
export function readAnyRestApi(rest: RestApiFacts): ApiFacts {
  const { api, at, methods, templates } = rest
  let uses: readonly StageVariableUse[] | undefined
  return {
    ...common(api),
    stages: Object.values(api.stages).map((stage) => restStage(stage, at)),
    get stageVariableUses() {
      return (uses ??= stageVariableUsesOf(rest))
    },
    get mayReadAnyVariable() {
      return (
        methods.some(({ isLambda, isProxy }) => isLambda && isProxy) ||
        Object.values(api.authorizers).some(({ type }) => type === 'REQUEST') ||
        templates.some(({ text }) => wholeMap.test(text))
      )
    },
  }
}

/** A template that reads the map of stage variables without naming one. */
const wholeMap = /\$!?\{?stageVariables\b(?!\.\w+\b(?!\s*\()|\[)/

/** Read what an HTTP or WebSocket API has in common with REST APIs. */
export function readAnyRoutedApi(api: HttpApi | WebSocketApi): ApiFacts {
  const at: Address = ['apis', api.id]
  let uses: readonly StageVariableUse[] | undefined
  return {
    ...common(api),
    stages: Object.values(api.stages).map((stage) => routedStage(stage, at)),
    get stageVariableUses() {
      return (uses ??= textsOfRoutedApi(api, at).flatMap(usesIn))
    },
    mayReadAnyVariable:
      Object.values(api.integrations).some(
        ({ integrationType, integrationSubtype, requestTemplates }) =>
          (integrationType === 'AWS_PROXY' && integrationSubtype === undefined) ||
          Object.values(requestTemplates).some((text) => wholeMap.test(text)),
      ) ||
      Object.values(api.authorizers).some(({ authorizerType }) => authorizerType === 'REQUEST'),
  }
}

function common(api: Api) {
  const at: Address = ['apis', api.id]
  const authorizers = Object.values(api.authorizers).map(({ id, name }) => ({
    id,
    name,
    at: [...at, 'authorizers', id],
  }))
  return { api, at, authorizers, entryPoints: entryPointsOf({ apis: { [api.id]: api } }, api.id) }
}

function restStage(stage: RestApi['stages'][string], apiAt: Address): StageFacts {
  const { stageName, variables, deploymentId, canarySettings, accessLogSettings } = stage
  const at = [...apiAt, 'stages', stageName]
  return {
    stageName,
    at,
    variables,
    variablesAt: [...at, 'variables'],
    deployments: [
      { id: deploymentId, at: [...at, 'deploymentId'] },
      { id: canarySettings?.deploymentId, at: [...at, 'canarySettings', 'deploymentId'] },
    ].flatMap(({ id, at: place }) => (id === undefined ? [] : [{ id, at: place }])),
    isServing: deploymentId !== undefined,
    writesLog:
      accessLogSettings?.destinationArn !== undefined ||
      Object.values(stage.methodSettings).some(
        ({ loggingLevel = 'OFF' }) => loggingLevel !== 'OFF',
      ),
  }
}

function routedStage(stage: HttpApi['stages'][string], apiAt: Address): StageFacts {
  const { stageName, stageVariables, deploymentId, autoDeploy, accessLogSettings } = stage
  const at = [...apiAt, 'stages', stageName]
  return {
    stageName,
    at,
    variables: stageVariables,
    variablesAt: [...at, 'stageVariables'],
    deployments:
      deploymentId === undefined ? [] : [{ id: deploymentId, at: [...at, 'deploymentId'] }],
    isServing: autoDeploy || deploymentId !== undefined,
    writesLog:
      accessLogSettings?.destinationArn !== undefined ||
      [stage.defaultRouteSettings, ...Object.values(stage.routeSettings)].some(
        ({ loggingLevel = 'OFF' }) => loggingLevel !== 'OFF',
      ),
  }
}

/** The texts of an HTTP or WebSocket API in which the service replaces stage variables. */
function textsOfRoutedApi(api: HttpApi | WebSocketApi, apiAt: Address): PlacedText[] {
  const ofIntegrations = Object.values(api.integrations).flatMap((integration) => {
    const at = [...apiAt, 'integrations', integration.id]
    const user = `The integration ${integration.description ?? integration.id}`
    return [
      ...(['integrationUri', 'credentialsArn', 'connectionId'] as const).flatMap((property) => {
        const text = integration[property]
        return text === undefined ? [] : [{ text, at: [...at, property], user }]
      }),
      ...members(integration.requestParameters, [...at, 'requestParameters'], user),
      ...members(integration.requestTemplates, [...at, 'requestTemplates'], user),
      ...Object.entries(integration.responseParameters).flatMap(([status, mappings]) =>
        members(mappings, [...at, 'responseParameters', status], user),
      ),
    ]
  })
  const ofAuthorizers = Object.values(api.authorizers).flatMap((authorizer) => {
    const at = [...apiAt, 'authorizers', authorizer.id]
    const user = `The authorizer ${authorizer.name}`
    const { authorizerUri, identitySource } = authorizer
    return [
      ...(authorizerUri === undefined
        ? []
        : [{ text: authorizerUri, at: [...at, 'authorizerUri'], user }]),
      { text: identitySource.join(' '), at: [...at, 'identitySource'], user },
    ]
  })
  return [...ofIntegrations, ...ofAuthorizers]
}
