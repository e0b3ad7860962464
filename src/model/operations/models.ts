import type { Address } from '../address.ts'
import { methodsOf } from '../queries/resourceTree.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { BodyModel } from '../schema/bodyModel.ts'
import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import { schemaRefusal } from './modelSchema.ts'
import { changed, inRestApi, own, withMember, withoutMember, withRenamedMember } from './within.ts'
import type { Changes } from './within.ts'

/** Add a model. Refuses what CreateModel refuses, in its words. */
export function addModel(
  design: Design,
  { apiId, model }: { readonly apiId: string; readonly model: BodyModel },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'models', model.name]
    const refused =
      nameRefusal(api, model.name, at) ?? schemaRefusal(model.schema, model.contentType, at)
    if (refused) return refused
    return ok({ ...api, models: withMember(api.models, model.name, model) })
  })
}

/** Change a model but for its name. */
export function updateModel(
  design: Design,
  args: {
    readonly apiId: string
    readonly name: string
    readonly change: Changes<Omit<BodyModel, 'name' | 'retained'>>
  },
): Result<Design> {
  return inRestApi(design, args.apiId, (api) => {
    const at: Address = ['apis', args.apiId, 'models', args.name]
    const model = own(api.models, args.name)
    if (!model) return modelNotFound(args.name, at)
    const next = changed(model, args.change)
    const refused =
      next.schema === model.schema ? undefined : schemaRefusal(next.schema, next.contentType, at)
    if (refused) return refused
    return ok(next === model ? api : { ...api, models: withMember(api.models, args.name, next) })
  })
}

/** Give a model another name, wherever it is referred to: methods, responses, other models. */
export function renameModel(
  design: Design,
  { apiId, name, to }: { readonly apiId: string; readonly name: string; readonly to: string },
): Result<Design> {
  if (name === to) return ok(design)
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'models', name]
    if (!own(api.models, name)) return modelNotFound(name, at)
    const refused = nameRefusal(api, to, at)
    if (refused) return refused
    const renamed = withRenamedMember(api.models, name, to, (model) => ({ ...model, name: to }))
    const models = Object.fromEntries(
      Object.entries(renamed).map(([key, model]) => {
        const schema = withRenamedReference(model.schema, name, to)
        return [key, schema === model.schema ? model : { ...model, schema }]
      }),
    )
    const resources = Object.fromEntries(
      Object.entries(api.resources).map(([id, resource]) => {
        const methods = Object.entries(resource.methods)
        const next = methods.map(
          ([verb, method]) => [verb, withRenamedModel(method, name, to)] as const,
        )
        const same = next.every(([, method], i) => method === methods[i]?.[1])
        return [id, same ? resource : { ...resource, methods: Object.fromEntries(next) }]
      }),
    )
    return ok({ ...api, models, resources })
  })
}

/** Remove a model. Refused while a method or another model refers to it, in the service's words. */
export function removeModel(
  design: Design,
  { apiId, name }: { readonly apiId: string; readonly name: string },
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const at: Address = ['apis', apiId, 'models', name]
    if (!own(api.models, name)) return modelNotFound(name, at)
    // of several users the service names the one that came last
    for (const { path, method } of methodsOf(api).reverse()) {
      // the service prints the root as `//ANY`
      const where = `${path === '/' ? '/' : path}/${method.httpMethod}`
      if (Object.values(method.requestModels).includes(name)) {
        const message = `Cannot delete model '${name}', is referenced in method request: ${where}`
        return fail('model/in-use', message, at)
      }
      const responses = Object.values(method.methodResponses)
      if (responses.some(({ responseModels }) => Object.values(responseModels).includes(name))) {
        const message = `Cannot delete model '${name}', is referenced in method response: ${where}`
        return fail('model/in-use', message, at)
      }
    }
    const user = Object.values(api.models).find(
      (model) =>
        model.name !== name && withRenamedReference(model.schema, name, '') !== model.schema,
    )
    if (user) {
      const message = `Cannot delete model '${name}', is referenced in model: ${user.name}`
      return fail('model/in-use', message, at)
    }
    return ok({ ...api, models: withoutMember(api.models, name) })
  })
}

function modelNotFound(name: string, at: Address) {
  return fail('model/not-found', `Invalid model name specified: ${name}`, at)
}

function nameRefusal(api: RestApi, name: string, at: Address) {
  if (name === '') return fail('model/name-empty', 'Model name must be non-empty', at)
  if (!/^[a-zA-Z0-9]+$/.test(name)) {
    return fail('model/name', 'Model name must be alphanumeric: ' + name, at)
  }
  if (own(api.models, name)) {
    return fail('model/exists', 'Model name already exists for this REST API', at)
  }
  return undefined
}

function withRenamedReference(schema: string, name: string, to: string): string {
  const pattern =
    /(https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/"]+\/models\/)([a-zA-Z0-9]+)(?=")/g
  return schema.replace(pattern, (whole, prefix: string, referred: string) =>
    referred === name ? prefix + to : whole,
  )
}

function withRenamedModel(method: Method, name: string, to: string): Method {
  const renamed = (models: Record<string, string>) =>
    Object.values(models).includes(name)
      ? Object.fromEntries(
          Object.entries(models).map(([key, value]) => [key, value === name ? to : value]),
        )
      : models
  const requestModels = renamed(method.requestModels)
  const entries = Object.entries(method.methodResponses)
  const responses = entries.map(([code, response]) => {
    const responseModels = renamed(response.responseModels)
    const same = responseModels === response.responseModels
    return [code, same ? response : { ...response, responseModels }] as const
  })
  const sameResponses = responses.every(([, response], i) => response === entries[i]?.[1])
  if (requestModels === method.requestModels && sameResponses) return method
  return { ...method, requestModels, methodResponses: Object.fromEntries(responses) }
}
