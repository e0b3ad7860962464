import { countingIds } from '../../ids.ts'
import { modelledMembers, readOpenApi } from '../../import/openapi/read.ts'
import {
  childrenByParent,
  methodAddress,
  resourceAddress,
  resourcesByPath,
} from '../../queries/resourceTree.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { withoutExtensions } from './extensions.ts'
import type { Extensions } from './extensions.ts'
import { keptFor, nothingKept } from './kept.ts'
import { isObject, itemsOf, own } from './objects.ts'
import type { JsonObject } from './objects.ts'
import { writeOperation } from './operations.ts'
import type { Dialect, OpenApiWriter } from './writer.ts'
import { changedOriginal, originalOf } from './original.ts'
import { schemaName, schemaOf } from './schemas.ts'
import { writeSecuritySchemes } from './security.ts'
import { swaggerLosses } from './swaggerLosses.ts'
import { unsaid } from './unsaid.ts'

export interface OpenApiOptions {
  readonly dialect: Dialect
  readonly extensions: ReadonlySet<Extensions>
  /** Give back what an import kept beside the model; without it, the shape of the service's own export. */
  readonly retain: boolean
  readonly stageName: string | undefined
  /** ISO 8601: the version of an API that has none, as the service writes it. */
  readonly createdDate: string
  readonly region: string
}

/** A document, and what could not be written into it. */
export interface WrittenDocument {
  readonly document: JsonObject
  readonly problems: readonly Problem[]
}

/**
 * A REST API as OpenAPI 3.0 or Swagger 2.0. Where it was opened from a document of that format, the document comes back
 * as it was, with what was changed since in its places.
 */
export function openApiDocument(api: RestApi, options: OpenApiOptions): WrittenDocument {
  const { dialect, retain, extensions } = options
  const problems: Problem[] = []
  const written = documentOf(api, options, problems)
  const original = retain ? originalOf(api, dialect) : undefined
  if (retain) problems.push(...unsaid(api))
  if (dialect === 'swagger-2.0') problems.push(...swaggerLosses(api))
  if (original === undefined) {
    if (retain && api.version === undefined) problems.push(suppliedVersion(api, options))
    return { document: written, problems }
  }
  const opened = openedApi(original, api)
  if (opened === undefined) return { document: written, problems }
  const before = documentOf(opened, options, [])
  const document = changedOriginal(withoutExtensions(original, extensions), before, written)
  return { document, problems }
}

/** The API as it was when its document was opened. */
function openedApi(original: JsonObject, present: RestApi): RestApi | undefined {
  const read = readOpenApi(
    { value: original, format: 'json', positionOf: () => undefined },
    { nextId: countingIds('opened') },
  )
  const [api] = read.ok ? Object.values(read.value.apis) : []
  return api?.protocol === 'REST' ? { ...api, id: present.id } : undefined
}

/** The remark that a document has a version and the API has none. */
export function suppliedVersion(
  api: { readonly id: string },
  { createdDate }: OpenApiOptions,
): Problem {
  return {
    code: 'openapi/version-supplied',
    message: `A document has a version and the API has none, so ${createdDate} stands there.`,
    severity: 'info',
    at: ['apis', api.id, 'version'],
  }
}

/** What the model says, over what imports kept beside it. */
function documentOf(api: RestApi, options: OpenApiOptions, problems: Problem[]): JsonObject {
  const { dialect, extensions, retain } = options
  const withAll = extensions.has('apigateway')
  const kept = retain ? keptFor(api, dialect, problems) : nothingKept
  const writer: OpenApiWriter = {
    api,
    dialect,
    retain,
    withIntegrations: withAll || extensions.has('integrations'),
    withAuthorizers: withAll || extensions.has('authorizers'),
    problems,
    kept,
  }
  const version = api.version ?? options.createdDate
  const description = api.description === undefined ? {} : { description: api.description }
  const keptInfo = own(kept.root, 'info')
  const {
    title: _t,
    description: _d,
    version: _v,
    ...infoRest
  } = isObject(keptInfo) ? keptInfo : {}
  const info: JsonObject = {
    ...(dialect === 'swagger-2.0'
      ? { ...description, version, title: api.name }
      : { title: api.name, ...description, version }),
    ...infoRest,
  }
  const schemas = schemasOf(writer)
  const securitySchemes = writeSecuritySchemes(writer)
  const keptComponents = own(kept.root, 'components')
  const { schemas: _schemas, ...components } = isObject(keptComponents) ? keptComponents : {}
  const document: JsonObject =
    dialect === 'swagger-2.0'
      ? {
          swagger: '2.0',
          info,
          ...swaggerAddress(api, options, kept.root),
          paths: pathsOf(writer),
          ...(Object.keys(securitySchemes).length > 0 && { securityDefinitions: securitySchemes }),
          ...(Object.keys(schemas).length > 0 && { definitions: schemas }),
        }
      : {
          openapi: '3.0.1',
          info,
          servers: openApiServers(api, options, kept.root),
          paths: pathsOf(writer),
          components: {
            ...components,
            ...(Object.keys(schemas).length > 0 && { schemas }),
            ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
          },
        }
  // an API that was opened from the other format: schemes without an authorizer stay for those who read the document
  const foreign = kept.original === undefined ? kept.root : {}
  const rest = Object.entries(foreign).filter(
    ([name]) =>
      name !== 'security' &&
      name !== 'x-amazon-apigateway-auth' &&
      !modelledMembers.includes(name) &&
      !Object.hasOwn(document, name),
  )
  return {
    ...withUnusedSchemes(document, foreign, writer),
    ...Object.fromEntries(rest),
    ...(withAll && apiExtensions(writer)),
    ...(extensions.has('documentation') && documentationExtension(api)),
  }
}

