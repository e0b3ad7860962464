import { addRestApi, referencesToApi, removeApiAndReferences } from '../operations/restApis.ts'
import { updateRestApi } from '../operations/restApis.ts'
import { addHttpApi, updateHttpApi } from '../operations/v2/httpApis.ts'
import { addWebSocketApi, updateWebSocketApi } from '../operations/v2/webSocketApis.ts'
import { own } from '../operations/within.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { counted, freeName } from './collection.ts'
import type { AddContext, Addition, Noun, Protocol } from './noun.ts'
import { addressOf, apiIdOf } from './places.ts'

interface ApiNoun {
  readonly noun: 'restApi' | 'httpApi' | 'webSocketApi'
  readonly protocol: Protocol
  readonly title: string
  readonly heading: string
  readonly add: (
    from: Design,
    args: { readonly apiId: string; readonly name: string },
    context: AddContext,
  ) => Result<Design>
  readonly rename: (design: Design, apiId: string, name: string) => Result<Design>
}

function apiNoun({ noun, protocol, title, heading, add, rename }: ApiNoun): Noun {
  const isOfKind = (design: Design, apiId: string) => own(design.apis, apiId)?.protocol === protocol
  return {
    title,
    heading,
    of: [protocol],
    at: (...ids) => addressOf(noun, ...ids),
    list: (design, apiId) =>
      Object.values(design.apis)
        .filter((api) => api.protocol === protocol && (apiId === undefined || api.id === apiId))
        .map(({ id, name }) => ({ noun, at: addressOf(noun, id), label: name })),
    label: (design, at) => {
      const apiId = apiIdOf(at) ?? ''
      return isOfKind(design, apiId) ? own(design.apis, apiId)?.name : undefined
    },
    headline: (label) => `API ${label}`,
    phrase: (label) => `the API ${label}`,
    add: (design, context): Addition => {
      const apiId = context.nextId()
      const taken = new Set(Object.values(design.apis).map((api) => api.name))
      const name = context.name ?? freeName((each) => taken.has(each), counted(title))
      return {
        at: addressOf(noun, apiId),
        operation: (from) => add(from, { apiId, name }, context),
      }
    },
    remove: (design, at) => removeApiAndReferences(design, { apiId: apiIdOf(at) ?? '' }),
    removalRemark: (design, at) => {
      const references = referencesToApi(design, apiIdOf(at) ?? '')
      return references.length === 0 ? undefined : `Removed with it: ${references.join(', ')}.`
    },
    rename: (design, at, name) => rename(design, apiIdOf(at) ?? '', name),
  }
}

export const restApi = apiNoun({
  noun: 'restApi',
  protocol: 'REST',
  title: 'REST API',
  heading: 'REST APIs',
  add: (from, args, { nextId }) => addRestApi(from, { ...args, rootResourceId: nextId() }),
  rename: (design, apiId, name) => updateRestApi(design, { apiId, change: { name } }),
})

export const httpApi = apiNoun({
  noun: 'httpApi',
  protocol: 'HTTP',
  title: 'HTTP API',
  heading: 'HTTP APIs',
  add: addHttpApi,
  rename: (design, apiId, name) => updateHttpApi(design, { apiId, change: { name } }),
})

export const webSocketApi = apiNoun({
  noun: 'webSocketApi',
  protocol: 'WEBSOCKET',
  title: 'WebSocket API',
  heading: 'WebSocket APIs',
  add: addWebSocketApi,
  rename: (design, apiId, name) => updateWebSocketApi(design, { apiId, change: { name } }),
})
