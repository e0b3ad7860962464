import { methodAddress, resourceAddress } from '../../queries/resourceTree.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { familyRefusal, isVariable } from '../../operations/resources.ts'
import { setMember } from '../../operations/within.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { documentationPart } from '../../schema/documentation.ts'
import { gatewayResponseTypes } from '../../schema/gatewayResponse.ts'
import type { GatewayResponseType } from '../../schema/gatewayResponse.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { restApi } from '../../schema/restApi.ts'
import type { ImportOptions } from '../options.ts'
import type { ReadDocument } from '../readText.ts'
import { basePathOf, pathPrefix, withBasePath } from './basePath.ts'
import { dialectOf } from './dialect.ts'
import { evaluatedFunctions, tellFunctions } from './functions.ts'
import { readModels } from './models.ts'
import { readMethod, verbs } from './operations.ts'
import { longestPath, pathsRefusal } from './pathLimits.ts'
import { entries, isObject, member, tell, textMember, without } from './reader.ts'
import type { Reader } from './reader.ts'
import { readAuthorizers } from './security.ts'

/** Members of the document that the model takes over whole. */
export const modelledMembers: readonly string[] = [
  'openapi',
  'swagger',
  'info',
  'paths',
  'definitions',
  'x-amazon-apigateway-api-key-source',
  'x-amazon-apigateway-binary-media-types',
  'x-amazon-apigateway-minimum-compression-size',
  'x-amazon-apigateway-policy',
  'x-amazon-apigateway-request-validators',
  'x-amazon-apigateway-gateway-responses',
  'x-amazon-apigateway-documentation',
  'x-amazon-apigateway-request-validator',
  'x-amazon-apigateway-endpoint-configuration',
  'x-amazon-apigateway-security-policy',
  'x-amazon-apigateway-endpoint-access-mode',
]

/** Read OpenAPI 3.0 or Swagger 2.0 with the service's extensions into a design with one REST API. */
export function readOpenApi(document: ReadDocument, options: ImportOptions): Result<Design> {
  const written = document.value
  if (!isObject(written))
    return fail('openapi/not-an-object', 'The document is not an object.', [], {
      line: 1,
      column: 1,
    })
  const dialect = dialectOf(document, written)
  if (!dialect.ok) return dialect
  const evaluated = evaluatedFunctions(written)
  const { root } = evaluated
  const info = member(root, 'info')
  const name = textMember(info, 'title') ?? 'Imported API'
  const api: RestApi = restApi.parse({
    protocol: 'REST',
    id: options.nextId(),
    name,
    rootResourceId: 'root',
    resources: {},
  })
  Object.assign(api, {
    models: {},
    authorizers: {},
    requestValidators: {},
    documentationParts: {},
  } satisfies Partial<typeof api>)
  api.rootResourceId = options.nextId()
  api.resources = { [api.rootResourceId]: { id: api.rootResourceId, methods: {} } }
  const reader: Reader = {
    document,
    root,
    dialect: dialect.value,
    api,
    nextId: options.nextId,
    problems: [...dialect.problems],
    authorizerIds: new Map(),
    validatorIds: new Map(),
    modelNames: new Map(),
    basepath: options.basepath ?? 'ignore',
    inlineModelCount: 0,
    inlineModels: new Map(),
    at: ['apis', api.id],
  }
  if (!isObject(info))
    tell(
      reader,
      'warning',
      'no-info',
      'The document has no info, so the API has no name of its own.',
      ['info'],
    )
  const tooMany = pathsRefusal(reader)
  if (tooMany) return tooMany
  tellFunctions(reader, evaluated)
  readSettings(reader)
  // the whole document, so that an export gives back what nobody touched as it stands; one text is cheap to keep and to copy
  const original = withBasePath({ ...reader, root: written })
  api.retained = { [reader.dialect]: { document: JSON.stringify(original) } }
  readModels(reader)
  readAuthorizers(reader)
  readPaths(reader)
  readStage(reader)
  const design = emptyDesign(name, options.nextId)
  return ok({ ...design, apis: { [api.id]: api } }, reader.problems)
}