/** Security schemes of the other format's document that are no authorizer of the API: authorizers may be gone since. */
function withUnusedSchemes(
  document: JsonObject,
  foreign: JsonObject,
  { dialect }: OpenApiWriter,
): JsonObject {
  const isUnused = ([, scheme]: [string, Json]) =>
    isObject(scheme) && !Object.hasOwn(scheme, 'x-amazon-apigateway-authorizer')
  const withSchemes = (present: JsonObject, name: string, given: Json | undefined): JsonObject => {
    const written = own(present, name)
    const unused = Object.entries(isObject(given) ? given : {}).filter(isUnused)
    const all = { ...Object.fromEntries(unused), ...(isObject(written) ? written : {}) }
    return Object.keys(all).length > 0 ? { ...present, [name]: all } : present
  }
  if (dialect === 'swagger-2.0') {
    return withSchemes(document, 'securityDefinitions', own(foreign, 'securityDefinitions'))
  }
  const given = own(foreign, 'components')
  const components = own(document, 'components')
  return {
    ...document,
    components: withSchemes(
      isObject(components) ? components : {},
      'securitySchemes',
      isObject(given) ? own(given, 'securitySchemes') : undefined,
    ),
  }
}

function schemasOf(writer: OpenApiWriter): JsonObject {
  const schemas: [string, Json][] = []
  for (const model of Object.values(writer.api.models)) {
    const schema = schemaOf(writer, model)
    if (schema !== undefined) schemas.push([schemaName(writer, model.name), schema])
  }
  return Object.fromEntries(schemas)
}

function pathsOf(writer: OpenApiWriter): JsonObject {
  const { api } = writer
  const order = [
    'get',
    'put',
    'post',
    'delete',
    'options',
    'head',
    'patch',
    'x-amazon-apigateway-any-method',
  ]
  const parents = childrenByParent(api)
  const paths: [string, Json][] = []
  for (const { resource, path } of resourcesByPath(api)) {
    const methods = Object.values(resource.methods)
    const kept = writer.kept.pathItem(resource, path, resourceAddress(api.id, resource.id))
    if (methods.length === 0 && Object.keys(kept).length === 0 && parents.has(resource.id)) continue
    if (methods.length === 0 && resource.id === api.rootResourceId) continue
    const operations = methods
      .map((method): [string, Method] => [memberOf(method), method])
      .sort(([left], [right]) => order.indexOf(left) - order.indexOf(right))
      .map(([name, method]): [string, Json] => {
        const at = methodAddress(api.id, resource.id, method.httpMethod)
        const keptOperation = writer.kept.operation(method, path, at)
        return [name, writeOperation(writer, method, keptOperation, kept, at)]
      })
    const { parameters: _shared, ...rest } = kept
    paths.push([path, { ...rest, ...Object.fromEntries(operations) }])
  }
  return Object.fromEntries(paths)
}

function memberOf(method: Method): string {
  return method.httpMethod === 'ANY'
    ? 'x-amazon-apigateway-any-method'
    : method.httpMethod.toLowerCase()
}

function swaggerAddress(api: RestApi, options: OpenApiOptions, kept: JsonObject): JsonObject {
  const given = Object.entries(kept).filter(([name]) =>
    ['host', 'basePath', 'schemes'].includes(name),
  )
  if (Object.hasOwn(kept, 'swagger') || given.length > 0) return Object.fromEntries(given)
  return {
    host: `${api.id}.execute-api.${options.region}.amazonaws.com`,
    basePath: `/${options.stageName ?? ''}`,
    schemes: ['https'],
  }
}

