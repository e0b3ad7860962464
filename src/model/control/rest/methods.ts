import {
  putMethod,
  putMethodResponse,
  removeMethod,
  removeMethodResponse,
  removeRequestModel,
  removeRequestParameter,
  setRequestModel,
  setRequestParameter,
  updateMethod,
} from '../../operations/methods.ts'
import type { MethodSettings } from '../../operations/methods.ts'
import type { Changes } from '../../operations/within.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { AuthorizationType, HttpMethod, Method, MethodResponse } from '../../schema/method.ts'
import {
  badRequest,
  conflict,
  flag,
  flagMap,
  notFound,
  own,
  someText,
  text,
  textList,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import { methodOf, resourceOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import type { MethodPlace } from './places.ts'
import { methodAnswer, methodResponseAnswer } from './answers.ts'
import {
  noContentType,
  noParameter,
  onlyReplace,
  patchedFlag,
  patchedMap,
  patchesOf,
  pointerSteps,
  unknownPath,
} from './patch.ts'
import type { Patch } from './patch.ts'

const authorizationTypes: readonly AuthorizationType[] = [
  'NONE',
  'AWS_IAM',
  'CUSTOM',
  'COGNITO_USER_POOLS',
]

/** The service takes any case and stores upper case. */
function authorizationTypeOf(value: Json | undefined): AuthorizationType {
  const name = text(value)?.toUpperCase()
  const type = authorizationTypes.find((known) => known === name)
  if (!type) throw badRequest(`Invalid Authorization Type specified: ${text(value) ?? ''}`)
  return type
}

/** Names of those members that were given as empty maps: the service answers these as they came. */
export function emptyMapsOf(input: JsonObject, names: readonly string[]): string[] {
  return names.filter((name) => {
    const value = input[name]
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0
  })
}

function answerOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): { readonly account: Account; readonly body: JsonObject } {
  const { api, resource, method } = methodOf(account, input, environment)
  return { account, body: methodAnswer(account, api.id, resource, method) }
}

/** The response of a call, with the method it belongs to. */
function responseOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): MethodPlace & { readonly response: MethodResponse } {
  const place = methodOf(account, input, environment)
  const response = own(place.method.methodResponses, text(input['statusCode']) ?? '')
  if (!response) throw notFound('Invalid Response status code specified')
  return { ...place, response }
}

type PatchSettings = (patch: Patch, method: Method) => Changes<MethodSettings>

/** Settings that UpdateMethod replaces, by their path. */
const settings: { readonly [path: string]: PatchSettings } = {
  '/operationName': ({ value }) => ({ operationName: value === '' ? undefined : value }),
  '/apiKeyRequired': (patch) => ({ apiKeyRequired: patchedFlag(patch) }),
  '/authorizationType': ({ value }) => ({ authorizationType: authorizationTypeOf(value) }),
  '/authorizerId': ({ value }) => ({ authorizerId: value === '' ? undefined : value }),
  '/requestValidatorId': ({ value }) => ({
    requestValidatorId: value === '' ? undefined : value,
  }),
}

/** Apply the patches of UpdateMethod. Settings are looked at together, as an authorizer and its type come in any order. */
function patchedMethod(before: Design, place: MethodPlace, patches: readonly Patch[]): Design {
  const { ref, method } = place
  let change: Changes<MethodSettings> = {}
  let design = before
  for (const patch of patches) {
    const setting = own(settings, patch.path ?? '')
    if (setting) {
      onlyReplace(patch)
      change = { ...change, ...setting(patch, method) }
      continue
    }
    const [member, name, ...further] = pointerSteps(patch.path ?? '')
    if (member === 'authorizationScopes' && name === undefined) {
      const { value = '' } = patch
      if (!['add', 'remove', 'replace'].includes(patch.op)) throw unknownPath(patch)
      const scopes = (change.authorizationScopes ?? method.authorizationScopes).filter(
        (scope) => scope !== value,
      )
      const authorizationScopes = patch.op === 'remove' ? scopes : [...scopes, value]
      change = { ...change, authorizationScopes }
      continue
    }
    if (name === undefined || name === '' || further.length > 0) throw unknownPath(patch)
    design =
      member === 'requestParameters'
        ? patchedParameter(design, place, patch, name)
        : member === 'requestModels'
          ? patchedModel(design, place, patch, name)
          : refuse(patch)
  }
  return Object.keys(change).length === 0 ? design : done(updateMethod(design, { ...ref, change }))
}

function refuse(patch: Patch): never {
  throw unknownPath(patch)
}

function methodIn(design: Design, { ref }: MethodPlace): Method | undefined {
  const api = own(design.apis, ref.apiId)
  const resource = api?.protocol === 'REST' ? own(api.resources, ref.resourceId) : undefined
  return resource?.methods[ref.httpMethod]
}

function patchedParameter(design: Design, place: MethodPlace, patch: Patch, name: string): Design {
  const { ref } = place
  const isDeclared = Object.hasOwn(methodIn(design, place)?.requestParameters ?? {}, name)
  if (patch.op === 'remove') return done(removeRequestParameter(design, { ...ref, name }))
  if (patch.op === 'replace' && !isDeclared) throw notFound(noParameter)
  if (patch.op !== 'add' && patch.op !== 'replace') throw unknownPath(patch)
  return done(setRequestParameter(design, { ...ref, name, required: patchedFlag(patch) }))
}

