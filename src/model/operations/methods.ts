import type { Address } from '../address.ts'
import { methodAddress } from '../queries/resourceTree.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { httpMethods } from '../schema/method.ts'
import type { HttpMethod, Method, MethodResponse } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import { contentTypeRefusal } from './contentTypes.ts'
import { mappingMessage } from './mappings.ts'
import {
  changed,
  inRestApi,
  inMethod,
  inResource,
  own,
  resourceNotFound,
  withMember,
  withoutMember,
} from './within.ts'
import type { Changes, MethodRef } from './within.ts'

const requestParameterName = /^method\.request\.(path|querystring|header)\.[a-zA-Z0-9._$-]+$/
const responseParameterName = /^method\.response\.header\.[a-zA-Z0-9._$-]+$/

/** Add a method to a resource, with a 200 response and no integration yet, as the console does. */
export function addMethod(design: Design, ref: MethodRef): Result<Design> {
  return inResource(design, ref, (resource, api) => {
    const at = methodAddress(ref.apiId, ref.resourceId, ref.httpMethod)
    if (!httpMethods.includes(ref.httpMethod)) {
      return fail('method/http-method', unknownHttpMethod, at)
    }
    if (resource.methods[ref.httpMethod]) {
      return fail('method/exists', 'Method already exists for this resource', at)
    }
    const responseModels: Record<string, string> = own(api.models, 'Empty')
      ? { 'application/json': 'Empty' }
      : {}
    const method: Method = {
      httpMethod: ref.httpMethod,
      authorizationType: 'NONE',
      authorizationScopes: [],
      apiKeyRequired: false,
      requestParameters: {},
      requestModels: {},
      methodResponses: { '200': { statusCode: '200', responseParameters: {}, responseModels } },
    }
    return ok({ ...resource, methods: { ...resource.methods, [ref.httpMethod]: method } })
  })
}

/** Put a method on a resource as a whole. Refuses what PutMethod refuses, in its words and in its order. */
export function putMethod(
  design: Design,
  args: MethodRef & { readonly method: Method },
): Result<Design> {
  const { apiId, resourceId, httpMethod } = args
  return inResource(design, args, (resource, api) => {
    const at = methodAddress(apiId, resourceId, httpMethod)
    const refused = methodRefusal(api, args.method, at)
    if (refused) return refused
    if (resource.methods[httpMethod]) {
      return fail('method/exists', 'Method already exists for this resource', at)
    }
    return ok({ ...resource, methods: { ...resource.methods, [httpMethod]: args.method } })
  })
}

/** Why the service would not store a method; `undefined` where it would. */
function methodRefusal(api: RestApi, method: Method, at: Address) {
  if (!httpMethods.includes(method.httpMethod)) {
    return fail('method/http-method', unknownHttpMethod, at)
  }
  const names = Object.keys(method.requestParameters)
  const unclear = parameterNamesRefusal(names, requestParameterName, 'method/parameter-name', [
    ...at,
    'requestParameters',
  ])
  if (unclear) return unclear
  const twice = names.find((name, i) =>
    names.slice(0, i).some((other) => bareName(other) === bareName(name)),
  )
  if (twice !== undefined) {
    const place = [...at, 'requestParameters', twice]
    return fail('method/parameter-not-unique', parameterNotUnique, place)
  }
  for (const [contentType, modelName] of Object.entries(method.requestModels)) {
    const place = [...at, 'requestModels', contentType]
    const refused = contentTypeRefusal(contentType, place) ?? modelRefusal(api, modelName, place)
    if (refused) return refused
  }
  return settingsRefusal(api, method, at)
}

/** The service's answer to names of parameters, with every one that it cannot read. */
function parameterNamesRefusal(
  names: readonly string[],
  pattern: RegExp,
  code: string,
  at: Address,
) {
  const wrong = names.filter((name) => !pattern.test(name))
  const [first] = wrong
  if (first === undefined) return undefined
  const errors = wrong.map((name) => `Invalid mapping expression specified: ${name}`)
  return fail(code, mappingMessage(errors), [...at, first])
}

export const unknownHttpMethod =
  'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY'
const parameterNotUnique = 'Parameter names must be unique across querystring, header and path'

/** What may be changed on a method directly; its maps have operations of their own. */
export type MethodSettings = Pick<
  Method,
  | 'operationName'
  | 'authorizationType'
  | 'authorizerId'
  | 'authorizationScopes'
  | 'apiKeyRequired'
  | 'requestValidatorId'
>

/** Change a method's settings. Refuses what PutMethod refuses, in its words. */
export function updateMethod(
  design: Design,
  args: MethodRef & { readonly change: Changes<MethodSettings> },
): Result<Design> {
  return inMethod(design, args, (method, api, at) => {
    const next = changed(method, withoutStaleAuthorizer(args.change))
    return settingsRefusal(api, next, at) ?? ok(next)
  })
}