function readSettings(reader: Reader): void {
  const { root, api } = reader
  const info = member(root, 'info')
  const description = textMember(info, 'description')
  const version = textMember(info, 'version')
  if (description !== undefined && description !== '') api.description = description
  if (version !== undefined) api.version = version
  const keySource = textMember(root, 'x-amazon-apigateway-api-key-source')?.toUpperCase()
  if (keySource === 'AUTHORIZER') api.apiKeySource = 'AUTHORIZER'
  const binary = member(root, 'x-amazon-apigateway-binary-media-types')
  if (Array.isArray(binary))
    api.binaryMediaTypes = binary.filter((type): type is string => typeof type === 'string')
  const compression = member(root, 'x-amazon-apigateway-minimum-compression-size')
  if (typeof compression === 'number') api.minimumCompressionSize = compression
  const policy = member(root, 'x-amazon-apigateway-policy')
  if (isObject(policy)) api.policy = JSON.stringify(policy, null, 2)
  const securityPolicy = textMember(root, 'x-amazon-apigateway-security-policy')
  if (securityPolicy !== undefined) api.securityPolicy = securityPolicy
  const accessMode = textMember(root, 'x-amazon-apigateway-endpoint-access-mode')
  if (accessMode !== undefined) api.endpointAccessMode = accessMode
  readEndpoint(reader)
  for (const [name, given] of entries(member(root, 'x-amazon-apigateway-request-validators'))) {
    const id = reader.nextId()
    reader.validatorIds.set(name, id)
    setMember(api.requestValidators, id, {
      id,
      name,
      validateRequestBody: member(given, 'validateRequestBody') === true,
      validateRequestParameters: member(given, 'validateRequestParameters') === true,
    })
  }
  readGatewayResponses(reader)
  readDocumentation(reader)
}

function readEndpoint(reader: Reader): void {
  const servers = member(reader.root, 'servers')
  const first = Array.isArray(servers) ? servers[0] : undefined
  const given =
    member(first, 'x-amazon-apigateway-endpoint-configuration') ??
    member(reader.root, 'x-amazon-apigateway-endpoint-configuration')
  if (!isObject(given)) return
  const { api } = reader
  api.disableExecuteApiEndpoint = member(given, 'disableExecuteApiEndpoint') === true
  const endpoints = member(given, 'vpcEndpointIds')
  const types = member(given, 'types')
  const kinds = Array.isArray(types)
    ? types.filter((type) => type === 'EDGE' || type === 'REGIONAL' || type === 'PRIVATE')
    : []
  const vpcEndpointIds = Array.isArray(endpoints) ? endpoints.map(String) : []
  const addressType = textMember(given, 'ipAddressType')
  api.endpointConfiguration = {
    ...((addressType === 'ipv4' || addressType === 'dualstack') && { ipAddressType: addressType }),
    types: kinds.length > 0 ? kinds : vpcEndpointIds.length > 0 ? ['PRIVATE'] : ['EDGE'],
    vpcEndpointIds,
  }
}

function readGatewayResponses(reader: Reader): void {
  const property = 'x-amazon-apigateway-gateway-responses'
  for (const [type, given] of entries(member(reader.root, property))) {
    if (!(gatewayResponseTypes as readonly string[]).includes(type)) {
      tell(
        reader,
        'warning',
        'gateway-response-type',
        `There is no gateway response type ${type}.`,
        [property, type],
      )
      continue
    }
    const responseType = type as GatewayResponseType // one of the list, checked
    const statusCode = textMember(given, 'statusCode')
    const texts = (name: string) => textEntries(reader, given, name, [property, type])
    reader.api.gatewayResponses = {
      ...reader.api.gatewayResponses,
      [responseType]: {
        responseType,
        ...(statusCode !== undefined && { statusCode }),
        responseParameters: texts('responseParameters'),
        responseTemplates: texts('responseTemplates'),
      },
    }
  }
}

/** The texts of a map of a gateway response; any other value is reported and left out. */
function textEntries(
  reader: Reader,
  given: Json | undefined,
  name: string,
  pointer: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    entries(member(given, name)).flatMap(([key, value]): [string, string][] => {
      if (typeof value === 'string') return [[key, value]]
      if (value !== null) {
        const got = typeof value === 'object' ? JSON.stringify(value) : String(value)
        const message = `Invalid format for '${name}'. Expected type string for property '${key}' of the gateway response ${pointer.at(-1) ?? ''} but got '${got}'`
        tell(reader, 'warning', 'not-a-text', message, [...pointer, name, key])
      }
      return []
    }),
  )
}

function readDocumentation(reader: Reader): void {
  const given = member(reader.root, 'x-amazon-apigateway-documentation')
  const parts = member(given, 'documentationParts')
  for (const [i, part] of (Array.isArray(parts) ? parts : []).entries()) {
    const id = reader.nextId()
    const properties = JSON.stringify(member(part, 'properties') ?? {})
    const parsed = documentationPart.safeParse({
      id,
      location: member(part, 'location'),
      properties,
    })
    if (parsed.success) {
      setMember(reader.api.documentationParts, id, parsed.data)
    } else {
      tell(
        reader,
        'warning',
        'documentation',
        'A documentation part has no location that the service knows and is left out.',
        ['x-amazon-apigateway-documentation', 'documentationParts', String(i)],
      )
    }
  }
  const version = textMember(given, 'version')
  if (version !== undefined) reader.api.documentationVersions = { [version]: { version } }
}

