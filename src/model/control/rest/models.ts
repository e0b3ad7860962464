import { addModel, removeModel, updateModel } from '../../operations/models.ts'
import type { BodyModel } from '../../schema/bodyModel.ts'
import { notFound, own, text, withDesign } from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { modelAnswer } from './answers.ts'
import { templateOf } from './modelTemplate.ts'
import { checkListedPath, patchesOf } from './patch.ts'

function modelOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const name = text(input['modelName']) ?? ''
  const unknown = () => notFound(`Invalid model name specified: ${name}`)
  const api = apiOf(account, input, environment, unknown)
  const model = own(api.models, name)
  if (!model) throw unknown()
  return { api, model }
}

function answerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const { api, model } = modelOf(account, input, environment)
  return { account, body: modelAnswer(api.id, model) }
}

/** The management calls on models. */
export const modelOperations = {
  CreateModel: {
    status: 201,
    run: (account, input, environment) => {
      const { id: apiId } = apiOf(account, input, environment)
      const description = text(input['description']) ?? ''
      const model: BodyModel = {
        name: text(input['name']) ?? '',
        contentType: text(input['contentType']) ?? 'application/json',
        schema: text(input['schema']) ?? '',
        ...(description !== '' && { description }),
      }
      const next = withDesign(account, done(addModel(account.design, { apiId, model })))
      return { account: next, body: modelAnswer(apiId, model) }
    },
  },
  GetModel: { status: 200, run: answerOf },
  GetModels: {
    status: 200,
    run: (account, input, environment) => {
      const { id, models } = apiOf(account, input, environment)
      const items = Object.values(models).map((model) => modelAnswer(id, model))
      return { account, body: page(items, input) }
    },
  },
  GetModelTemplate: {
    status: 200,
    run: (account, input, environment) => {
      const { api, model } = modelOf(account, input, environment)
      return { account, body: { value: templateOf(model, api.models) } }
    },
  },
  UpdateModel: {
    status: 200,
    run: (account, input, environment) => {
      const { api, model } = modelOf(account, input, environment)
      const design = patchesOf(input).reduce((before, patch) => {
        checkListedPath(patch, { replace: ['/description', '/schema'] })
        const value = patch.value ?? ''
        const change =
          patch.path === '/schema'
            ? { schema: value }
            : { description: value === '' ? undefined : value }
        return done(updateModel(before, { apiId: api.id, name: model.name, change }))
      }, account.design)
      return answerOf(withDesign(account, design), input, environment)
    },
  },
  DeleteModel: {
    status: 202,
    run: (account, input, environment) => {
      const { api, model } = modelOf(account, input, environment)
      const design = done(removeModel(account.design, { apiId: api.id, name: model.name }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