/** Why a method cannot have its authorizer or its validator; `undefined` where it can. */
function settingsRefusal(api: RestApi, method: Method, at: Address) {
  const { authorizationType, authorizerId, requestValidatorId } = method
  const needsAuthorizer =
    authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS'
  if (needsAuthorizer) {
    const place = [...at, 'authorizerId']
    const authorizer = authorizerId === undefined ? undefined : own(api.authorizers, authorizerId)
    if (!authorizer) {
      const message =
        'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.'
      return fail('method/authorizer', message, place)
    }
    const isCognito = authorizer.type === 'COGNITO_USER_POOLS'
    if (isCognito !== (authorizationType === 'COGNITO_USER_POOLS')) {
      const message = `The authorizer ${authorizer.name} is of type ${authorizer.type}, which the authorization type ${authorizationType} cannot use.`
      return fail('method/authorizer-type', message, place)
    }
  }
  if (requestValidatorId !== undefined && !own(api.requestValidators, requestValidatorId)) {
    const message = 'Invalid Request Validator identifier specified'
    return fail('method/request-validator', message, [...at, 'requestValidatorId'])
  }
  return undefined
}

/** An authorization type without authorizers takes the authorizer and its scopes away. */
function withoutStaleAuthorizer(change: Changes<MethodSettings>): Changes<MethodSettings> {
  const type = change.authorizationType
  if (type === undefined || type === 'CUSTOM' || type === 'COGNITO_USER_POOLS') return change
  return { ...change, authorizerId: undefined, authorizationScopes: [] }
}

/** Put a method on another resource, or under another HTTP method, or both. Refused where one stands already. */
export function moveMethod(
  design: Design,
  args: MethodRef & {
    readonly to: { readonly resourceId: string; readonly httpMethod: HttpMethod }
  },
): Result<Design> {
  const { to } = args
  if (to.resourceId === args.resourceId && to.httpMethod === args.httpMethod) return ok(design)
  const copied = copyMethod(design, args)
  return copied.ok ? removeMethod(copied.value, args) : copied
}

/** Copy a method to another resource, or under another HTTP method. Refused where one stands already. */
export function copyMethod(
  design: Design,
  args: MethodRef & {
    readonly to: { readonly resourceId: string; readonly httpMethod: HttpMethod }
  },
): Result<Design> {
  const { apiId, to } = args
  return inRestApi(design, apiId, (api) => {
    const source = own(api.resources, args.resourceId)?.methods[args.httpMethod]
    const at = methodAddress(apiId, args.resourceId, args.httpMethod)
    if (!source) return fail('method/not-found', 'Invalid Method identifier specified', at)
    const target = own(api.resources, to.resourceId)
    if (!target) return resourceNotFound(apiId, to.resourceId)
    if (target.methods[to.httpMethod]) {
      const place = methodAddress(apiId, to.resourceId, to.httpMethod)
      return fail('method/exists', 'Method already exists for this resource', place)
    }
    const copy: Method = { ...source, httpMethod: to.httpMethod }
    const resource = { ...target, methods: { ...target.methods, [to.httpMethod]: copy } }
    return ok({ ...api, resources: withMember(api.resources, target.id, resource) })
  })
}

/** Remove a method with its integration and responses. */
export function removeMethod(design: Design, ref: MethodRef): Result<Design> {
  return inResource(design, ref, (resource) => {
    if (!resource.methods[ref.httpMethod]) {
      const at = methodAddress(ref.apiId, ref.resourceId, ref.httpMethod)
      return fail('method/not-found', 'Invalid Method identifier specified', at)
    }
    const { [ref.httpMethod]: _removed, ...methods } = resource.methods
    return ok({ ...resource, methods })
  })
}

/** Declare a request parameter, or change whether it is required. `name` is `method.request.{path|querystring|header}.NAME`. */
export function setRequestParameter(
  design: Design,
  args: MethodRef & {
    readonly name: string
    readonly required: boolean
    readonly replaces?: string
  },
): Result<Design> {
  const { name, required, replaces } = args
  return inMethod(design, args, (method, _api, at) => {
    const place = [...at, 'requestParameters', name]
    const unclear = parameterNamesRefusal(
      [name],
      requestParameterName,
      'method/parameter-name',
      place.slice(0, -1),
    )
    if (unclear) return unclear
    const rest =
      replaces === undefined || replaces === name
        ? method.requestParameters
        : withoutMember(method.requestParameters, replaces)
    const bare = bareName(name)
    if (Object.keys(rest).some((other) => other !== name && bareName(other) === bare)) {
      return fail('method/parameter-not-unique', parameterNotUnique, place)
    }
    if (rest === method.requestParameters && own(rest, name) === required) return ok(method)
    return ok({ ...method, requestParameters: withMember(rest, name, required) })
  })
}

