import type { Address, AuthorizationType, Method, Route } from '../../model/index.ts'

/** What protects a method or a route. Authorizers see it in place of either. `T`: the authorization types of the kind of API. */
export interface Guard<T extends string = string> {
  readonly authorizationType: T
  readonly authorizerId: string | undefined
  /** A token has to have one of them; without any its scopes do not matter. */
  readonly scopes: readonly string[]
  readonly apiKeyRequired: boolean
  /** The address of the method or route. */
  readonly at: Address
}

/** The guard of a method of a REST API. */
export function guardOfMethod(method: Method, at: Address): Guard<AuthorizationType> {
  const { authorizationType, authorizerId, authorizationScopes, apiKeyRequired } = method
  return { authorizationType, authorizerId, scopes: authorizationScopes, apiKeyRequired, at }
}

/** The guard of a route. HTTP APIs have no API keys. */
export function guardOfRoute(route: Route, at: Address): Guard<Route['authorizationType']> {
  const { authorizationType, authorizerId, authorizationScopes } = route
  return { authorizationType, authorizerId, scopes: authorizationScopes, apiKeyRequired: false, at }
}
