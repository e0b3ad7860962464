import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { BodyModel } from '../../schema/bodyModel.ts'
import type { Design } from '../../schema/design.ts'
import { webSocketApi } from '../../schema/v2/apis.ts'
import type { WebSocketApi } from '../../schema/v2/apis.ts'
import { schemaRefusal } from '../modelSchema.ts'
import { addApi } from '../restApis.ts'
import { tagsRefusal } from '../tags.ts'
import { changed, own, withMember, withoutMember } from '../within.ts'
import type { Changes } from '../within.ts'
import { inWebSocketApi } from './within.ts'

/** The settings of a WebSocket API itself. */
export type WebSocketApiSettings = Omit<
  WebSocketApi,
  | 'protocol'
  | 'id'
  | 'routes'
  | 'integrations'
  | 'authorizers'
  | 'models'
  | 'deployments'
  | 'stages'
  | 'retained'
>

/** Add a WebSocket API without routes. Problems: `api/name-blank`, `api/id-in-use`, `api/route-selection`, `api/key-selection`, `tags/…`. */
export function addWebSocketApi(
  design: Design,
  args: { readonly apiId: string } & Partial<WebSocketApiSettings> &
    Pick<WebSocketApiSettings, 'name'>,
): Result<Design> {
  const { apiId, ...settings } = args
  const api = webSocketApi.parse({ protocol: 'WEBSOCKET', id: apiId, ...settings })
  return settingsRefusal(api, undefined) ?? addApi(design, { api })
}

/** Change settings; `undefined` removes an optional one. Refuses what UpdateApi refuses. */
export function updateWebSocketApi(
  design: Design,
  { apiId, change }: { readonly apiId: string; readonly change: Changes<WebSocketApiSettings> },
): Result<Design> {
  return inWebSocketApi(design, apiId, (api) => {
    const next = changed(api, change)
    return next === api ? ok(api) : (settingsRefusal(next, api) ?? ok(next))
  })
}

const apiKeySources: readonly string[] = [
  '$request.header.x-api-key',
  '$context.authorizer.usageIdentifierKey',
]

/** Source: developer guide, selection expressions; the wording is unconfirmed. */
function settingsRefusal(api: WebSocketApi, before: WebSocketApi | undefined) {
  const at = ['apis', api.id]
  if (api.name.trim() === '') {
    return fail('api/name-blank', 'API name cannot be blank', [...at, 'name'])
  }
  const { routeSelectionExpression, apiKeySelectionExpression } = api
  if (routeSelectionExpression.trim() === '') {
    const message = 'A WebSocket API requires a route selection expression'
    return fail('api/route-selection', message, [...at, 'routeSelectionExpression'])
  }
  if (!apiKeySources.includes(apiKeySelectionExpression)) {
    const message = `Invalid API key selection expression ${apiKeySelectionExpression}. Must be one of: [${apiKeySources.join(', ')}]`
    return fail('api/key-selection', message, [...at, 'apiKeySelectionExpression'])
  }
  return tagsRefusal(api.tags, before?.tags, [...at, 'tags'])
}

/** Add a model. Problems: `model/name`, `model/exists`, `model/schema`. */
export function addWebSocketModel(
  design: Design,
  { apiId, model }: { readonly apiId: string; readonly model: BodyModel },
): Result<Design> {
  return inWebSocketApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'models', model.name]
    if (!/^[A-Za-z0-9]+$/.test(model.name)) {
      return fail('model/name', 'Model name must be alphanumeric', [...at, 'name'])
    }
    if (own(api.models, model.name)) {
      return fail('model/exists', 'Model name already exists for this REST API', at)
    }
    const refused = schemaRefusal(model.schema, model.contentType, at)
    return refused ?? ok({ ...api, models: withMember(api.models, model.name, model) })
  })
}

/** Change a model but not its name. */
export function updateWebSocketModel(
  design: Design,
  args: {
    readonly apiId: string
    readonly name: string
    readonly change: Changes<Omit<BodyModel, 'name' | 'retained'>>
  },
): Result<Design> {
  return inWebSocketApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'models', args.name]
    const before = own(api.models, args.name)
    if (!before) return modelNotFound(args.name, at)
    const next = changed(before, args.change)
    const refused =
      next.schema === before.schema ? undefined : schemaRefusal(next.schema, next.contentType, at)
    return refused ?? ok({ ...api, models: withMember(api.models, args.name, next) })
  })
}

/** Remove a model. Refused while a route validates with it. Problems: `model/not-found`, `model/in-use`. */
export function removeWebSocketModel(
  design: Design,
  { apiId, name }: { readonly apiId: string; readonly name: string },
): Result<Design> {
  return inWebSocketApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'models', name]
    if (!own(api.models, name)) return modelNotFound(name, at)
    const user = Object.values(api.routes).find(({ requestModels }) =>
      Object.values(requestModels).includes(name),
    )
    if (user) {
      const message = `Cannot delete model '${name}', is referenced in route: ${user.routeKey}`
      return fail('model/in-use', message, at)
    }
    return ok({ ...api, models: withoutMember(api.models, name) })
  })
}

function modelNotFound(name: string, at: readonly string[]) {
  return fail('model/not-found', `Invalid model name specified: ${name}`, [...at])
}
