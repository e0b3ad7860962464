import type { Address } from '../../address.ts'
import type { Json } from '../../schema/json.ts'
import type { Method, MethodResponse } from '../../schema/method.ts'
import { writeIntegration } from './integrations.ts'
import { isObject, itemsOf, membersOf, own } from './objects.ts'
import type { JsonObject } from './objects.ts'
import { modelReference, schemaInPlace } from './schemas.ts'
import { securityOf } from './security.ts'
import type { OpenApiWriter } from './writer.ts'

/** An operation: what the model says, over what an import kept. */
export function writeOperation(
  writer: OpenApiWriter,
  method: Method,
  kept: JsonObject,
  keptPathItem: JsonObject,
  at: Address,
): Json {
  const isSwagger = writer.dialect === 'swagger-2.0'
  const keptParameters = parametersOf(writer, own(kept, 'parameters'), keptPathItem)
  const bodyParameter = isSwagger ? swaggerBody(writer, method, keptParameters) : []
  const parameters = [...bodyParameter, ...writeParameters(writer, method, keptParameters)]
  const requestBody = isSwagger ? undefined : openApiBody(writer, method, own(kept, 'requestBody'))
  const consumes = isSwagger ? consumesOf(method) : []
  const produces = isSwagger ? producesOf(method) : []
  const auth = own(kept, 'x-amazon-apigateway-auth')
  const isIamByAuth = auth !== undefined && method.authorizationType === 'AWS_IAM'
  const security = securityOf(writer, method, own(kept, 'security'), isIamByAuth)
  const validator =
    method.requestValidatorId === undefined
      ? undefined
      : own(writer.api.requestValidators, method.requestValidatorId)
  const {
    parameters: _parameters,
    requestBody: _requestBody,
    responses: keptResponses,
    security: _security,
    consumes: keptConsumes,
    produces: keptProduces,
    'x-amazon-apigateway-auth': _auth,
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
    ...(isIamByAuth && { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }),
    ...(writer.withIntegrations &&
      validator && { 'x-amazon-apigateway-request-validator': validator.name }),
    ...(writer.withIntegrations &&
      method.integration && {
        'x-amazon-apigateway-integration': writeIntegration(writer, method.integration, at),
      }),
  }
}

/** The content types of the models; else those of the opened document; else those of the templates. */
function mediaTypes(
  name: string,
  [modelled, mapped]: readonly (readonly string[])[],
  kept: Json | undefined,
): JsonObject {
  if (modelled && modelled.length > 0) return { [name]: [...modelled] }
  if (Array.isArray(kept)) return { [name]: kept }
  return mapped && mapped.length > 0 ? { [name]: [...mapped] } : {}
}

/** The parameters that were kept of an operation and of its path, each in its place once: those of the operation count. */
function parametersOf(
  writer: OpenApiWriter,
  listed: Json | undefined,
  pathItem: JsonObject,
): JsonObject[] {
  const found = new Map<string, JsonObject>()
  for (const item of [...itemsOf(own(pathItem, 'parameters')), ...itemsOf(listed)]) {
    const parameter = writer.kept.resolve(item)
    if (!isObject(parameter)) continue
    const place = String(own(parameter, 'in'))
    found.set(place === 'body' ? place : `${place} ${String(own(parameter, 'name'))}`, parameter)
  }
  return [...found.values()]
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
    return !known.has(parameter) && !isModelled && !Object.hasOwn(parameter, '$ref')
  })
  return [...written, ...others]
}

function swaggerBody(writer: OpenApiWriter, method: Method, kept: readonly JsonObject[]): Json[] {
  const [model] = Object.values(method.requestModels)
  const before = kept.find((parameter) => parameter['in'] === 'body')
  if (model === undefined) {
    // a body without a model that the service knows
    return before && !wasModelled(writer, own(before, 'schema')) ? [before] : []
  }
  const schema = before === undefined ? undefined : own(before, 'schema')
  return [
    {
      in: 'body',
      name: model,
      required: true,
      ...(before ?? {}),
      schema: schemaInPlace(writer, model, schema) ?? { $ref: modelReference(writer, model) },
    },
  ]
}

/** Whether an import makes a model of a schema: a method without it has lost it since. */
function wasModelled(writer: OpenApiWriter, schema: Json | undefined): boolean {
  if (!isObject(schema) || Object.keys(schema).length === 0) return false
  const reference = own(schema, '$ref')
  return typeof reference !== 'string' || writer.kept.resolve(schema) !== schema
}

