import type { Address } from '../address.ts'
import type { IdSource } from '../ids.ts'
import { createHttpApi } from '../operations/v2/httpApis.ts'
import { addRouteAuthorizer } from '../operations/v2/authorizers.ts'
import { addRouteIntegration } from '../operations/v2/integrations.ts'
import { addRoute } from '../operations/v2/routes.ts'
import { addRouteStage } from '../operations/v2/stages.ts'
import { own, withoutMember } from '../operations/within.ts'
import { methodsOf } from '../queries/resourceTree.ts'

import type { Problem } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { HttpApi } from '../schema/v2/apis.ts'
import type { Route } from '../schema/v2/route.ts'
import { featureLosses } from './features.ts'
import { Losses } from './losses.ts'
import { routeAuthorizerOf } from './restAuthorizers.ts'
import { routeIntegrationOf } from './restIntegrations.ts'
import type { NewRouteIntegration } from './restIntegrations.ts'
import { corsOfPreflights } from './restPreflights.ts'
import { routeStageOf } from './restStages.ts'
import { Scratch } from './scratch.ts'

/** An API of the other kind, with the losses as problems. */
export interface Conversion<A> {
  readonly api: A
  readonly losses: readonly Problem[]
}

/**
 * The HTTP API that does what a REST API does, as far as HTTP APIs can. It keeps the id. Whatever the service would refuse is
 * left out and listed. A route whose authorization cannot be kept asks for IAM authorization: it never opens by itself.
 */
export function restToHttp(design: Design, api: RestApi, nextId: IdSource): Conversion<HttpApi> {
  const losses = new Losses()
  featureLosses(design, api, losses)
  const { corsConfiguration, resourceIds } = corsOfPreflights(design, api, losses)
  const { id: apiId, name, description, version, tags, disableExecuteApiEndpoint } = api
  const at = ['apis', apiId]
  const { ipAddressType } = api.endpointConfiguration
  const others = { ...design, apis: withoutMember(design.apis, apiId) }
  const scratch = new Scratch(others, apiId, 'HTTP', losses)
  scratch.apply('api', `The API ${name}`, at, (present) =>
    createHttpApi(present, {
      apiId,
      name,
      tags,
      disableExecuteApiEndpoint,
      ...(description !== undefined && { description }),
      ...(version !== undefined && { version }),
      ...(ipAddressType !== undefined && { ipAddressType }),
      ...(corsConfiguration && { corsConfiguration }),
    }),
  )
  for (const authorizer of Object.values(api.authorizers)) {
    const authorizerAt = [...at, 'authorizers', authorizer.id]
    const converted = routeAuthorizerOf(design, authorizer, authorizerAt, losses)
    if (!converted) continue
    scratch.apply('authorizer', `The authorizer ${authorizer.name}`, authorizerAt, (present) =>
      addRouteAuthorizer(present, { apiId, authorizer: converted }),
    )
  }
  const integrations = new SharedIntegrations(scratch, nextId, corsConfiguration !== undefined)
  for (const { resource, path, method, at: methodAt } of methodsOf(api)) {
    if (method.httpMethod === 'OPTIONS' && resourceIds.has(resource.id)) continue
    const routeKey = `${method.httpMethod} ${path}`
    const target = integrations.of(method, routeKey, [...methodAt, 'integration'])
    const route: Partial<Route> & Pick<Route, 'id' | 'routeKey'> = {
      id: nextId(),
      routeKey,
      ...(method.operationName !== undefined && { operationName: method.operationName }),
      ...(target !== undefined && { target }),
      ...authorizationOf(method, scratch.api, routeKey, methodAt, losses),
    }
    scratch.apply('route', routeKey, methodAt, (present) => addRoute(present, { apiId, route }))
  }
  for (const stage of Object.values(api.stages)) {
    const stageAt = [...at, 'stages', stage.stageName]
    const routeKeys = Object.values(scratch.api.routes).map((route) => route.routeKey)
    const converted = routeStageOf(stage, routeKeys, stageAt, losses)
    scratch.apply('stage', `The stage ${stage.stageName}`, stageAt, (present) =>
      addRouteStage(present, { apiId, stage: converted }),
    )
  }
  return { api: scratch.api, losses: losses.problems }
}

/** The integrations of the new API: methods that do the same share one. */
class SharedIntegrations {
  readonly #scratch: Scratch<'HTTP'>
  readonly #nextId: IdSource
  readonly #hasCors: boolean
  readonly #ids = new Map<string, string>()

  constructor(scratch: Scratch<'HTTP'>, nextId: IdSource, hasCors: boolean) {
    this.#scratch = scratch
    this.#hasCors = hasCors
    this.#nextId = nextId
  }

  /** The id of the integration that a method needs; `undefined` where it has none. */
  of({ integration }: Method, routeKey: string, at: Address): string | undefined {
    if (!integration) return undefined
    const converted = routeIntegrationOf({
      integration,
      routeKey,
      at,
      losses: this.#scratch.losses,
      hasCors: this.#hasCors,
    })
    return converted && this.#added(converted, routeKey, at)
  }

  #added(integration: NewRouteIntegration, routeKey: string, at: Address): string | undefined {
    const key = JSON.stringify(integration)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#nextId()
    const { apiId } = this.#scratch
    const isAdded = this.#scratch.apply(
      'integration',
      `The integration of ${routeKey}`,
      at,
      (present) => addRouteIntegration(present, { apiId, integration: { ...integration, id } }),
    )
    if (!isAdded) return undefined
    this.#ids.set(key, id)
    return id
  }
}

type Authorization = Pick<Route, 'authorizationType'> &
  Partial<Pick<Route, 'authorizerId' | 'authorizationScopes'>>

/** Who may call a route. Fails closed: where the authorizer is missing, only IAM callers may. */
function authorizationOf(
  method: Method,
  api: HttpApi,
  routeKey: string,
  at: Address,
  losses: Losses,
): Authorization {
  const { authorizationType, authorizerId = '', authorizationScopes } = method
  if (method.apiKeyRequired) {
    const message = `${routeKey} no longer requires an API key: HTTP APIs have none.`
    losses.dropped('api-key', message, [...at, 'apiKeyRequired'])
  }
  if (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') return { authorizationType }
  const authorizer = own(api.authorizers, authorizerId)
  if (!authorizer) {
    const message = `${routeKey} loses its authorizer and requires IAM authorization until you attach another.`
    losses.changed('authorization', message, [...at, 'authorizerId'])
    return { authorizationType: 'AWS_IAM' }
  }
  return authorizer.authorizerType === 'JWT'
    ? { authorizationType: 'JWT', authorizerId, authorizationScopes }
    : { authorizationType: 'CUSTOM', authorizerId }
}
