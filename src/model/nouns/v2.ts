import { lambdaUri } from '../operations/integrations.ts'
import { jwtAuthorizer } from '../operations/v2/authorizerKinds.ts'
import {
  addRouteAuthorizer,
  removeRouteAuthorizer,
  updateRouteAuthorizer,
} from '../operations/v2/authorizers.ts'
import { removeRouteIntegrationFromRoutes } from '../operations/v2/connections.ts'
import {
  addRouteIntegration,
  routesOfIntegration,
  updateRouteIntegration,
} from '../operations/v2/integrations.ts'
import { addRoute, removeRoute, updateRoute } from '../operations/v2/routes.ts'
import {
  addRouteDeployment,
  addRouteStage,
  removeRouteDeployment,
  removeRouteStage,
} from '../operations/v2/stages.ts'
import type { RoutedApi } from '../operations/v2/within.ts'
import { own } from '../operations/within.ts'
import { routeBackendReference } from '../queries/backendKey.ts'
import { parseRouteKey } from '../queries/routeKeys.ts'
import { fail, ok } from '../result.ts'
import { httpMethods } from '../schema/method.ts'
import type { Design } from '../schema/design.ts'
import type { HttpDeployment, WebSocketDeployment } from '../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../schema/v2/authorizer.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import { httpApi, webSocketApi } from './apis.ts'
import { collectionNoun, counted, freeName, thingNotFound } from './collection.ts'
import type { Noun } from './noun.ts'
import { addressOf } from './places.ts'
import type { NounName } from './places.ts'

const of = ['HTTP', 'WEBSOCKET'] as const

function routedApiOf(design: Design, apiId: string): RoutedApi | undefined {
  const api = own(design.apis, apiId)
  return api === undefined || api.protocol === 'REST' ? undefined : api
}

/** What new things of an API begin with, by its protocol. */
const starters = {
  HTTP: {
    routeKey: (count: number) => (count === 1 ? 'GET /' : `GET /route-${count}`),
    integration: {
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'ANY',
      integrationUri: 'https://example.com',
      payloadFormatVersion: '1.0',
    },
    authorizer: jwtAuthorizer,
    autoDeploy: true,
  },
  WEBSOCKET: {
    routeKey: (count: number) => `route${count}`,
    integration: { integrationType: 'MOCK' },
    authorizer: () => ({
      authorizerType: 'REQUEST',
      identitySource: ['route.request.header.Authorization'],
      authorizerUri: lambdaUri('authorize'),
    }),
    autoDeploy: false,
  },
} as const satisfies {
  readonly [P in RoutedApi['protocol']]: {
    readonly routeKey: (count: number) => string
    readonly integration: Omit<Partial<RouteIntegration>, 'id'> &
      Pick<RouteIntegration, 'integrationType'>
    readonly authorizer: (
      design: Design,
    ) => Omit<Partial<RouteAuthorizer>, 'id' | 'name'> & Pick<RouteAuthorizer, 'authorizerType'>
    readonly autoDeploy: boolean
  }
}

function startersOf(api: RoutedApi | undefined) {
  return starters[api?.protocol ?? 'HTTP']
}

const route = collectionNoun('route', {
  title: 'Route',
  heading: 'Routes',
  of,
  // a key with a method needs no other word
  phrase: (label) => (label.includes(' ') ? label : `the route ${label}`),
  items: (design, apiId) => routedApiOf(design, apiId)?.routes,
  labelOf: ({ routeKey }) => routeKey,
  add: (design, { apiId = '', nextId, name }) => {
    const id = nextId()
    const api = routedApiOf(design, apiId)
    const keys = new Set(Object.values(api?.routes ?? {}).map(({ routeKey }) => routeKey))
    const routeKey = name ?? freeName((each) => keys.has(each), startersOf(api).routeKey)
    return {
      at: addressOf('route', apiId, id),
      operation: (from) => addRoute(from, { apiId, route: { id, routeKey } }),
    }
  },
  remove: removeRoute,
  rename: (design, ref, routeKey) => updateRoute(design, { ...ref, change: { routeKey } }),
  copy: (design, { apiId, id }, nextId) => {
    const api = routedApiOf(design, apiId)
    const source = api && own(api.routes, id)
    if (!source) return thingNotFound('route', apiId, id)
    const keys = new Set(Object.values(api.routes).map((each) => each.routeKey))
    const routeKey = freeRouteKey(api, source.routeKey, keys)
    if (routeKey === undefined) {
      const message = 'An API has one $default route, and this path has a route for every method'
      return fail('route/no-free-key', message, addressOf('route', apiId, id))
    }
    // the name of an operation is the original's alone
    const { retained: _retained, operationName: _name, ...settings } = source
    const copy = { ...settings, id: nextId(), routeKey }
    const copied = addRoute(design, { apiId, route: copy })
    const at = addressOf('route', apiId, copy.id)
    return copied.ok ? ok({ design: copied.value, at }) : copied
  },
})

/** A key for a copy: of HTTP APIs the first free method of the path, of WebSocket APIs the next free name. */
function freeRouteKey(
  api: RoutedApi,
  routeKey: string,
  taken: ReadonlySet<string>,
): string | undefined {
  if (api.protocol === 'WEBSOCKET') {
    const name = routeKey.replace(/^\$/, '')
    return freeName(
      (each) => taken.has(each),
      (count) => `${name}${count + 1}`,
    )
  }
  const key = parseRouteKey(routeKey)
  if (!('kind' in key) || key.kind !== 'path') return undefined
  return httpMethods.map((verb) => `${verb} ${key.path}`).find((free) => !taken.has(free))
}

