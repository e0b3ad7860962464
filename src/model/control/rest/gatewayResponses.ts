import { putGatewayResponse, resetGatewayResponse } from '../../operations/gatewayResponses.ts'
import { gatewayResponseTypes } from '../../schema/gatewayResponse.ts'
import type { GatewayResponse, GatewayResponseType } from '../../schema/gatewayResponse.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { effectiveGatewayResponse } from '../../queries/effectiveGatewayResponse.ts'
import { badRequest, notFound, object, someText, text, textMap, withDesign } from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import { apiOf } from './places.ts'
import type { JsonObject, Operation } from '../account.ts'
import {
  noContentType,
  noParameter,
  patchedMap,
  patchesOf,
  pointerSteps,
  unknownPath,
} from './patch.ts'
import type { Patch } from './patch.ts'

function typeOf(input: JsonObject): GatewayResponseType {
  const type = gatewayResponseTypes.find((name) => name === text(input['responseType']))
  // the shape of the input was checked, so an unknown type does not come here
  if (!type) throw notFound('Gateway response type not defined on api')
  return type
}

function answerOf(api: RestApi, type: GatewayResponseType): JsonObject {
  return { ...effectiveGatewayResponse(api.gatewayResponses, type) }
}

const emptyValue = (member: string) => badRequest(`Invalid null or empty value in ${member}`)

/** The types in the order in which the service's tables have them. */
const listed = [...gatewayResponseTypes].sort()

function patchedResponse(before: GatewayResponse, patches: readonly Patch[]): GatewayResponse {
  return patches.reduce((response, patch) => {
    const [member, name, ...further] = pointerSteps(patch.path ?? '')
    const { op, value } = patch
    if (member === 'statusCode' && name === undefined) {
      if (op !== 'replace') throw unknownPath(patch)
      const { statusCode: _before, ...rest } = response
      return value === undefined || value === '' ? rest : { ...rest, statusCode: value }
    }
    const isMap = member === 'responseParameters' || member === 'responseTemplates'
    if (!isMap || name === undefined || name === '' || further.length > 0) throw unknownPath(patch)
    const missing = member === 'responseParameters' ? noParameter : noContentType
    const patched = patchedMap(response[member], patch, name, value ?? '', missing)
    if (op !== 'remove' && (value === undefined || value === '')) {
      throw emptyValue(member)
    }
    return { ...response, [member]: patched }
  }, before)
}

/** The management calls on gateway responses. */
export const gatewayResponseOperations = {
  PutGatewayResponse: {
    status: 201,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const responseType = typeOf(input)
      const statusCode = someText(input['statusCode'])
      for (const member of ['responseParameters', 'responseTemplates'] as const) {
        if (Object.values(object(input[member])).includes(null)) throw emptyValue(member)
      }
      const response: GatewayResponse = {
        responseType,
        responseParameters: textMap(input['responseParameters']),
        responseTemplates: textMap(input['responseTemplates']),
        ...(statusCode !== undefined && { statusCode }),
      }
      const design = done(putGatewayResponse(account.design, { apiId: api.id, response }))
      const next = withDesign(account, design)
      return { account: next, body: answerOf(apiOf(next, input, environment), responseType) }
    },
  },
  GetGatewayResponse: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: answerOf(apiOf(account, input, environment), typeOf(input)),
    }),
  },
  GetGatewayResponses: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      return {
        account,
        body: page(
          listed.map((type) => answerOf(api, type)),
          { limit: 500, ...input },
        ),
      }
    },
  },
  UpdateGatewayResponse: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const responseType = typeOf(input)
      const effective = effectiveGatewayResponse(api.gatewayResponses, responseType)
      const before: GatewayResponse = api.gatewayResponses[responseType] ?? {
        responseType,
        responseParameters: { ...effective.responseParameters },
        responseTemplates: { ...effective.responseTemplates },
        ...(effective.statusCode !== undefined && { statusCode: effective.statusCode }),
      }
      const response = patchedResponse(before, patchesOf(input))
      const design = done(putGatewayResponse(account.design, { apiId: api.id, response }))
      const next = withDesign(account, design)
      return { account: next, body: answerOf(apiOf(next, input, environment), responseType) }
    },
  },
  DeleteGatewayResponse: {
    status: 202,
    run: (account, input, environment) => {
      const { id: apiId } = apiOf(account, input, environment)
      const responseType = typeOf(input)
      const design = done(resetGatewayResponse(account.design, { apiId, responseType }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
