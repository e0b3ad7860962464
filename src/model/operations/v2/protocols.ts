import type { Address } from '../../address.ts'
import { conflictingRouteKey, parseRouteKey } from '../../queries/routeKeys.ts'
import { fail } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import type { Route } from '../../schema/v2/route.ts'
import type { RouteSettings } from '../../schema/v2/stage.ts'
import { httpAuthorizerRefusal, webSocketAuthorizerRefusal } from './authorizerRules.ts'
import { httpIntegrationRefusal } from './httpIntegrationRules.ts'
import { webSocketIntegrationRefusal } from './webSocketIntegrationRules.ts'
import type { RoutedApi } from './within.ts'

type Refusal = ReturnType<typeof fail> | undefined

/** What the service refuses for APIs of one protocol. Each function returns `undefined` for what it accepts. */
interface ProtocolRules {
  readonly routeKeyRefusal: (routeKey: string, others: readonly string[], at: Address) => Refusal
  /** Refuse properties that routes of the protocol do not have. */
  readonly routeRefusal: (route: Route, at: Address) => Refusal
  readonly integrationRefusal: (
    design: Design,
    integration: RouteIntegration,
    at: Address,
  ) => Refusal
  readonly authorizerRefusal: (authorizer: RouteAuthorizer, at: Address) => Refusal
  readonly stageNameRefusal: (stageName: string, at: Address) => Refusal
  /** Refuse settings that routes of the protocol do not have. */
  readonly routeSettingsRefusal: (settings: RouteSettings, at: Address) => Refusal
}

export const protocols = {
  HTTP: {
    routeKeyRefusal: httpRouteKeyRefusal,
    routeRefusal: httpRouteRefusal,
    integrationRefusal: httpIntegrationRefusal,
    authorizerRefusal: httpAuthorizerRefusal,
    stageNameRefusal: (stageName, at) =>
      stageName === '$default' || /^[a-zA-Z0-9_-]{1,128}$/.test(stageName)
        ? undefined
        : fail('stage/name', 'Stage name only allows a-zA-Z0-9_- or $default', at),
    routeSettingsRefusal: ({ loggingLevel, dataTraceEnabled }, at) =>
      loggingLevel === undefined && dataTraceEnabled === undefined
        ? undefined
        : fail('stage/route-settings', 'Execution logs are not supported on protocolType HTTP', at),
  },
  WEBSOCKET: {
    routeKeyRefusal: webSocketRouteKeyRefusal,
    routeRefusal: webSocketRouteRefusal,
    integrationRefusal: webSocketIntegrationRefusal,
    authorizerRefusal: webSocketAuthorizerRefusal,
    stageNameRefusal: (stageName, at) =>
      /^[a-zA-Z0-9_-]{1,128}$/.test(stageName)
        ? undefined
        : fail('stage/name', 'Stage name only allows a-zA-Z0-9_-', at),
    routeSettingsRefusal: () => undefined,
  },
} satisfies { readonly [P in RoutedApi['protocol']]: ProtocolRules }

function existingKeyRefusal(routeKey: string, others: readonly string[], at: Address) {
  if (!others.includes(routeKey)) return undefined
  return fail('route/exists', `Route with key ${routeKey} already exists for this API`, at)
}

function httpRouteKeyRefusal(routeKey: string, others: readonly string[], at: Address): Refusal {
  const key = parseRouteKey(routeKey)
  if ('refusal' in key) {
    const message = `The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default": ${key.refusal}.`
    return fail('route/key', message, at)
  }
  const exists = existingKeyRefusal(routeKey, others, at)
  if (exists) return exists
  const conflict = conflictingRouteKey(routeKey, others)
  if (conflict === undefined) return undefined
  const message = `The provided route key "${routeKey}" has a conflicting variable on the same hierarchical level as "${conflict}"`
  return fail('route/conflicting-variable', message, at)
}

const reservedRouteKeys: readonly string[] = ['$connect', '$disconnect', '$default']

/** Source: developer guide, routes for WebSocket APIs; the wording is unconfirmed. */
function webSocketRouteKeyRefusal(
  routeKey: string,
  others: readonly string[],
  at: Address,
): Refusal {
  if (routeKey.trim() === '' || routeKey.length > 128) {
    return fail('route/key', 'A route key must have 1 to 128 characters', at)
  }
  if (routeKey.startsWith('$') && !reservedRouteKeys.includes(routeKey)) {
    const message = `The provided route key ${routeKey} is not valid: route keys that begin with $ are reserved. Must be one of: [${reservedRouteKeys.join(', ')}]`
    return fail('route/key', message, at)
  }
  return existingKeyRefusal(routeKey, others, at)
}

const webSocketOnlyRouteMembers = [
  'apiKeyRequired',
  'modelSelectionExpression',
  'requestModels',
  'requestParameters',
  'routeResponseSelectionExpression',
] as const

/** Source: API reference v2, Route: properties that only WebSocket APIs support; the wording is unconfirmed. */
function httpRouteRefusal(route: Route, at: Address): Refusal {
  const foreign = webSocketOnlyRouteMembers.find((name) => isSet(route[name]))
  if (foreign === undefined) return undefined
  return fail('route/member', `${foreign} is not supported on protocolType HTTP`, [...at, foreign])
}

/** Source: developer guide, access to WebSocket APIs; the wording is unconfirmed. */
function webSocketRouteRefusal(route: Route, at: Address): Refusal {
  const { authorizationType, authorizationScopes, routeKey } = route
  if (authorizationType === 'JWT' || authorizationScopes.length > 0) {
    const name = authorizationType === 'JWT' ? 'authorizationType' : 'authorizationScopes'
    const message = 'JWT authorization is not supported on protocolType WEBSOCKET'
    return fail('route/authorization', message, [...at, name])
  }
  if (authorizationType !== 'NONE' && routeKey !== '$connect') {
    const message = 'Currently, authorization is restricted to the $connect route only'
    return fail('route/authorization', message, [...at, 'authorizationType'])
  }
  const { routeResponseSelectionExpression: expression } = route
  if (expression !== undefined && expression !== '$default') {
    const message = 'The route response selection expression must be $default'
    return fail('route/response-selection', message, [...at, 'routeResponseSelectionExpression'])
  }
  return undefined
}

/** True for a value other than the one that an absent property has. */
function isSet(value: string | boolean | Readonly<Record<string, unknown>> | undefined): boolean {
  return typeof value === 'object' ? Object.keys(value).length > 0 : Boolean(value)
}
