import type { Address } from '../address.ts'
import type { IdSource } from '../ids.ts'
import { addAuthorizer } from '../operations/authorizers.ts'
import { defaultCorsHeaders, enableCors } from '../operations/cors.ts'
import { putMethod } from '../operations/methods.ts'
import { addResourcePath } from '../operations/resources.ts'
import { addRestApi, updateRestApi } from '../operations/restApis.ts'
import { addStage, removeStage } from '../operations/stages.ts'
import { own, withoutMember } from '../operations/within.ts'
import { parseRouteKey } from '../queries/routeKeys.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import { ok } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { httpMethod as httpMethodSchema, method as methodSchema } from '../schema/method.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { HttpApi } from '../schema/v2/apis.ts'
import type { Route } from '../schema/v2/route.ts'
import { Losses } from './losses.ts'
import type { Conversion } from './restToHttp.ts'
import { restAuthorizerOf } from './routeAuthorizers.ts'
import { methodIntegrationOf } from './routeIntegrations.ts'
import { restStageOf } from './routeStages.ts'
import { Scratch } from './scratch.ts'

/**
 * The REST API that does what an HTTP API does, as far as REST APIs can. It keeps the id. Whatever the service would refuse is
 * left out and listed. A method whose authorization cannot be kept asks for IAM authorization: it never opens by itself.
 */
export function httpToRest(
  design: Design,
  api: HttpApi,
  nextId: IdSource,
  accountId: string,
): Conversion<RestApi> {
  const losses = new Losses()
  const { id: apiId, name, description, version, tags, disableExecuteApiEndpoint } = api
  const at = ['apis', apiId]
  const others = { ...design, apis: withoutMember(design.apis, apiId) }
  const scratch = new Scratch(others, apiId, 'REST', losses)
  const { ipAddressType } = api
  scratch.apply('api', `The API ${name}`, at, (present) =>
    addRestApi(present, {
      apiId,
      rootResourceId: nextId(),
      name,
      ...(description !== undefined && { description }),
    }),
  )
  scratch.apply('api', `The API ${name}`, at, (present) =>
    removeStage(present, { apiId, stageName: 'dev' }),
  )
  scratch.apply('api', `The API ${name}`, at, (present) =>
    updateRestApi(present, {
      apiId,
      change: {
        version,
        tags,
        disableExecuteApiEndpoint,
        endpointConfiguration: {
          types: ['REGIONAL'],
          vpcEndpointIds: [],
          ...(ipAddressType !== undefined && { ipAddressType }),
        },
      },
    }),
  )
  for (const authorizer of Object.values(api.authorizers)) {
    const authorizerAt = [...at, 'authorizers', authorizer.id]
    const converted = restAuthorizerOf(authorizer, accountId, authorizerAt, losses)
    if (!converted) continue
    scratch.apply('authorizer', `The authorizer ${authorizer.name}`, authorizerAt, (present) =>
      addAuthorizer(present, { apiId, authorizer: converted }),
    )
  }
  for (const route of Object.values(api.routes)) addRoute(scratch, api, route, nextId)
  allowOrigins(scratch, api)
  for (const stage of Object.values(api.stages)) {
    const stageAt = [...at, 'stages', stage.stageName]
    const converted = restStageOf(stage, stageAt, losses)
    scratch.apply('stage', `The stage ${stage.stageName}`, stageAt, (present) =>
      addStage(present, { apiId, stage: converted }),
    )
  }
  return { api: scratch.api, losses: losses.problems }
}

/** Where requests of a route go in the tree of a REST API. `$default` catches what no other method takes. */
function placesOf({ routeKey }: Route): readonly (readonly [verb: string, path: string])[] {
  const key = parseRouteKey(routeKey)
  if ('refusal' in key) return []
  return key.kind === 'default'
    ? [
        ['ANY', '/'],
        ['ANY', '/{proxy+}'],
      ]
    : [[key.method, key.path]]
}

