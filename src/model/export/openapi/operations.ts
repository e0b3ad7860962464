import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { Method, MethodResponse } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { writeIntegration } from './integrations.ts'
import { modelReference } from './schemas.ts'
import { securityOf } from './security.ts'
import { retainedOf } from './write.ts'

export type Dialect = 'openapi-3.0' | 'swagger-2.0'

/** A document while it is written. */
export interface OpenApiWriter {
  readonly api: RestApi
  readonly dialect: Dialect
  readonly retain: boolean
  readonly withIntegrations: boolean
  readonly withAuthorizers: boolean
  readonly problems: Problem[]
}

type JsonObject = { [key: string]: Json }

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (value: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined

/** An operation: what the model says, over what an import kept. */
export function writeOperation(
  writer: OpenApiWriter,
  method: Method,
  keptPathItem: JsonObject,
): Json {
  const kept = writer.retain ? retainedOf(method.retained, writer.dialect) : {}
  const isSwagger = writer.dialect === 'swagger-2.0'
  const keptParameters = listOf(own(kept, 'parameters'), own(keptPathItem, 'parameters'))
  const bodyParameter = isSwagger ? swaggerBody(method, keptParameters) : []
  const parameters = [...bodyParameter, ...writeParameters(writer, method, keptParameters)]
  const requestBody = isSwagger ? undefined : openApiBody(method, own(kept, 'requestBody'))
  const consumes = isSwagger ? consumesOf(method) : []
  const produces = isSwagger ? producesOf(method) : []
  const security = securityOf(writer, method)
  const validator =
    method.requestValidatorId === undefined
      ? undefined
      : writer.api.requestValidators[method.requestValidatorId]
  const {
    parameters: _parameters,
    requestBody: _requestBody,
    responses: keptResponses,
    security: _security,
    consumes: keptConsumes,
    produces: keptProduces,
    ...keptRest
  } = kept
  return {
    ...keptRest,
    ...(method.operationName !== undefined && { operationId: method.operationName }),
    ...mediaTypes('consumes', consumes, keptConsumes),
    ...mediaTypes('produces', produces, keptProduces),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody !== undefined && { requestBody }),
    responses: writeResponses(writer, method, isObject(keptResponses) ? keptResponses : {}),
    ...(security !== undefined && { security }),
    ...(writer.withIntegrations &&
      validator && { 'x-amazon-apigateway-request-validator': validator.name }),
    ...(writer.withIntegrations &&
      method.integration && {
        'x-amazon-apigateway-integration': writeIntegration(writer, method.integration),
      }),
  }
}

function mediaTypes(name: string, types: readonly string[], kept: Json | undefined): JsonObject {
  if (Array.isArray(kept)) return { [name]: kept }
  return types.length > 0 ? { [name]: [...types] } : {}
}

function listOf(...lists: (Json | undefined)[]): JsonObject[] {
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []))
}

/** Request parameters with what was kept of each; parameters of places that the model does not know come back as they were. */
function writeParameters(
  writer: OpenApiWriter,
  method: Method,
  kept: readonly JsonObject[],
): Json[] {
  const isSwagger = writer.dialect === 'swagger-2.0'
  const known = new Set<JsonObject>()
  const written = Object.entries(method.requestParameters).map(([key, isRequired]): Json => {
    const [, , kind = '', ...rest] = key.split('.')
    const name = rest.join('.')
    const place = kind === 'querystring' ? 'query' : kind
    const before = kept.find((parameter) => parameter['in'] === place && parameter['name'] === name)
    if (before) known.add(before)
    const { required: _required, ...details } = before ?? {}
    const required =
      isSwagger || isRequired || place === 'path'
        ? { required: isRequired || place === 'path' }
        : {}
    const type: JsonObject = before
      ? {}
      : isSwagger
        ? { type: 'string' }
        : { schema: { type: 'string' } }
    return { name, in: place, ...required, ...type, ...details }
  })
  const others = kept.filter((parameter) => {
    const place = parameter['in']
    const isModelled =
      place === 'path' || place === 'query' || place === 'header' || place === 'body'
    return (
      !known.has(parameter) &&
      (!isModelled || '$ref' in parameter) &&
      !isReferredParameter(parameter, method)
    )
  })
  return [...written, ...others]
}

/** A kept reference to a parameter that the model has under its own name stays away: it would be there twice. */
function isReferredParameter(parameter: JsonObject, method: Method): boolean {
  return typeof parameter['$ref'] === 'string' && Object.keys(method.requestParameters).length > 0
}