const routeIntegration = collectionNoun('routeIntegration', {
  title: 'Integration',
  heading: 'Integrations',
  of,
  items: (design, apiId) => routedApiOf(design, apiId)?.integrations,
  labelOf: routeIntegrationLabel,
  add: (design, { apiId = '', nextId, name }) => {
    const id = nextId()
    const integration = {
      id,
      ...startersOf(routedApiOf(design, apiId)).integration,
      ...(name && { description: name }),
    }
    return {
      at: addressOf('routeIntegration', apiId, id),
      operation: (from) => addRouteIntegration(from, { apiId, integration }),
    }
  },
  remove: removeRouteIntegrationFromRoutes,
  removalRemark: (design, { apiId, id }) => {
    const api = routedApiOf(design, apiId)
    const routes = api ? routesOfIntegration(api, id) : []
    if (routes.length === 0) return undefined
    const without = routes.length === 1 ? `${routes[0]} has` : `${routes.length} routes have`
    return `${without} no integration now.`
  },
  rename: (design, ref, name) =>
    updateRouteIntegration(design, {
      ...ref,
      change: { description: name === '' ? undefined : name },
    }),
  copy: (design, { apiId, id }, nextId) => {
    const source = own(routedApiOf(design, apiId)?.integrations ?? {}, id)
    if (!source) return thingNotFound('routeIntegration', apiId, id)
    const integration = { ...source, id: nextId() }
    const copied = addRouteIntegration(design, { apiId, integration })
    const at = addressOf('routeIntegration', apiId, integration.id)
    return copied.ok ? ok({ design: copied.value, at }) : copied
  },
})

/** The description of an integration, else what it reaches: `listPets`, `sqs`, `example.com`. */
function routeIntegrationLabel(integration: RouteIntegration): string {
  const { description, integrationSubtype, integrationType } = integration
  if (description !== undefined && description.trim() !== '') return description
  if (integrationType === 'MOCK') return 'Mock'
  return integrationSubtype ?? (routeBackendReference(integration)?.name || integrationType)
}

const routeAuthorizer = collectionNoun('routeAuthorizer', {
  title: 'Authorizer',
  heading: 'Authorizers',
  of,
  items: (design, apiId) => routedApiOf(design, apiId)?.authorizers,
  labelOf: ({ name }) => name,
  add: (design, { apiId = '', nextId, name }) => {
    const id = nextId()
    const api = routedApiOf(design, apiId)
    const added = {
      id,
      name: name ?? freeAuthorizerName(api, 'authorizer'),
      ...startersOf(api).authorizer(design),
    }
    return {
      at: addressOf('routeAuthorizer', apiId, id),
      operation: (from) => addRouteAuthorizer(from, { apiId, authorizer: added }),
    }
  },
  remove: removeRouteAuthorizer,
  rename: (design, ref, name) => updateRouteAuthorizer(design, { ...ref, change: { name } }),
  copy: (design, { apiId, id }, nextId) => {
    const api = routedApiOf(design, apiId)
    const source = own(api?.authorizers ?? {}, id)
    if (!source) return thingNotFound('routeAuthorizer', apiId, id)
    const copy = { ...source, id: nextId(), name: freeAuthorizerName(api, source.name) }
    const copied = addRouteAuthorizer(design, { apiId, authorizer: copy })
    const at = addressOf('routeAuthorizer', apiId, copy.id)
    return copied.ok ? ok({ design: copied.value, at }) : copied
  },
})

function freeAuthorizerName(api: RoutedApi | undefined, name: string): string {
  const taken = new Set(Object.values(api?.authorizers ?? {}).map((each) => each.name))
  return freeName((each) => taken.has(each), counted(name, '-'))
}

const routeStage = collectionNoun('routeStage', {
  title: 'Stage',
  heading: 'Stages',
  of,
  items: (design, apiId) => routedApiOf(design, apiId)?.stages,
  labelOf: ({ stageName }) => stageName,
  add: (design, { apiId = '', name }) => {
    const api = routedApiOf(design, apiId)
    const isTaken = (each: string) => Object.hasOwn(api?.stages ?? {}, each)
    const stageName = name ?? freeName(isTaken, counted('dev', ''))
    const { autoDeploy } = startersOf(api)
    return {
      at: addressOf('routeStage', apiId, stageName),
      operation: (from) => addRouteStage(from, { apiId, stage: { stageName, autoDeploy } }),
    }
  },
  remove: (design, { apiId, id }) => removeRouteStage(design, { apiId, stageName: id }),
})

const routeDeployment = collectionNoun<HttpDeployment | WebSocketDeployment>('routeDeployment', {
  title: 'Deployment',
  heading: 'Deployments',
  of,
  items: (design, apiId) => routedApiOf(design, apiId)?.deployments,
  labelOf: ({ description, createdDate }) => description ?? createdDate,
  add: (_design, { apiId = '', nextId, now, name }) => {
    const deploymentId = nextId()
    const createdDate = new Date(now).toISOString()
    const args = { apiId, deploymentId, createdDate, ...(name && { description: name }) }
    return {
      at: addressOf('routeDeployment', apiId, deploymentId),
      operation: (from) => addRouteDeployment(from, args),
    }
  },
  remove: removeRouteDeployment,
})

/** The nouns of HTTP and WebSocket APIs. */
export const routedNouns = {
  httpApi,
  webSocketApi,
  route,
  routeIntegration,
  routeAuthorizer,
  routeStage,
  routeDeployment,
} satisfies { readonly [N in NounName]?: Noun }