function readPaths(reader: Reader): void {
  const prefix = pathPrefix(reader)
  const ids = new ResourceIndex(reader)
  if (prefix !== '') ids.resourceOf(prefix, [])
  const operationIds = new Map<string, string>()
  for (const [path, item] of entries(member(reader.root, 'paths'))) {
    if (path.startsWith('x-')) continue
    const pointer = ['paths', path]
    if (path.length > longestPath) {
      const start = path.slice(0, 60)
      tell(
        reader,
        'error',
        'path',
        `The path ${start}… has ${path.length} characters; no request can have more than ${longestPath}.`,
        pointer,
      )
      continue
    }
    const resourceId = ids.resourceOf(prefix + path, pointer)
    if (resourceId === undefined || !isObject(item)) continue
    const at = resourceAddress(reader.api.id, resourceId)
    const methods: Record<string, Method> = {}
    for (const [name, operation] of Object.entries(item)) {
      reader.at = at
      const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
      if (verb === undefined || !isObject(operation)) {
        if (name === 'trace')
          tell(
            reader,
            'warning',
            'verb',
            `The service has no TRACE; that of ${path} is left out.`,
            [...pointer, name],
          )
        continue
      }
      reader.at = methodAddress(reader.api.id, resourceId, verb)
      const operationId = textMember(operation, 'operationId')
      const before = operationId === undefined ? undefined : operationIds.get(operationId)
      if (operationId !== undefined && before !== undefined) {
        tell(
          reader,
          'warning',
          'operation-id-twice',
          `The operationId ${operationId} is used by ${before} too.`,
          [...pointer, name, 'operationId'],
        )
      }
      if (operationId !== undefined) operationIds.set(operationId, `${verb} ${path}`)
      methods[verb] = readMethod(reader, operation, {
        path: prefix + path,
        verb,
        pointer: [...pointer, name],
        pathItem: item,
      })
    }
    reader.at = ['apis', reader.api.id]
    const resource = reader.api.resources[resourceId]
    const rest = without(item, Object.keys(verbs))
    if (typeof item['$ref'] === 'string') {
      tell(
        reader,
        'warning',
        'path-reference',
        `The path ${path} refers to ${item['$ref']}; the service reads no references between paths.`,
        pointer,
        at,
      )
    }
    if (resource) {
      reader.api.resources[resourceId] = {
        ...resource,
        methods: { ...resource.methods, ...methods },
        ...(Object.keys(rest).length > 0 && { retained: { [reader.dialect]: rest } }),
      }
    }
  }
}

/** Resources by their paths, made as paths are asked for. */
class ResourceIndex {
  private readonly reader: Reader
  /** The ids of the resources below a resource, by path part. */
  private readonly children = new Map<string, Map<string, string>>()
  /** The variable path part below a resource, by the resource's id. */
  private readonly variables = new Map<string, string>()

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** The resource of a path, with those on the way; `undefined` where the service refuses a part of it. */
  resourceOf(path: string, pointer: readonly string[]): string | undefined {
    const { api, nextId } = this.reader
    let parentId = api.rootResourceId
    for (const pathPart of path.split('/').filter((part) => part !== '')) {
      const siblings = this.children.get(parentId) ?? new Map<string, string>()
      const known = siblings.get(pathPart)
      if (known !== undefined) {
        parentId = known
        continue
      }
      const refusal = familyRefusal(pathPart, {
        parentPart: api.resources[parentId]?.pathPart,
        isTaken: false,
        variableSibling: this.variables.get(parentId),
      })
      if (refusal) {
        tell(
          this.reader,
          'error',
          'path',
          `The path ${path} cannot be taken over: ${refusal.message}`,
          pointer,
        )
        return undefined
      }
      const id = nextId()
      api.resources[id] = { id, parentId, pathPart, methods: {} }
      this.children.set(parentId, siblings.set(pathPart, id))
      if (isVariable(pathPart)) this.variables.set(parentId, pathPart)
      parentId = id
    }
    return parentId
  }
}

/** The stage that the document was exported from, where it names one; else `dev`, so that there is one to try. */
function readStage(reader: Reader): void {
  const named = basePathOf(reader).replace(/^\//, '')
  const stageName = /^[a-zA-Z0-9_-]{1,128}$/.test(named) ? named : 'dev'
  reader.api.stages = restApi.shape.stages.parse({ [stageName]: { stageName } })
}