function swaggerBody(method: Method, kept: readonly JsonObject[]): Json[] {
  const [model] = Object.values(method.requestModels)
  const before = kept.find((parameter) => parameter['in'] === 'body')
  if (model === undefined) return before ? [before] : []
  const reference = { $ref: modelReference('swagger-2.0', model) }
  const isInline = /^MODEL\d{6}$/.test(model) && before !== undefined && 'schema' in before
  return [
    {
      in: 'body',
      name: model,
      required: true,
      ...(before ?? {}),
      schema: isInline ? (before['schema'] ?? reference) : reference,
    },
  ]
}

function openApiBody(method: Method, kept: Json | undefined): Json | undefined {
  const models = Object.entries(method.requestModels)
  if (models.length === 0) return kept
  const before = isObject(kept) ? kept : {}
  if ('$ref' in before) return before
  const keptContent = isObject(before['content']) ? before['content'] : {}
  const content = models.map(([type, model]): [string, Json] => {
    const media = isObject(own(keptContent, type)) ? (own(keptContent, type) as JsonObject) : {} // checked in the same line
    const isInline = /^MODEL\d{6}$/.test(model) && 'schema' in media
    return [
      type,
      {
        ...media,
        schema: isInline
          ? (media['schema'] ?? null)
          : { $ref: modelReference('openapi-3.0', model) },
      },
    ]
  })
  const unmodelled = Object.entries(keptContent).filter(
    ([type]) => !Object.hasOwn(method.requestModels, type),
  )
  return { required: true, ...before, content: Object.fromEntries([...content, ...unmodelled]) }
}

function consumesOf(method: Method): string[] {
  const models = Object.keys(method.requestModels)
  return models.length > 0 ? models : Object.keys(method.integration?.requestTemplates ?? {})
}

function producesOf(method: Method): string[] {
  const types = new Set<string>()
  for (const response of Object.values(method.methodResponses)) {
    for (const type of Object.keys(response.responseModels)) types.add(type)
  }
  if (types.size > 0) return [...types]
  for (const response of Object.values(method.integration?.integrationResponses ?? {})) {
    for (const type of Object.keys(response.responseTemplates)) types.add(type)
  }
  return [...types]
}

function writeResponses(writer: OpenApiWriter, method: Method, kept: JsonObject): JsonObject {
  const written = Object.values(method.methodResponses).map((response): [string, Json] => {
    const before = own(kept, response.statusCode)
    return [
      response.statusCode,
      writeResponse(writer, response, isObject(before) ? before : undefined),
    ]
  })
  const unmodelled = Object.entries(kept).filter(([code]) => !/^[1-5]\d\d$/.test(code))
  return Object.fromEntries([...written, ...unmodelled])
}

function writeResponse(
  writer: OpenApiWriter,
  response: MethodResponse,
  kept: JsonObject | undefined,
): Json {
  if (kept && '$ref' in kept) return kept
  const isSwagger = writer.dialect === 'swagger-2.0'
  const keptHeaders = isObject(kept?.['headers']) ? kept['headers'] : {}
  const headers = Object.keys(response.responseParameters).map((key): [string, Json] => {
    const name = key.split('.').slice(3).join('.')
    return [
      name,
      own(keptHeaders, name) ?? (isSwagger ? { type: 'string' } : { schema: { type: 'string' } }),
    ]
  })
  const models = Object.entries(response.responseModels)
  const { headers: _headers, content: keptContent, schema: keptSchema, ...rest } = kept ?? {}
  const content = isObject(keptContent) ? keptContent : {}
  const body: JsonObject = isSwagger
    ? swaggerSchema(models, keptSchema)
    : models.length === 0
      ? kept
        ? keptContent === undefined
          ? {}
          : { content: keptContent }
        : { content: {} }
      : {
          content: Object.fromEntries([
            ...models.map(([type, model]): [string, Json] => {
              const media = own(content, type)
              const isInline = /^MODEL\d{6}$/.test(model) && isObject(media) && 'schema' in media
              return [
                type,
                isInline
                  ? media
                  : {
                      ...(isObject(media) ? media : {}),
                      schema: { $ref: modelReference('openapi-3.0', model) },
                    },
              ]
            }),
            ...Object.entries(content).filter(
              ([type]) => !Object.hasOwn(response.responseModels, type),
            ),
          ]),
        }
  return {
    // the service writes this description whatever the status
    description: writer.retain ? `${response.statusCode} response` : '200 response',
    ...rest,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...body,
  }
}

function swaggerSchema(
  models: readonly (readonly [string, string])[],
  kept: Json | undefined,
): JsonObject {
  const model = models[0]?.[1]
  if (model === undefined) return kept === undefined ? {} : { schema: kept }
  if (/^MODEL\d{6}$/.test(model) && kept !== undefined) return { schema: kept }
  return { schema: { $ref: modelReference('swagger-2.0', model) } }
}
