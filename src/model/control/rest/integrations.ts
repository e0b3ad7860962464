import {
  putIntegration,
  putIntegrationResponse,
  removeIntegration,
  removeIntegrationResponse,
} from '../../operations/integrations.ts'
import type { IntegrationResponse } from '../../schema/integrations/common.ts'
import type {
  AddressedIntegration,
  Integration,
  IntegrationType,
} from '../../schema/integrations/index.ts'
import { integration as integrationSchema } from '../../schema/integrations/index.ts'
import type { Json } from '../../schema/json.ts'
import {
  badRequest,
  notFound,
  integer,
  isGiven,
  object,
  own,
  someText,
  text,
  textList,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import { methodOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import type { MethodPlace } from './places.ts'
import { integrationAnswer, integrationResponseAnswer } from './answers.ts'
import { checkRequestDeclared, checkResponseDeclared } from './declared.ts'
import { emptyMapsOf } from './methods.ts'
import {
  noContentType,
  noParameter,
  onlyReplace,
  patchedFlag,
  patchedMap,
  patchedNumber,
  patchesOf,
  pointerSteps,
  unknownPath,
} from './patch.ts'
import type { Patch } from './patch.ts'
import { checkTimeout } from './quotas.ts'

const types: readonly IntegrationType[] = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS']

/** One of the values that a member may have, or the service's refusal with all of them. */
function choiceOf<T extends string>(
  member: string,
  values: readonly T[],
  value: Json | undefined,
): T {
  const chosen = values.find((name) => name === value)
  if (chosen !== undefined) return chosen
  throw badRequest(`Invalid ${member} specified. Valid options are ${values.join(',')}`)
}

const contentHandlings = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const

function contentHandlingOf(value: Json | undefined): Integration['contentHandling'] {
  return someText(value) === undefined
    ? undefined
    : choiceOf('ContentHandling', contentHandlings, value)
}

function passthroughBehaviorOf(value: Json | undefined): Integration['passthroughBehavior'] {
  const behaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const
  return choiceOf(
    'PassthroughBehavior',
    behaviors,
    someText(value)?.toUpperCase() ?? 'WHEN_NO_MATCH',
  )
}

/** An integration from the members of PutIntegration; a MOCK keeps no address. */
function integrationOf(input: JsonObject): Integration {
  const type = types.find((name) => name === input['type'])
  if (!type) throw badRequest('Integration type must be specified')
  const contentHandling = contentHandlingOf(input['contentHandling'])
  const shared = {
    requestParameters: textMap(input['requestParameters']),
    requestTemplates: textMap(input['requestTemplates']),
    passthroughBehavior: passthroughBehaviorOf(input['passthroughBehavior']),
    timeoutInMillis: integer(input['timeoutInMillis']) ?? 29000,
    cacheKeyParameters: textList(input['cacheKeyParameters']),
    integrationResponses: {},
    ...(contentHandling && { contentHandling }),
    ...(someText(input['cacheNamespace']) !== undefined && {
      cacheNamespace: text(input['cacheNamespace']) ?? '',
    }),
  }
  if (type === 'MOCK') return { ...shared, type }
  const tls = input['tlsConfig']
  const optional: { -readonly [K in keyof AddressedIntegration]?: AddressedIntegration[K] } = {
    ...textMember(input, 'integrationHttpMethod', 'httpMethod'),
    ...textMember(input, 'credentials', 'credentials'),
    ...textMember(input, 'connectionId', 'connectionId'),
    ...textMember(input, 'integrationTarget', 'integrationTarget'),
    ...(isGiven(tls) && {
      tlsConfig: { insecureSkipVerification: object(tls)['insecureSkipVerification'] === true },
    }),
    ...((input['responseTransferMode'] === 'STREAM' ||
      input['responseTransferMode'] === 'BUFFERED') && {
      responseTransferMode: input['responseTransferMode'],
    }),
  }
  const connectionType = input['connectionType'] === 'VPC_LINK' ? 'VPC_LINK' : 'INTERNET'
  const addressed = { ...shared, ...optional, connectionType, uri: text(input['uri']) ?? '', type }
  return addressed as AddressedIntegration // every member that its schema wants is here
}

function textMember(input: JsonObject, from: string, to: string): { [name: string]: string } {
  const value = someText(input[from])
  return value === undefined ? {} : { [to]: value }
}

function placeOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): MethodPlace & { readonly integration: Integration } {
  const place = methodOf(account, input, environment)
  const { integration } = place.method
  if (!integration) throw notFound('Invalid Integration identifier specified')
  return { ...place, integration }
}

function responseOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const place = placeOf(account, input, environment)
  const response = own(place.integration.integrationResponses, text(input['statusCode']) ?? '')
  if (!response) throw notFound('Invalid Response status code specified')
  return { ...place, response }
}

function answerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const { at, resource, integration } = placeOf(account, input, environment)
  return { account, body: integrationAnswer(account, at, resource, integration) }
}

/** Members of an integration that are replaced as a whole: their path, and the member that they make. */
const replaced: {
  readonly [path: string]: (patch: Patch) => { readonly [member: string]: unknown }
} = {
  '/uri': ({ value }) => ({ uri: value ?? '' }),
  '/httpMethod': ({ value }) => ({ httpMethod: value }),
  '/credentials': ({ value }) => ({ credentials: value === '' ? undefined : value }),
  '/connectionId': ({ value }) => ({ connectionId: value === '' ? undefined : value }),
  '/connectionType': ({ value }) => ({
    connectionType: choiceOf('ConnectionType', ['INTERNET', 'VPC_LINK'], value),
  }),
  '/cacheNamespace': ({ value }) => ({ cacheNamespace: value === '' ? undefined : value }),
  '/contentHandling': ({ value }) => ({ contentHandling: contentHandlingOf(value) }),
  '/passthroughBehavior': ({ value }) => ({ passthroughBehavior: passthroughBehaviorOf(value) }),
  '/timeoutInMillis': (patch) => ({ timeoutInMillis: Math.trunc(patchedNumber(patch)) }),
  '/responseTransferMode': ({ value }) => ({
    responseTransferMode: choiceOf('ResponseTransferMode', ['BUFFERED', 'STREAM'], value),
  }),
  '/integrationTarget': ({ value }) => ({ integrationTarget: value === '' ? undefined : value }),
  '/tlsConfig/insecureSkipVerification': (patch) => ({
    tlsConfig: { insecureSkipVerification: patchedFlag(patch) },
  }),
}

function patchedIntegration(before: Integration, patches: readonly Patch[]): Integration {
  return patches.reduce((integration, patch) => {
    const member = own(replaced, patch.path ?? '')
    if (member) {
      if (patch.op !== 'add') onlyReplace(patch)
      const merged = Object.entries({ ...integration, ...member(patch) })
      // a MOCK drops what only an address has; the operation checks the rest
      return integrationSchema.parse(
        Object.fromEntries(merged.filter(([, value]) => value !== undefined)),
      )
    }
    const [name, key, ...further] = pointerSteps(patch.path ?? '')
    if (key === undefined || key === '' || further.length > 0) throw unknownPath(patch)
    if (name === 'requestParameters') {
      const requestParameters = patchedMap(
        integration.requestParameters,
        patch,
        key,
        patch.value ?? '',
        noParameter,
      )
      return { ...integration, requestParameters }
    }
    if (name === 'requestTemplates') {
      const requestTemplates = patchedMap(
        integration.requestTemplates,
        patch,
        key,
        patch.value ?? '',
        noContentType,
      )
      return { ...integration, requestTemplates }
    }
    if (name === 'cacheKeyParameters') {
      if (patch.op !== 'add' && patch.op !== 'remove') throw unknownPath(patch)
      const others = integration.cacheKeyParameters.filter((other) => other !== key)
      return {
        ...integration,
        cacheKeyParameters: patch.op === 'remove' ? others : [...others, key],
      }
    }
    throw unknownPath(patch)
  }, before)
}

function patchedResponse(
  before: IntegrationResponse,
  patches: readonly Patch[],
): IntegrationResponse {
  return patches.reduce((response, patch) => {
    if (patch.path === '/selectionPattern') {
      if (patch.op !== 'add') onlyReplace(patch)
      return { ...response, selectionPattern: patch.value ?? '' }
    }
    if (patch.path === '/contentHandling') {
      const { contentHandling: _before, ...rest } = response
      if (patch.op === 'remove') return rest
      if (patch.op !== 'add') onlyReplace(patch)
      const contentHandling = contentHandlingOf(patch.value)
      return { ...rest, ...(contentHandling && { contentHandling }) }
    }
    const [name, key, ...further] = pointerSteps(patch.path ?? '')
    if (key === undefined || key === '' || further.length > 0) throw unknownPath(patch)
    if (name === 'responseParameters') {
      const responseParameters = patchedMap(
        response.responseParameters,
        patch,
        key,
        patch.value ?? '',
        noParameter,
      )
      return { ...response, responseParameters }
    }
    if (name === 'responseTemplates') {
      const responseTemplates = patchedMap(
        response.responseTemplates,
        patch,
        key,
        patch.value ?? '',
        noContentType,
      )
      return { ...response, responseTemplates }
    }
    throw unknownPath(patch)
  }, before)
}

