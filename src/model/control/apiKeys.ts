import type { ApiKey } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import {
  badRequest,
  dateOf,
  flag,
  notFound,
  own,
  page,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from './account.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from './account.ts'
import { apiKeyAnswer } from './answers.ts'
import { checkListedPath, patchedFlag, patchesOf } from './patch.ts'

function keyOf(account: Account, input: JsonObject): ApiKey {
  const key = own(account.design.access.apiKeys, text(input['apiKey']) ?? '')
  if (!key) throw notFound('Invalid API Key identifier specified')
  return key
}

function withKeys(design: Design, apiKeys: Design['access']['apiKeys']): Design {
  return { ...design, access: { ...design.access, apiKeys } }
}

function checked(key: ApiKey): ApiKey {
  if ((key.name?.length ?? 0) > 1024) {
    throw badRequest('Invalid API Key name, can be at most 1024 characters.')
  }
  if ((key.description?.length ?? 0) > 125_000) {
    throw badRequest('Invalid API Key description specified.')
  }
  if (key.value.length < 20) throw badRequest('API Key value should be at least 20 characters')
  if (key.value.length > 128) {
    throw badRequest('API Key value exceeds maximum size of 128 characters')
  }
  return key
}

/** A value as the service makes them: 40 letters and digits. */
function newValue(environment: ControlEnvironment): string {
  return Array.from({ length: 4 }, environment.nextId).join('').padEnd(40, '0').slice(0, 40)
}

function withKey(account: Account, key: ApiKey): Account {
  const { apiKeys } = account.design.access
  return withDesign(account, withKeys(account.design, { ...apiKeys, [key.id]: key }))
}

/** Keys with a name that begins as asked, newest first. */
export function keysNamed(keys: readonly ApiKey[], input: JsonObject): ApiKey[] {
  const wanted = someText(input['nameQuery'])
  return keys.filter(({ name = '' }) => wanted === undefined || name.startsWith(wanted)).reverse()
}

/** The management calls on API keys. */
export const apiKeyOperations = {
  CreateApiKey: {
    status: 201,
    run: (account, input, environment) => {
      const optional = Object.fromEntries(
        ['name', 'description', 'customerId'].flatMap((name) => {
          const value = someText(input[name])
          return value === undefined ? [] : [[name, value]]
        }),
      )
      const key = checked({
        id: environment.nextId(),
        ...optional,
        value: someText(input['value']) ?? newValue(environment),
        enabled: flag(input['enabled']) ?? false,
        tags: textMap(input['tags']),
      })
      const next = withNote(withKey(account, key), ['access', 'apiKeys', key.id], {
        createdDate: dateOf(environment),
      })
      return { account: next, body: apiKeyAnswer(next, key, { value: true, tags: false }) }
    },
  },
  GetApiKey: {
    status: 200,
    run: (account, input) => {
      const shown = { value: flag(input['includeValue']) ?? false, tags: true }
      return { account, body: apiKeyAnswer(account, keyOf(account, input), shown) }
    },
  },
  GetApiKeys: {
    status: 200,
    run: (account, input) => {
      const customerId = someText(input['customerId'])
      const shown = { value: flag(input['includeValues']) ?? false, tags: false }
      const items = keysNamed(Object.values(account.design.access.apiKeys), input)
        .filter((key) => customerId === undefined || key.customerId === customerId)
        .map((key) => apiKeyAnswer(account, key, shown))
      return { account, body: page(items, input) }
    },
  },
  UpdateApiKey: {
    status: 200,
    run: (account, input, environment) => {
      const key = patchesOf(input).reduce(
        (before, patch) => {
          checkListedPath(patch, {
            replace: ['/description', '/enabled', '/name', '/customerId'],
          })
          const name = patch.path?.slice(1) ?? ''
          if (name === 'enabled') return { ...before, enabled: patchedFlag(patch) }
          return checked({ ...before, [name]: patch.value ?? '' })
        },
        keyOf(account, input),
      )
      const next = withNote(withKey(account, key), ['access', 'apiKeys', key.id], {
        lastUpdatedDate: dateOf(environment),
      })
      return { account: next, body: apiKeyAnswer(next, key, { value: false, tags: true }) }
    },
  },
  DeleteApiKey: {
    status: 202,
    run: (account, input) => {
      const { id } = keyOf(account, input)
      const kept = Object.entries(account.design.access.apiKeys).filter(([key]) => key !== id)
      const { design } = account
      return { account: withDesign(account, withKeys(design, Object.fromEntries(kept))), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