function patchedModel(
  design: Design,
  place: MethodPlace,
  patch: Patch,
  contentType: string,
): Design {
  const { ref } = place
  const isThere = Object.hasOwn(methodIn(design, place)?.requestModels ?? {}, contentType)
  if (patch.op === 'remove') return done(removeRequestModel(design, { ...ref, contentType }))
  if (patch.op === 'replace' && !isThere) throw notFound(noContentType)
  if (patch.op !== 'add' && patch.op !== 'replace') throw unknownPath(patch)
  return done(setRequestModel(design, { ...ref, contentType, modelName: patch.value ?? '' }))
}

/** Apply the patches of UpdateMethodResponse. */
function patchedResponse(response: MethodResponse, patches: readonly Patch[]): MethodResponse {
  return patches.reduce((before, patch) => {
    const [member, name, ...further] = pointerSteps(patch.path ?? '')
    const isMember = member === 'responseParameters' || member === 'responseModels'
    if (!isMember || name === undefined || name === '' || further.length > 0)
      throw unknownPath(patch)
    if (member === 'responseModels') {
      const { responseModels } = before
      const model = patch.value ?? ''
      return {
        ...before,
        responseModels: patchedMap(responseModels, patch, name, model, noContentType),
      }
    }
    const { responseParameters } = before
    const isRequired = patchedFlag(patch)
    return {
      ...before,
      responseParameters: patchedMap(responseParameters, patch, name, isRequired, noParameter),
    }
  }, response)
}

/** The management calls on methods and method responses. */
export const methodOperations = {
  PutMethod: {
    status: 201,
    run: (account, input, environment) => {
      const { api, resource } = resourceOf(account, input, environment)
      // an unknown verb is refused by the operation, with the list of those there are
      const httpMethod = text(input['httpMethod']) as HttpMethod
      const method: Method = {
        httpMethod,
        authorizationType: authorizationTypeOf(input['authorizationType'] ?? 'NONE'),
        authorizationScopes: textList(input['authorizationScopes']),
        apiKeyRequired: flag(input['apiKeyRequired']) ?? false,
        requestParameters: flagMap(input['requestParameters']),
        requestModels: textMap(input['requestModels']),
        methodResponses: {},
        ...optional('operationName', someText(input['operationName'])),
        ...optional('authorizerId', someText(input['authorizerId'])),
        ...optional('requestValidatorId', someText(input['requestValidatorId'])),
      }
      const ref = { apiId: api.id, resourceId: resource.id, httpMethod }
      const design = done(putMethod(account.design, { ...ref, method }))
      const at = ['apis', api.id, 'resources', resource.id, 'methods', httpMethod]
      const emptyMaps = emptyMapsOf(input, ['requestParameters', 'requestModels'])
      return answerOf(withNote(withDesign(account, design), at, { emptyMaps }), input, environment)
    },
  },
  GetMethod: {
    status: 200,
    run: (account, input, environment) => answerOf(account, input, environment),
  },
  UpdateMethod: {
    status: 200,
    run: (account, input, environment) => {
      const place = methodOf(account, input, environment)
      const design = patchedMethod(account.design, place, patchesOf(input))
      return answerOf(
        withNote(withDesign(account, design), place.at, { emptyMaps: [] }),
        input,
        environment,
      )
    },
  },
  DeleteMethod: {
    status: 204,
    run: (account, input, environment) => {
      const { ref } = methodOf(account, input, environment)
      return { account: withDesign(account, done(removeMethod(account.design, ref))), body: {} }
    },
  },
  PutMethodResponse: {
    status: 201,
    run: (account, input, environment) => {
      const { ref, at, method } = methodOf(account, input, environment)
      // unlike an integration response, it is not put in the place of another
      if (own(method.methodResponses, text(input['statusCode']) ?? '')) {
        throw conflict('Response already exists for this resource')
      }
      const response: MethodResponse = {
        statusCode: text(input['statusCode']) ?? '',
        responseParameters: flagMap(input['responseParameters']),
        responseModels: textMap(input['responseModels']),
      }
      const design = done(putMethodResponse(account.design, { ...ref, response }))
      const place = [...at, 'methodResponses', response.statusCode]
      const emptyMaps = emptyMapsOf(input, ['responseParameters', 'responseModels'])
      const next = withNote(withDesign(account, design), place, { emptyMaps })
      return { account: next, body: methodResponseAnswer(next, at, response) }
    },
  },
  GetMethodResponse: {
    status: 200,
    run: (account, input, environment) => {
      const { at, response } = responseOf(account, input, environment)
      return { account, body: methodResponseAnswer(account, at, response) }
    },
  },
  UpdateMethodResponse: {
    status: 201,
    run: (account, input, environment) => {
      const { ref, at, response: before } = responseOf(account, input, environment)
      const response = patchedResponse(before, patchesOf(input))
      const design = done(putMethodResponse(account.design, { ...ref, response }))
      const next = withDesign(account, design)
      return { account: next, body: methodResponseAnswer(next, at, response) }
    },
  },
  DeleteMethodResponse: {
    status: 204,
    run: (account, input, environment) => {
      const { ref, response } = responseOf(account, input, environment)
      const { statusCode } = response
      const design = done(removeMethodResponse(account.design, { ...ref, statusCode }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }

function optional<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  // one member under a name that the caller chose
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string }
}
