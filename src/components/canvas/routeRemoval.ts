import {
  disconnectRoute,
  removeRoute,
  removeRouteAuthorizer,
  removeRouteDeployment,
  removeRouteIntegrationFromRoutes,
  removeRouteStage,
  routesOfIntegration,
} from '../../model/index.ts'
import type { Address, Design, HttpApi, Result, WebSocketApi } from '../../model/index.ts'
import { routeIntegrationName } from './map/routeWords.ts'

/** How something that can be selected is deleted. */
export interface Removal {
  /** What it is called in a sentence: `GET /pets`, `the model Pet`. */
  readonly words: string
  readonly operation: (design: Design) => Result<Design>
  /** What to select afterwards. */
  readonly next: Address
  /** What else goes, in a sentence. */
  readonly remark?: string
}

/** How a part of an HTTP or WebSocket API is deleted; `undefined` where nothing is there that can be. */
export function routeRemovalAt(
  api: HttpApi | WebSocketApi,
  [, , collection = '', id = '', part]: Address,
): Removal | undefined {
  const apiId = api.id
  const next = ['apis', apiId]
  switch (collection) {
    case 'routes': {
      if (!Object.hasOwn(api.routes, id)) return undefined
      const words = api.routes[id]?.routeKey ?? ''
      if (part !== 'target') {
        return { words, operation: (from) => removeRoute(from, { apiId, id }), next }
      }
      return {
        words: `the integration of ${words}`,
        operation: (from) => disconnectRoute(from, { apiId, id }),
        next: ['apis', apiId, 'routes', id],
      }
    }
    case 'integrations': {
      const integration = Object.hasOwn(api.integrations, id) ? api.integrations[id] : undefined
      if (!integration) return undefined
      const routes = routesOfIntegration(api, id)
      const without = routes.length === 1 ? `${routes[0]} has` : `${routes.length} routes have`
      return {
        words: `the integration ${routeIntegrationName(integration)}`,
        operation: (from) => removeRouteIntegrationFromRoutes(from, { apiId, id }),
        next,
        ...(routes.length > 0 && { remark: `${without} no integration now.` }),
      }
    }
    case 'authorizers': {
      if (!Object.hasOwn(api.authorizers, id)) return undefined
      const words = `the authorizer ${api.authorizers[id]?.name ?? id}`
      return { words, operation: (from) => removeRouteAuthorizer(from, { apiId, id }), next }
    }
    case 'stages': {
      if (!Object.hasOwn(api.stages, id)) return undefined
      const operation = (from: Design) => removeRouteStage(from, { apiId, stageName: id })
      return { words: `the stage ${id}`, operation, next }
    }
    case 'deployments': {
      if (!Object.hasOwn(api.deployments, id)) return undefined
      const operation = (from: Design) => removeRouteDeployment(from, { apiId, id })
      return { words: `the deployment ${id}`, operation, next }
    }
    default:
      return undefined
  }
}
