import type { Address } from '../../address.ts'
import type { Json } from '../../schema/json.ts'
import { httpMethods } from '../../schema/method.ts'
import type { HttpMethod, Method } from '../../schema/method.ts'
import type { Resource } from '../../schema/resource.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { notFound, own, text } from '../account.ts'
import type { Account, ControlEnvironment, JsonObject, ServiceRefusal } from '../account.ts'

/** The REST API that `restApiId` names; the general 404 where there is none. Ids are case-sensitive. */
export function apiOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
  refusal: (id: string) => ServiceRefusal = (id) =>
    notFound(`Invalid API identifier specified ${environment.accountId}:${id}`),
): RestApi {
  const id = text(input['restApiId']) ?? ''
  const api = own(account.design.apis, id)
  if (api?.protocol !== 'REST') throw refusal(id)
  return api
}

/** The resource of a call. Calls on methods and below report an unknown API as an unknown resource too. */
export function resourceOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): { readonly api: RestApi; readonly resource: Resource } {
  const unknown = () => notFound('Invalid Resource identifier specified')
  const api = apiOf(account, input, environment, unknown)
  const resource = own(api.resources, text(input['resourceId']) ?? '')
  if (!resource) throw unknown()
  return { api, resource }
}

export interface MethodPlace {
  readonly api: RestApi
  readonly resource: Resource
  readonly method: Method
  readonly ref: {
    readonly apiId: string
    readonly resourceId: string
    readonly httpMethod: HttpMethod
  }
  readonly at: Address
}

/** The method of a call. */
export function methodOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): MethodPlace {
  const { api, resource } = resourceOf(account, input, environment)
  const httpMethod = httpMethodOf(input['httpMethod'])
  const method = httpMethod && resource.methods[httpMethod]
  if (!httpMethod || !method) throw notFound('Invalid Method identifier specified')
  const at = ['apis', api.id, 'resources', resource.id, 'methods', httpMethod]
  return { api, resource, method, at, ref: { apiId: api.id, resourceId: resource.id, httpMethod } }
}

export function httpMethodOf(value: Json | undefined): HttpMethod | undefined {
  return httpMethods.find((name) => name === value)
}