function openApiServers(api: RestApi, options: OpenApiOptions, kept: JsonObject): Json {
  const servers = own(kept, 'servers')
  if (Array.isArray(servers)) {
    const [first, ...others] = servers
    // the first server says where the API is, where it said so before
    return isObject(first) && endpointMember in first && options.extensions.has('apigateway')
      ? [{ ...first, [endpointMember]: endpointOf(api) }, ...others]
      : servers
  }
  return [
    {
      url: `https://${api.id}.execute-api.${options.region}.amazonaws.com/{basePath}`,
      variables: { basePath: { default: options.stageName ?? '' } },
    },
  ]
}

const endpointMember = 'x-amazon-apigateway-endpoint-configuration'

function endpointOf({ endpointConfiguration, disableExecuteApiEndpoint }: RestApi): JsonObject {
  const { types, ipAddressType, vpcEndpointIds } = endpointConfiguration
  return {
    ...(disableExecuteApiEndpoint && { disableExecuteApiEndpoint }),
    types,
    ...(ipAddressType !== undefined && { ipAddressType }),
    ...(vpcEndpointIds.length > 0 && { vpcEndpointIds }),
  }
}

function hasEndpointInServers({ kept }: OpenApiWriter): boolean {
  const [first] = itemsOf(own(kept.root, 'servers'))
  return isObject(first) && Object.hasOwn(first, endpointMember)
}

function apiExtensions(writer: OpenApiWriter): JsonObject {
  const { api } = writer
  const members: JsonObject = {}
  const validators = Object.values(api.requestValidators)
  if (api.apiKeySource !== 'HEADER')
    members['x-amazon-apigateway-api-key-source'] = api.apiKeySource
  if (validators.length > 0) {
    members['x-amazon-apigateway-request-validators'] = Object.fromEntries(
      validators.map(({ name, validateRequestBody, validateRequestParameters }) => [
        name,
        { validateRequestParameters, validateRequestBody },
      ]),
    )
  }
  const responses = Object.values(api.gatewayResponses)
  if (responses.length > 0) {
    members['x-amazon-apigateway-gateway-responses'] = Object.fromEntries(
      responses.map((response) => [
        response.responseType,
        {
          ...(response.statusCode !== undefined && { statusCode: response.statusCode }),
          ...(Object.keys(response.responseParameters).length > 0 && {
            responseParameters: response.responseParameters,
          }),
          ...(Object.keys(response.responseTemplates).length > 0 && {
            responseTemplates: response.responseTemplates,
          }),
        },
      ]),
    )
  }
  if (api.minimumCompressionSize !== undefined) {
    members['x-amazon-apigateway-minimum-compression-size'] = api.minimumCompressionSize
  }
  const policy = api.policy === undefined ? undefined : parsed(api.policy)
  if (policy !== undefined) members['x-amazon-apigateway-policy'] = policy
  const { endpointConfiguration, disableExecuteApiEndpoint } = api
  if (
    writer.retain &&
    !hasEndpointInServers(writer) &&
    (disableExecuteApiEndpoint ||
      endpointConfiguration.types[0] !== 'EDGE' ||
      endpointConfiguration.ipAddressType !== undefined ||
      endpointConfiguration.vpcEndpointIds.length > 0)
  ) {
    members[endpointMember] = endpointOf(api)
  }
  if (api.securityPolicy !== undefined)
    members['x-amazon-apigateway-security-policy'] = api.securityPolicy
  if (api.endpointAccessMode !== undefined)
    members['x-amazon-apigateway-endpoint-access-mode'] = api.endpointAccessMode
  if (api.binaryMediaTypes.length > 0)
    members['x-amazon-apigateway-binary-media-types'] = api.binaryMediaTypes
  return members
}

function documentationExtension(api: RestApi): JsonObject {
  const parts = Object.values(api.documentationParts)
  const [version] = Object.keys(api.documentationVersions)
  if (parts.length === 0 && version === undefined) return {}
  return {
    'x-amazon-apigateway-documentation': {
      ...(version !== undefined && { version }),
      documentationParts: parts.map(({ location, properties }) => ({
        location: Object.fromEntries(
          Object.entries(location).filter(
            (entry): entry is [string, string] => entry[1] !== undefined,
          ),
        ),
        properties: parsed(properties) ?? {},
      })),
    },
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