function bareName(parameter: string): string {
  return parameter.split('.').slice(3).join('.')
}

/** Take back the declaration of a request parameter. */
export function removeRequestParameter(
  design: Design,
  args: MethodRef & { readonly name: string },
): Result<Design> {
  return inMethod(design, args, (method, _api, at) => {
    if (!Object.hasOwn(method.requestParameters, args.name)) {
      const place = [...at, 'requestParameters', args.name]
      return fail('method/parameter-not-found', 'Invalid parameter name specified', place)
    }
    const requestParameters = withoutMember(method.requestParameters, args.name)
    return ok({ ...method, requestParameters })
  })
}

/** Say which model a request body of a content type has. */
export function setRequestModel(
  design: Design,
  args: MethodRef & {
    readonly contentType: string
    readonly modelName: string
    readonly replaces?: string
  },
): Result<Design> {
  const { contentType, modelName, replaces } = args
  return inMethod(design, args, (method, api, at) => {
    const place = [...at, 'requestModels', contentType]
    const refused = contentTypeRefusal(contentType, place) ?? modelRefusal(api, modelName, place)
    if (refused) return refused
    const rest =
      replaces === undefined || replaces === contentType
        ? method.requestModels
        : withoutMember(method.requestModels, replaces)
    return ok({ ...method, requestModels: withMember(rest, contentType, modelName) })
  })
}

/** Take back the model of a content type. */
export function removeRequestModel(
  design: Design,
  args: MethodRef & { readonly contentType: string },
): Result<Design> {
  return inMethod(design, args, (method, _api, at) => {
    if (!Object.hasOwn(method.requestModels, args.contentType)) {
      const place = [...at, 'requestModels', args.contentType]
      return fail('method/content-type-not-found', 'Content-Type specified was not found', place)
    }
    return ok({ ...method, requestModels: withoutMember(method.requestModels, args.contentType) })
  })
}

/** Add a method response, or put another in its place; `replaces` names the status code that it had before. */
export function putMethodResponse(
  design: Design,
  args: MethodRef & { readonly response: MethodResponse; readonly replaces?: string },
): Result<Design> {
  const { response, replaces } = args
  return inMethod(design, args, (method, api, at) => {
    const place = [...at, 'methodResponses', response.statusCode]
    if (!isStatusCode(response.statusCode)) return statusCodeRefusal(response.statusCode, place)
    const renamed = replaces !== undefined && replaces !== response.statusCode
    if (renamed && own(method.methodResponses, response.statusCode)) {
      return fail('method-response/exists', 'Response already exists for this resource', place)
    }
    const unclear = parameterNamesRefusal(
      Object.keys(response.responseParameters),
      responseParameterName,
      'method-response/parameter-name',
      [...place, 'responseParameters'],
    )
    if (unclear) return unclear
    for (const [contentType, modelName] of Object.entries(response.responseModels)) {
      const where = [...place, 'responseModels', contentType]
      const refused = contentTypeRefusal(contentType, where) ?? modelRefusal(api, modelName, where)
      if (refused) return refused
    }
    const rest = renamed ? withoutMember(method.methodResponses, replaces) : method.methodResponses
    return ok({ ...method, methodResponses: withMember(rest, response.statusCode, response) })
  })
}

/** Remove a method response. */
export function removeMethodResponse(
  design: Design,
  args: MethodRef & { readonly statusCode: string },
): Result<Design> {
  return inMethod(design, args, (method, _api, at) => {
    if (!Object.hasOwn(method.methodResponses, args.statusCode)) {
      const place = [...at, 'methodResponses', args.statusCode]
      return fail('method-response/not-found', 'Invalid Response status code specified', place)
    }
    const methodResponses = withoutMember(method.methodResponses, args.statusCode)
    return ok({ ...method, methodResponses })
  })
}

/** True for 100 to 599, as the service's pattern has it. */
export function isStatusCode(text: string): boolean {
  return /^[1-5]\d\d$/.test(text)
}

/** The service's answer to a status code that is none. */
export function statusCodeRefusal(statusCode: string, at: Address) {
  return fail(
    'response/status-code',
    `1 validation error detected: Value '${statusCode}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
    at,
  )
}

function modelRefusal(api: RestApi, modelName: string, at: Address) {
  if (Object.hasOwn(api.models, modelName)) return undefined
  return fail('method/model', `Invalid model identifier specified: ${modelName}`, at)
}
