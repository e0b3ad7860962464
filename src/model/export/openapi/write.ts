import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import type { Method } from '../../schema/method.ts'
import { writeOperation } from './operations.ts'
import type { Dialect, OpenApiWriter } from './operations.ts'
import { schemaOf } from './schemas.ts'
import { writeSecuritySchemes } from './security.ts'
import { swaggerLosses } from './swaggerLosses.ts'

export type Extensions = 'apigateway' | 'integrations' | 'authorizers' | 'documentation'

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

type JsonObject = { [key: string]: Json }

/** A REST API as OpenAPI 3.0 or Swagger 2.0. */
export function openApiDocument(
  api: RestApi,
  options: OpenApiOptions,
): { document: JsonObject; problems: Problem[] } {
  const { dialect, extensions, retain } = options
  const kept = retain ? retainedOf(api.retained, dialect) : {}
  const withAll = extensions.has('apigateway')
  const writer: OpenApiWriter = {
    api,
    dialect,
    retain,
    withIntegrations: withAll || extensions.has('integrations'),
    withAuthorizers: withAll || extensions.has('authorizers'),
    problems: [],
  }
  const { info: keptInfo, versionText, components: keptComponents, ...keptRest } = kept
  const version = api.version ?? options.createdDate
  const description = api.description === undefined ? {} : { description: api.description }
  const info: JsonObject = {
    ...(dialect === 'swagger-2.0'
      ? { ...description, version, title: api.name }
      : { title: api.name, ...description, version }),
    ...(isObject(keptInfo) ? keptInfo : {}),
  }
  const schemas = schemasOf(writer)
  const securitySchemes = writeSecuritySchemes(writer)
  const document: JsonObject =
    dialect === 'swagger-2.0'
      ? {
          swagger: '2.0',
          info,
          ...swaggerAddress(api, options, keptRest),
          paths: pathsOf(writer),
          ...(Object.keys(securitySchemes).length > 0 && { securityDefinitions: securitySchemes }),
          ...(Object.keys(schemas).length > 0 && { definitions: schemas }),
        }
      : {
          openapi:
            retain && typeof versionText === 'string' && versionText.startsWith('3.')
              ? versionText
              : '3.0.1',
          info,
          servers: openApiServers(api, options, keptRest),
          paths: pathsOf(writer),
          components: {
            ...(isObject(keptComponents) ? keptComponents : {}),
            ...(Object.keys(schemas).length > 0 && { schemas }),
            ...(Object.keys(securitySchemes).length > 0 && {
              securitySchemes: {
                ...(isObject(keptComponents) && isObject(keptComponents['securitySchemes'])
                  ? keptComponents['securitySchemes']
                  : {}),
                ...securitySchemes,
              },
            }),
          },
        }
  for (const [name, value] of Object.entries(keptRest)) {
    if (name === 'securityDefinitions' && isObject(value)) {
      document[name] = { ...value, ...securitySchemes }
    } else if (!Object.hasOwn(document, name) && name !== 'security') document[name] = value
  }
  if (withAll) Object.assign(document, apiExtensions(writer))
  if (extensions.has('documentation')) Object.assign(document, documentationExtension(api))
  if (dialect === 'swagger-2.0') writer.problems.push(...swaggerLosses(api))
  if (retain) writer.problems.push(...keptElsewhere(api, dialect))
  return { document, problems: writer.problems }
}

