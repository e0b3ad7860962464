import {
  addWebSocketModel,
  removeWebSocketModel,
  updateWebSocketModel,
} from '../../operations/v2/webSocketApis.ts'
import { bodyModel } from '../../schema/bodyModel.ts'
import { badRequest, notFound, own, text } from '../account.ts'
import type { Operation } from '../account.ts'
import { modelAnswer } from './answers.ts'
import { operationsOn } from './collection.ts'
import { givenMembers, overlaid } from './input.ts'
import { routedApiOf } from './places.ts'
import type { RoutedApi } from './places.ts'
import { bodyMembers } from './shapes.ts'

/** Only WebSocket APIs have models. */
function modelsOf(api: RoutedApi) {
  if (api.protocol === 'WEBSOCKET') return api.models
  throw badRequest('Models are not supported on protocolType HTTP')
}

/** The management calls on models. */
export const modelOperations: { readonly [name: string]: Operation } = {
  ...operationsOn({
    noun: 'Model',
    idMember: 'modelId',
    missing: 'Invalid Model identifier specified',
    items: ({ api }) => modelsOf(api),
    newId: (input) => text(input['name']) ?? '',
    create: ({ account, api, input }, name) => {
      modelsOf(api)
      const members = givenMembers(input, bodyMembers('CreateModel') ?? {})
      const model = bodyModel.parse({ ...overlaid(undefined, members, ['schema']), name })
      return addWebSocketModel(account.design, { apiId: api.id, model })
    },
    update: ({ account, api, input }, before, name) => {
      const members = givenMembers(input, bodyMembers('UpdateModel') ?? {})
      if (members['name'] !== undefined && members['name'] !== name) {
        throw badRequest('Renaming a model is not simulated: create another model')
      }
      const change = bodyModel.parse({ ...overlaid(before, members, ['schema']), name })
      return updateWebSocketModel(account.design, { apiId: api.id, name, change })
    },
    remove: ({ account, api }, _model, name) =>
      removeWebSocketModel(account.design, { apiId: api.id, name }),
    answer: modelAnswer,
  }),
  GetModelTemplate: {
    status: 200,
    run: (account, input, environment) => {
      const api = routedApiOf(account, input, environment)
      if (!own(modelsOf(api), text(input['modelId']) ?? '')) {
        throw notFound('Invalid Model identifier specified')
      }
      throw badRequest('GetModelTemplate is not simulated for WebSocket APIs')
    },
  },
}