/** The management calls on integrations and integration responses. */
export const integrationOperations = {
  PutIntegration: {
    status: 201,
    run: (account, input, environment) => {
      const { api, ref, at, method } = methodOf(account, input, environment)
      const integration = integrationOf(input)
      checkTimeout(api, integration, environment)
      const design = done(putIntegration(account.design, { ...ref, integration }))
      checkRequestDeclared(method, integration)
      const emptyMaps = emptyMapsOf(input, ['requestParameters', 'requestTemplates'])
      const next = withNote(withDesign(account, design), [...at, 'integration'], { emptyMaps })
      return answerOf(next, input, environment)
    },
  },
  GetIntegration: { status: 200, run: answerOf },
  UpdateIntegration: {
    status: 200,
    run: (account, input, environment) => {
      const { api, ref, method, integration: before } = placeOf(account, input, environment)
      const integration = patchedIntegration(before, patchesOf(input))
      if (integration.timeoutInMillis !== before.timeoutInMillis) {
        checkTimeout(api, integration, environment)
      }
      const design = done(putIntegration(account.design, { ...ref, integration }))
      checkRequestDeclared(method, integration)
      return answerOf(withDesign(account, design), input, environment)
    },
  },
  DeleteIntegration: {
    status: 204,
    run: (account, input, environment) => {
      const { ref } = placeOf(account, input, environment)
      const design = done(removeIntegration(account.design, ref))
      return { account: withDesign(account, design), body: {} }
    },
  },
  PutIntegrationResponse: {
    status: 201,
    run: (account, input, environment) => {
      const { ref, at, method } = methodOf(account, input, environment)
      const contentHandling = contentHandlingOf(input['contentHandling'])
      const selectionPattern = text(input['selectionPattern'])
      const response: IntegrationResponse = {
        statusCode: text(input['statusCode']) ?? '',
        responseParameters: textMap(input['responseParameters']),
        // a template that is null is stored as one without text
        responseTemplates: Object.fromEntries(
          Object.entries(object(input['responseTemplates'])).map(([type, template]) => [
            type,
            text(template) ?? '',
          ]),
        ),
        ...(selectionPattern !== undefined && { selectionPattern }),
        ...(contentHandling && { contentHandling }),
      }
      const design = done(putIntegrationResponse(account.design, { ...ref, response }))
      checkResponseDeclared(method, response)
      const place = [...at, 'integration', 'integrationResponses', response.statusCode]
      const emptyMaps = emptyMapsOf(input, ['responseParameters', 'responseTemplates'])
      const next = withNote(withDesign(account, design), place, { emptyMaps })
      return { account: next, body: integrationResponseAnswer(next, at, response) }
    },
  },
  GetIntegrationResponse: {
    status: 200,
    run: (account, input, environment) => {
      const { at, response } = responseOf(account, input, environment)
      return { account, body: integrationResponseAnswer(account, at, response) }
    },
  },
  UpdateIntegrationResponse: {
    status: 200,
    run: (account, input, environment) => {
      const { ref, at, method, response: before } = responseOf(account, input, environment)
      const response = patchedResponse(before, patchesOf(input))
      const design = done(putIntegrationResponse(account.design, { ...ref, response }))
      checkResponseDeclared(method, response)
      const next = withDesign(account, design)
      return { account: next, body: integrationResponseAnswer(next, at, response) }
    },
  },
  DeleteIntegrationResponse: {
    status: 204,
    run: (account, input, environment) => {
      // an unknown method is reported as a missing integration here, unlike in every other call
      const { ref, response } = deletedResponseOf(account, input, environment)
      const { statusCode } = response
      const design = done(removeIntegrationResponse(account.design, { ...ref, statusCode }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }

function deletedResponseOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  try {
    return responseOf(account, input, environment)
  } catch (error) {
    if (error instanceof Error && error.message === 'Invalid Method identifier specified') {
      throw notFound('Invalid Integration identifier specified')
    }
    throw error
  }
}