/** Descriptions, examples and extensions that an import kept go back into a document of the format that they came in, and no other. */
function keptElsewhere(api: RestApi, dialect: Dialect): Problem[] {
  const other: Dialect = dialect === 'swagger-2.0' ? 'openapi-3.0' : 'swagger-2.0'
  const nouns = [
    api.retained,
    ...Object.values(api.models).map(({ retained }) => retained),
    ...Object.values(api.resources).flatMap(({ retained, methods }) => [
      retained,
      ...Object.values(methods).map((method) => method.retained),
    ]),
  ]
  const count = nouns.filter((retained) => retained && Object.hasOwn(retained, other)).length
  if (count === 0) return []
  const label = other === 'swagger-2.0' ? 'Swagger 2.0' : 'OpenAPI 3.0'
  return [
    {
      code: 'openapi/kept-for-its-format',
      message: `${count} parts of the API hold descriptions, examples or extensions of the ${label} document that was opened. They are kept, and are written in ${label} only.`,
      severity: 'warning',
      at: ['apis', api.id],
    },
  ]
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What an import of the same format kept beside a noun. */
export function retainedOf(
  retained: Readonly<Record<string, Json>> | undefined,
  dialect: Dialect,
): JsonObject {
  const kept = retained?.[dialect]
  return isObject(kept) ? kept : {}
}

function schemasOf(writer: OpenApiWriter): JsonObject {
  const schemas: [string, Json][] = []
  for (const model of Object.values(writer.api.models)) {
    const schema = schemaOf(writer, model)
    if (schema !== undefined) schemas.push([model.name, schema])
  }
  return Object.fromEntries(schemas)
}

function pathsOf(writer: OpenApiWriter): JsonObject {
  const { api, dialect, retain } = writer
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
  const paths: [string, Json][] = []
  for (const { resource, path } of resourcesByPath(api)) {
    const methods = Object.values(resource.methods)
    const kept = retain ? retainedOf(resource.retained, dialect) : {}
    if (methods.length === 0 && Object.keys(kept).length === 0 && hasChildren(api, resource.id))
      continue
    if (methods.length === 0 && resource.id === api.rootResourceId) continue
    const operations = methods
      .map((method): [string, Method] => [memberOf(method), method])
      .sort(([left], [right]) => order.indexOf(left) - order.indexOf(right))
      .map(([name, method]): [string, Json] => [name, writeOperation(writer, method, kept)])
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

function hasChildren(api: RestApi, resourceId: string): boolean {
  return Object.values(api.resources).some(({ parentId }) => parentId === resourceId)
}

function swaggerAddress(api: RestApi, options: OpenApiOptions, kept: JsonObject): JsonObject {
  if (options.retain && ('host' in kept || 'basePath' in kept || 'versionText' in kept)) return {}
  if (options.retain && api.retained?.['swagger-2.0'] !== undefined) return {}
  return {
    host: `${api.id}.execute-api.${options.region}.amazonaws.com`,
    basePath: `/${options.stageName ?? ''}`,
    schemes: ['https'],
  }
}

function openApiServers(api: RestApi, options: OpenApiOptions, kept: JsonObject): Json {
  if (options.retain && Array.isArray(kept['servers'])) return kept['servers']
  return [
    {
      url: `https://${api.id}.execute-api.${options.region}.amazonaws.com/{basePath}`,
      variables: { basePath: { default: options.stageName ?? '' } },
    },
  ]
}

function apiExtensions({ api, dialect, retain }: OpenApiWriter): JsonObject {
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
    retain &&
    (disableExecuteApiEndpoint ||
      endpointConfiguration.types[0] !== 'EDGE' ||
      endpointConfiguration.vpcEndpointIds.length > 0)
  ) {
    const kept = retainedOf(api.retained, dialect)['servers']
    if (!(
      dialect === 'openapi-3.0' &&
      Array.isArray(kept) &&
      JSON.stringify(kept).includes('endpoint-configuration')
    )) {
      members['x-amazon-apigateway-endpoint-configuration'] = {
        ...(disableExecuteApiEndpoint && { disableExecuteApiEndpoint }),
        types: endpointConfiguration.types,
        ...(endpointConfiguration.vpcEndpointIds.length > 0 && {
          vpcEndpointIds: endpointConfiguration.vpcEndpointIds,
        }),
      }
    }
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
  if (parts.length === 0) return {}
  const [version] = Object.keys(api.documentationVersions)
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
