import { addAuthorizer, removeAuthorizer, updateAuthorizer } from '../../operations/authorizers.ts'
import type { Changes } from '../../operations/within.ts'
import type { Authorizer } from '../../schema/authorizer.ts'
import {
  badRequest,
  conflict,
  notFound,
  integer,
  own,
  someText,
  text,
  textList,
  withDesign,
} from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { authorizerAnswer } from './answers.ts'
import { checkListedPath, patchesOf } from './patch.ts'
import type { Patch } from './patch.ts'

type Settings = Omit<Authorizer, 'id' | 'retained'>

function authorizerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const unknown = () => notFound('Invalid Authorizer identifier specified')
  const api = apiOf(account, input, environment, unknown)
  const authorizer = own(api.authorizers, text(input['authorizerId']) ?? '')
  if (!authorizer) throw unknown()
  return { apiId: api.id, id: authorizer.id, authorizer }
}

function answerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  return { account, body: authorizerAnswer(authorizerOf(account, input, environment).authorizer) }
}

const textMembers = [
  'authType',
  'authorizerUri',
  'authorizerCredentials',
  'identitySource',
  'identityValidationExpression',
] as const

/** The settings of a new authorizer. Without a TTL it reports none, although a Lambda authorizer then caches for 300 seconds. */
function settingsOf(input: JsonObject): Settings {
  const type = input['type']
  const isCognito = type === 'COGNITO_USER_POOLS'
  const ttl = integer(input['authorizerResultTtlInSeconds'])
  const texts = textMembers.flatMap((name) => {
    const value = someText(input[name])
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    name: text(input['name']) ?? '',
    type: isCognito ? 'COGNITO_USER_POOLS' : type === 'REQUEST' ? 'REQUEST' : 'TOKEN',
    providerARNs: textList(input['providerARNs']),
    authType: isCognito ? 'cognito_user_pools' : 'custom',
    ...Object.fromEntries(texts),
    ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
  }
}

const types = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const

/** Seconds that a Lambda authorizer caches without a TTL of its own. */
const defaultTtl = 300

/** A token is looked for where the identity source says; results are kept under what it names. */
function checkIdentitySource({ type, identitySource, authorizerResultTtlInSeconds }: Settings) {
  const isNeeded = type !== 'REQUEST' || (authorizerResultTtlInSeconds ?? defaultTtl) > 0
  if (isNeeded && identitySource === undefined) throw badRequest('Invalid request input')
}

const replaceable = [
  '/name',
  '/authorizerUri',
  '/authorizerCredentials',
  '/authorizerResultTtlInSeconds',
  '/identitySource',
  '/identityValidationExpression',
  '/authType',
  '/type',
  '/providerARNs',
]

function patched({ path, op, value = '' }: Patch, before: Authorizer): Changes<Settings> {
  const name = path?.slice(1) ?? ''
  if (name === 'name') return { name: value }
  if (name === 'authorizerResultTtlInSeconds') {
    return { authorizerResultTtlInSeconds: /^\d+$/.test(value) ? Number(value) : -1 }
  }
  if (name === 'type') {
    const type = types.find((known) => known === value)
    if (type) return { type }
    throw badRequest(`Invalid AuthorizerType specified. Valid options are ${types.join(',')}`)
  }
  if (name === 'providerARNs') {
    const others = before.providerARNs.filter((arn) => arn !== value)
    return { providerARNs: op === 'remove' ? others : [...others, value] }
  }
  return { [name]: value === '' ? undefined : value }
}

/** The management calls on authorizers. */
export const authorizerOperations = {
  CreateAuthorizer: {
    status: 201,
    run: (account, input, environment) => {
      const unknown = () =>
        conflict(
          'Unable to complete operation due to concurrent modification. Please try again later.',
        )
      const { id: apiId } = apiOf(account, input, environment, unknown)
      const authorizer: Authorizer = { id: environment.nextId(), ...settingsOf(input) }
      checkIdentitySource(authorizer)
      const design = done(addAuthorizer(account.design, { apiId, authorizer }))
      return { account: withDesign(account, design), body: authorizerAnswer(authorizer) }
    },
  },
  GetAuthorizer: { status: 200, run: answerOf },
  GetAuthorizers: {
    status: 200,
    run: (account, input, environment) => {
      const { authorizers } = apiOf(account, input, environment)
      return { account, body: page(Object.values(authorizers).map(authorizerAnswer), input) }
    },
  },
  UpdateAuthorizer: {
    status: 200,
    run: (account, input, environment) => {
      const { apiId, id } = authorizerOf(account, input, environment)
      const design = patchesOf(input).reduce((before, patch) => {
        checkListedPath(patch, {
          replace: replaceable,
          add: ['/providerARNs'],
          remove: ['/providerARNs'],
        })
        const now = authorizerOf(withDesign(account, before), input, environment).authorizer
        return done(updateAuthorizer(before, { apiId, id, change: patched(patch, now) }))
      }, account.design)
      return answerOf(withDesign(account, design), input, environment)
    },
  },
  DeleteAuthorizer: {
    status: 202,
    run: (account, input, environment) => {
      const { apiId, id } = authorizerOf(account, input, environment)
      const design = done(removeAuthorizer(account.design, { apiId, id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
