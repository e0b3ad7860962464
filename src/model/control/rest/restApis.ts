import { addApi, defaultModels, removeApi, updateRestApi } from '../../operations/restApis.ts'
import { restApi as restApiSchema } from '../../schema/restApi.ts'
import type { RestApiSettings } from '../../operations/restApis.ts'
import type { Changes } from '../../operations/within.ts'
import type { RestApi } from '../../schema/restApi.ts'
import {
  badRequest,
  dateOf,
  flag,
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
import { page } from './lists.ts'
import { apiOf } from './places.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { restApiAnswer } from './answers.ts'
import { onlyReplace, patchedFlag, patchesOf, pointerSteps, unknownPath } from './patch.ts'
import type { Patch } from './patch.ts'

type EndpointType = RestApi['endpointConfiguration']['types'][number]
const endpointTypes: readonly EndpointType[] = ['REGIONAL', 'EDGE', 'PRIVATE']

function restApisOf(account: Account): RestApi[] {
  return Object.values(account.design.apis).filter((api) => api.protocol === 'REST')
}

/** Also refuses what only creation refuses, in the order in which the service looks. */
function settingsOf(input: JsonObject): RestApiSettings {
  const endpoint = object(input['endpointConfiguration'])
  const types = Array.isArray(endpoint['types'])
    ? textList(endpoint['types']).flatMap((name) => endpointTypes.filter((type) => type === name))
    : (['EDGE'] as const)
  const ipAddressType = text(endpoint['ipAddressType'])
  return {
    name: text(input['name']) ?? '',
    ...(isGiven(input['description']) && { description: text(input['description']) ?? '' }),
    ...(someText(input['version']) !== undefined && { version: text(input['version']) ?? '' }),
    apiKeySource: input['apiKeySource'] === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER',
    binaryMediaTypes: textList(input['binaryMediaTypes']),
    ...(integer(input['minimumCompressionSize']) !== undefined && {
      minimumCompressionSize: integer(input['minimumCompressionSize']) ?? 0,
    }),
    disableExecuteApiEndpoint: flag(input['disableExecuteApiEndpoint']) ?? false,
    endpointConfiguration: {
      types: [...types],
      vpcEndpointIds: textList(endpoint['vpcEndpointIds']),
      ...((ipAddressType === 'ipv4' || ipAddressType === 'dualstack') && { ipAddressType }),
    },
    ...(someText(input['policy']) !== undefined && { policy: text(input['policy']) ?? '' }),
    tags: textMap(input['tags']),
  }
}

const createRestApi: Operation = {
  status: 201,
  run: (account, input, environment) => {
    const id = environment.nextId()
    const rootResourceId = environment.nextId()
    const bare = restApiSchema.parse({
      protocol: 'REST',
      id,
      name: 'API',
      rootResourceId,
      resources: { [rootResourceId]: { id: rootResourceId } },
      models: defaultModels,
    })
    const cloneFrom = someText(input['cloneFrom'])
    const source =
      cloneFrom === undefined
        ? bare
        : {
            ...apiOf(account, { restApiId: cloneFrom }, environment),
            id,
            stages: {},
            deployments: {},
          }
    const added = done(addApi(account.design, { api: source }))
    const design = done(updateRestApi(added, { apiId: id, change: settingsOf(input) }))
    const next = withNote(withDesign(account, design), ['apis', id], {
      createdDate: dateOf(environment),
    })
    return { account: next, body: restApiAnswer(next, restApiOf(next, id), environment, false) }
  },
}

function restApiOf(account: Account, id: string): RestApi {
  const api = own(account.design.apis, id)
  if (api?.protocol !== 'REST') throw new Error(`the API ${id} was just written`)
  return api
}

type Settings = RestApiSettings
type PatchMember = (api: Settings, patch: Patch, rest: readonly string[]) => Changes<Settings>

const replaced =
  (change: (value: string, api: Settings) => Changes<Settings>): PatchMember =>
  (api, patch) => {
    onlyReplace(patch)
    return change(patch.value ?? '', api)
  }

/** What UpdateRestApi can change, by the first step of the path. */
const patchMembers: { readonly [step: string]: PatchMember } = {
  name: replaced((name) => ({ name })),
  description: (_api, { op, value }) => {
    if (op === 'remove') return { description: undefined }
    if (op !== 'replace' && op !== 'add') {
      throw badRequest('Invalid patch operation specified. Must be one of: [replace, remove]')
    }
    return { description: value === '' ? undefined : (value ?? '') }
  },
  version: replaced((version) => ({ version: version === '' ? undefined : version })),
  apiKeySource: replaced((value) => {
    if (value !== 'HEADER' && value !== 'AUTHORIZER') {
      throw badRequest('Invalid API key source specified. Valid options are HEADER,AUTHORIZER')
    }
    return { apiKeySource: value }
  }),
  disableExecuteApiEndpoint: (_api, patch) => {
    onlyReplace(patch)
    return { disableExecuteApiEndpoint: patchedFlag(patch) }
  },
  minimumCompressionSize: replaced((value) => ({
    minimumCompressionSize: value === '' ? undefined : /^-?\d+$/.test(value) ? Number(value) : -1,
  })),
  policy: replaced((policy) => ({ policy: policy === '' ? undefined : policy })),
  binaryMediaTypes: (api, patch, [type, ...further]) => {
    if (type === undefined || type === '' || further.length > 0) throw unknownPath(patch)
    const others = api.binaryMediaTypes.filter((other) => other !== type)
    if (patch.op === 'remove') return { binaryMediaTypes: others }
    if (patch.op === 'add') return { binaryMediaTypes: [...others, type] }
    if (patch.op === 'replace') {
      // the media type that is put in the place of this one goes to the end
      const next = patch.value === undefined || patch.value === '' ? type : patch.value
      return { binaryMediaTypes: [...others.filter((other) => other !== next), next] }
    }
    throw unknownPath(patch)
  },
  endpointConfiguration: (api, patch, [member, item]) => {
    const { endpointConfiguration } = api
    if (member === 'types' && item !== undefined) {
      if (patch.op !== 'replace') {
        throw badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'")
      }
      const type = endpointTypes.find((name) => name === patch.value)
      if (!type) {
        throw badRequest('Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE')
      }
      const { ipAddressType: _before, ...rest } = endpointConfiguration
      return {
        endpointConfiguration: {
          ...rest,
          types: [type],
          // only a private API has VPC endpoints
          vpcEndpointIds: type === 'PRIVATE' ? rest.vpcEndpointIds : [],
          ...(type === 'PRIVATE'
            ? { ipAddressType: 'dualstack' as const }
            : _before !== undefined && { ipAddressType: _before }),
        },
      }
    }
    if (member === 'ipAddressType') {
      onlyReplace(patch)
      if (patch.value !== 'ipv4' && patch.value !== 'dualstack') {
        throw badRequest('ipAddressType must be either ipv4 or dualstack.')
      }
      return { endpointConfiguration: { ...endpointConfiguration, ipAddressType: patch.value } }
    }
    if (member === 'vpcEndpointIds') {
      const { vpcEndpointIds } = endpointConfiguration
      const { op, value = '' } = patch
      if (op !== 'add' && op !== 'remove') {
        throw badRequest('Invalid patch operation specified. Must be one of: [add, remove]')
      }
      const others = vpcEndpointIds.filter((id) => id !== value)
      const next = op === 'remove' ? others : [...others, value]
      return { endpointConfiguration: { ...endpointConfiguration, vpcEndpointIds: next } }
    }
    throw unknownPath(patch)
  },
}

/** The management calls on REST APIs themselves. */
export const restApiOperations = {
  CreateRestApi: createRestApi,
  GetRestApi: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: restApiAnswer(account, apiOf(account, input, environment), environment, true),
    }),
  },
  GetRestApis: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: page(
        restApisOf(account).map((api) => restApiAnswer(account, api, environment, false)),
        input,
      ),
    }),
  },
  UpdateRestApi: {
    status: 200,
    run: (account, input, environment) => {
      const { id } = apiOf(account, input, environment)
      const design = patchesOf(input).reduce((before, patch) => {
        const [step = '', ...rest] = pointerSteps(patch.path ?? '')
        const member = own(patchMembers, step)
        if (
          !member ||
          (rest.length > 0 && !['binaryMediaTypes', 'endpointConfiguration'].includes(step))
        ) {
          throw unknownPath(patch)
        }
        const change = member(restApiOf(withDesign(account, before), id), patch, rest)
        return done(updateRestApi(before, { apiId: id, change }))
      }, account.design)
      const next = withDesign(account, design)
      return { account: next, body: restApiAnswer(next, restApiOf(next, id), environment, true) }
    },
  },
  DeleteRestApi: {
    status: 202,
    run: (account, input, environment) => {
      const { id } = apiOf(account, input, environment)
      const design = done(removeApi(account.design, { apiId: id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