function openApiBody(
  writer: OpenApiWriter,
  method: Method,
  given: Json | undefined,
): Json | undefined {
  const models = Object.entries(method.requestModels)
  const kept = given === undefined ? undefined : writer.kept.resolve(given)
  const before = isObject(kept) && !Object.hasOwn(kept, '$ref') ? kept : {}
  const media = membersOf(own(before, 'content'))
  const unmodelled = media.filter(
    ([type, one]) =>
      !Object.hasOwn(method.requestModels, type) &&
      !wasModelled(writer, isObject(one) ? own(one, 'schema') : undefined),
  )
  if (models.length === 0) {
    if (media.length > 0 && unmodelled.length === 0) return undefined
    return Object.keys(before).length === 0 ? undefined : withContent(before, unmodelled)
  }
  const content = contentOf(writer, models, own(before, 'content'))
  return { required: true, ...withContent(before, [...content, ...unmodelled]) }
}

function withContent(body: JsonObject, content: readonly [string, Json][]): JsonObject {
  return { ...body, content: Object.fromEntries(content) }
}

/** The content of a body: a schema for each content type, with what was kept of it. */
function contentOf(
  writer: OpenApiWriter,
  models: readonly (readonly [string, string])[],
  kept: Json | undefined,
): [string, Json][] {
  return models.map(([type, model]) => {
    const media = isObject(kept) ? own(kept, type) : undefined
    const before = isObject(media) ? media : {}
    const schema = schemaInPlace(writer, model, own(before, 'schema'))
    return [type, { ...before, schema: schema ?? { $ref: modelReference(writer, model) } }]
  })
}

function consumesOf(method: Method): readonly string[][] {
  return [
    Object.keys(method.requestModels),
    Object.keys(method.integration?.requestTemplates ?? {}),
  ]
}

function producesOf(method: Method): readonly string[][] {
  const typesOf = (maps: readonly Readonly<Record<string, string>>[]) => [
    ...new Set(maps.flatMap((map) => Object.keys(map))),
  ]
  const answers = Object.values(method.integration?.integrationResponses ?? {})
  return [
    typesOf(Object.values(method.methodResponses).map(({ responseModels }) => responseModels)),
    typesOf(answers.map(({ responseTemplates }) => responseTemplates)),
  ]
}

function writeResponses(writer: OpenApiWriter, method: Method, kept: JsonObject): JsonObject {
  const written = Object.values(method.methodResponses).map((response): [string, Json] => {
    const before = own(kept, response.statusCode)
    const found = before === undefined ? undefined : writer.kept.resolve(before)
    return [
      response.statusCode,
      // a reference that leads nowhere came from another document
      writeResponse(
        writer,
        response,
        isObject(found) && !Object.hasOwn(found, '$ref') ? found : undefined,
      ),
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
  const isSwagger = writer.dialect === 'swagger-2.0'
  const keptHeaders = kept && isObject(kept['headers']) ? kept['headers'] : {}
  const headers = Object.keys(response.responseParameters).map((key): [string, Json] => {
    const name = key.split('.').slice(3).join('.')
    return [
      name,
      own(keptHeaders, name) ?? (isSwagger ? { type: 'string' } : { schema: { type: 'string' } }),
    ]
  })
  const { headers: _headers, content, schema, ...rest } = kept ?? {}
  const models = Object.entries(response.responseModels)
  return {
    // the service writes this description whatever the status
    description: writer.retain ? `${response.statusCode} response` : '200 response',
    ...rest,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(isSwagger
      ? swaggerSchema(writer, models, schema)
      : responseContent(writer, models, kept === undefined ? {} : content)),
  }
}

function responseContent(
  writer: OpenApiWriter,
  models: readonly (readonly [string, string])[],
  kept: Json | undefined,
): JsonObject {
  const names = models.map(([type]) => type)
  const unmodelled = membersOf(kept).filter(
    ([type, one]) =>
      !names.includes(type) && !wasModelled(writer, isObject(one) ? own(one, 'schema') : undefined),
  )
  if (kept === undefined && models.length === 0) return {}
  return { content: Object.fromEntries([...contentOf(writer, models, kept), ...unmodelled]) }
}

function swaggerSchema(
  writer: OpenApiWriter,
  models: readonly (readonly [string, string])[],
  kept: Json | undefined,
): JsonObject {
  const model = models[0]?.[1]
  if (model === undefined) {
    return kept === undefined || wasModelled(writer, kept) ? {} : { schema: kept }
  }
  return {
    schema: schemaInPlace(writer, model, kept) ?? { $ref: modelReference(writer, model) },
  }
}