function addRoute(scratch: Scratch<'REST'>, api: HttpApi, route: Route, nextId: IdSource): void {
  const { losses, apiId } = scratch
  const at = ['apis', apiId, 'routes', route.id]
  if (route.routeKey === '$default') {
    const message =
      'The route $default becomes the methods ANY / and ANY /{proxy+}: on a path that has other methods, a REST API answers 403 instead.'
    losses.changed('default-route', message, at)
  }
  for (const [verb, path] of placesOf(route)) {
    if (path !== '/' && path.endsWith('/')) {
      const message = `${route.routeKey} is the same as ${verb} ${path.slice(0, -1)} in a REST API, which has no paths with a slash at the end.`
      losses.changed('trailing-slash', message, at)
    }
    const isAdded = scratch.apply('route', route.routeKey, at, (present) =>
      addResourcePath(present, { apiId, path, nextId }),
    )
    if (!isAdded) continue
    const wanted = path === '/' ? path : path.replace(/\/+$/, '')
    const found = resourcesByPath(scratch.api).find((each) => each.path === wanted)
    const httpMethod = httpMethodSchema.safeParse(verb)
    if (!found || !httpMethod.success) continue
    // a route of its own wins over what $default would add
    if (route.routeKey === '$default' && own(found.resource.methods, httpMethod.data)) continue
    const method = methodOf(scratch, api, route, httpMethod.data, path)
    scratch.apply('route', route.routeKey, at, (present) =>
      putMethod(present, {
        apiId,
        resourceId: found.resource.id,
        httpMethod: httpMethod.data,
        method,
      }),
    )
  }
}

function methodOf(
  scratch: Scratch<'REST'>,
  api: HttpApi,
  route: Route,
  httpMethod: Method['httpMethod'],
  path: string,
): Method {
  const { losses } = scratch
  const variables = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name = '']) => name)
  const integration = route.target === undefined ? undefined : own(api.integrations, route.target)
  const converted =
    integration &&
    methodIntegrationOf({
      integration,
      routeKey: route.routeKey,
      at: ['apis', api.id, 'integrations', integration.id],
      losses,
      variables,
    })
  return methodSchema.parse({
    httpMethod,
    ...(route.operationName !== undefined && { operationName: route.operationName }),
    requestParameters: Object.fromEntries(
      variables.map((name) => [`method.request.path.${name}`, true]),
    ),
    ...(converted && { integration: converted }),
    ...authorizationOf(route, scratch.api, losses),
  })
}

/** Who may call a method. Fails closed: where the authorizer is missing, only IAM callers may. */
function authorizationOf(route: Route, api: RestApi, losses: Losses): Partial<Method> {
  const { authorizationType, authorizerId = '', authorizationScopes, routeKey } = route
  if (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') return { authorizationType }
  const authorizer = own(api.authorizers, authorizerId)
  if (!authorizer) {
    const message = `${routeKey} loses its authorizer and requires IAM authorization until you attach another.`
    losses.changed('authorization', message, ['apis', api.id, 'routes', route.id, 'authorizerId'])
    return { authorizationType: 'AWS_IAM' }
  }
  return authorizer.type === 'COGNITO_USER_POOLS'
    ? { authorizationType: 'COGNITO_USER_POOLS', authorizerId, authorizationScopes }
    : { authorizationType: 'CUSTOM', authorizerId }
}

/** Preflights for every resource, as far as OPTIONS methods can answer what CORS settings do. */
function allowOrigins(scratch: Scratch<'REST'>, api: HttpApi): void {
  const { corsConfiguration: cors } = api
  if (!cors) return
  const at: Address = ['apis', api.id, 'corsConfiguration']
  const { losses, apiId } = scratch
  const [origin = '*', ...others] = cors.allowOrigins ?? []
  if (others.length > 0) {
    losses.dropped(
      'cors',
      `CORS allows the origin ${origin} only and loses ${others.join(', ')}: an OPTIONS method returns one origin.`,
      [...at, 'allowOrigins'],
    )
  }
  losses.changed(
    'cors',
    'The backends have to send the CORS headers of their responses themselves: a REST API returns the response of a proxy integration as it is.',
    at,
  )
  const settings = {
    origin,
    headers: cors.allowHeaders ?? defaultCorsHeaders,
    allowCredentials: cors.allowCredentials === true,
  }
  for (const { resource, path } of resourcesByPath(scratch.api)) {
    if (Object.keys(resource.methods).length === 0) continue
    if (resource.methods.OPTIONS) continue
    scratch.apply('cors', `CORS of ${path}`, at, (present) => {
      const result = enableCors(present, { apiId, resourceId: resource.id, settings })
      return result.ok ? ok(result.value.design) : result
    })
  }
}
