import { putApiKey, removeApiKey } from '../../operations/access.ts'
import type { ApiKey } from '../../schema/access.ts'
import { apiKeyAnswer } from './accessAnswers.ts'
import {
  dateOf,
  flag,
  notFound,
  own,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { checkListedPath, patchedFlag, patchesOf } from './patch.ts'

function keyOf(account: Account, input: JsonObject): ApiKey {
  const key = own(account.design.access.apiKeys, text(input['apiKey']) ?? '')
  if (!key) throw notFound('Invalid API Key identifier specified')
  return key
}

/** A value as the service makes them: 40 letters and digits. */
function newValue(environment: ControlEnvironment): string {
  return Array.from({ length: 4 }, environment.nextId).join('').padEnd(40, '0').slice(0, 40)
}

function withKey(account: Account, key: ApiKey): Account {
  return withDesign(account, done(putApiKey(account.design, { key })))
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
      const key: ApiKey = {
        id: environment.nextId(),
        ...optional,
        value: someText(input['value']) ?? newValue(environment),
        enabled: flag(input['enabled']) ?? false,
        tags: textMap(input['tags']),
      }
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
          const { [name as 'name']: _before, ...others } = before
          return someText(patch.value) === undefined ? others : { ...others, [name]: patch.value }
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
      return { account: withDesign(account, done(removeApiKey(account.design, { id }))), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
