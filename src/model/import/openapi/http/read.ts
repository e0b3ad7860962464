import { emptyDesign } from '../../../operations/designs.ts'
import { corsRefusal } from '../../../operations/v2/httpApis.ts'
import { setMember } from '../../../operations/within.ts'
import { parseRouteKey, routeKeyShape } from '../../../queries/routeKeys.ts'
import { fail, ok } from '../../../result.ts'
import type { Result } from '../../../result.ts'
import type { Design } from '../../../schema/design.ts'
import type { Json } from '../../../schema/json.ts'
import { httpApi } from '../../../schema/v2/apis.ts'
import type { CorsConfiguration, HttpApi } from '../../../schema/v2/apis.ts'
import { route as routeSchema } from '../../../schema/v2/route.ts'
import type { ImportOptions } from '../../options.ts'
import type { ReadDocument } from '../../readText.ts'
import { basePathOf, pathPrefix, withBasePath } from '../basePath.ts'
import { dialectOf } from '../dialect.ts'
import { evaluatedFunctions, tellFunctions } from '../functions.ts'
import { verbs } from '../operations.ts'
import { longestPath, pathsRefusal } from '../pathLimits.ts'
import { entries, isObject, member, tell, textMember } from '../reader.ts'
import type { JsonObject } from '../reader.ts'
import { readHttpAuthorizers, readRouteAuthorization } from './authorizers.ts'
import { integrationOf, readSharedIntegrations } from './integrations.ts'
import { textListOf, tellOthers } from './reader.ts'
import type { HttpReader } from './reader.ts'
import { tellMissingReferences } from './references.ts'

const corsExtension = 'x-amazon-apigateway-cors'
const endpointExtension = 'x-amazon-apigateway-endpoint-configuration'

/** Read OpenAPI 3.0 with the service's extensions into a design with one HTTP API. */
export function readHttpOpenApi(document: ReadDocument, options: ImportOptions): Result<Design> {
  const written = document.value
  if (!isObject(written)) {
    const position = { line: 1, column: 1 }
    return fail('openapi/not-an-object', 'The document is not an object.', [], position)
  }
  const dialect = dialectOf(document, written)
  if (!dialect.ok) return dialect
  if (dialect.value === 'swagger-2.0') {
    const message = 'HTTP APIs are imported from OpenAPI 3.0; this document is Swagger 2.0.'
    return fail('openapi/http-swagger', message, [], document.positionOf(['swagger']))
  }
  const evaluated = evaluatedFunctions(written)
  const name = textMember(member(evaluated.root, 'info'), 'title') ?? 'Imported API'
  const api = httpApi.parse({ protocol: 'HTTP', id: options.nextId(), name })
  const reader: HttpReader = {
    document,
    root: evaluated.root,
    dialect: dialect.value,
    api,
    nextId: options.nextId,
    problems: [...dialect.problems],
    authorizerIds: new Map(),
    integrationIds: new Map(),
    basepath: options.basepath ?? 'ignore',
    at: ['apis', api.id],
  }
  const tooMany = pathsRefusal(reader)
  if (tooMany) return tooMany
  tellFunctions(reader, evaluated)
  const original = withBasePath({ ...reader, root: written })
  api.retained = { [reader.dialect]: { document: JSON.stringify(original) } }
  readSettings(reader)
  readSharedIntegrations(reader)
  readHttpAuthorizers(reader)
  readRoutes(reader)
  tellMissingReferences(reader)
  readStage(reader)
  const design = emptyDesign(name, options.nextId)
  return ok({ ...design, apis: { [api.id]: api } }, reader.problems)
}

function readSettings(reader: HttpReader): void {
  const { root, api } = reader
  const info = member(root, 'info')
  if (!isObject(info)) {
    const message = 'The document has no info, so the API has no name of its own.'
    tell(reader, 'warning', 'no-info', message, ['info'])
  }
  const description = textMember(info, 'description')
  const version = textMember(info, 'version')
  if (description !== undefined && description !== '') api.description = description
  if (version !== undefined) api.version = version
  const cors = member(root, corsExtension)
  if (cors !== undefined) readCors(reader, cors)
  const tags = member(root, 'tags')
  for (const tag of Array.isArray(tags) ? tags : []) {
    const key = textMember(tag, 'name')
    if (key === undefined) continue
    setMember(api.tags, key, textMember(tag, 'x-amazon-apigateway-tag-value') ?? '')
  }
  const servers = member(root, 'servers')
  const server = Array.isArray(servers) ? servers[0] : undefined
  const endpoint = member(server, endpointExtension) ?? member(root, endpointExtension)
  api.disableExecuteApiEndpoint = member(endpoint, 'disableExecuteApiEndpoint') === true
  const addressType = textMember(endpoint, 'ipAddressType')
  if (addressType === 'ipv4' || addressType === 'dualstack') api.ipAddressType = addressType
}

const corsLists = ['allowHeaders', 'allowMethods', 'allowOrigins', 'exposeHeaders'] as const

function readCors(reader: HttpReader, given: Json): void {
  if (!isObject(given)) {
    const message = 'The CORS configuration is not an object and is left out.'
    tell(reader, 'warning', 'cors', message, [corsExtension])
    return
  }
  const known = [...corsLists, 'allowCredentials', 'maxAge']
  tellOthers(reader, given, known, 'The CORS configuration', [corsExtension])
  const cors: CorsConfiguration = {}
  for (const name of corsLists) {
    const items = textListOf(reader, member(given, name), [corsExtension, name])
    if (items) cors[name] = items
  }
  const credentials = member(given, 'allowCredentials')
  const maxAge = member(given, 'maxAge')
  if (typeof credentials === 'boolean') cors.allowCredentials = credentials
  if (typeof maxAge === 'number' && Number.isSafeInteger(maxAge)) cors.maxAge = maxAge
  const at = ['apis', reader.api.id, 'corsConfiguration']
  const [refused] = corsRefusal(cors, at)?.problems ?? []
  if (refused) {
    const message = `The CORS configuration is not valid and is left out: ${refused.message}.`
    tell(reader, 'warning', 'cors', message, [corsExtension], at)
    return
  }
  reader.api.corsConfiguration = cors
}

function readRoutes(reader: HttpReader): void {
  const prefix = pathPrefix(reader)
  /** The keys of routes by what makes two of them conflict. */
  const keys = new Map<string, string>()
  let unused = 0
  for (const [path, item] of entries(member(reader.root, 'paths'))) {
    if (path.startsWith('x-')) continue
    const pointer = ['paths', path]
    if (path.length > longestPath) {
      const message = `The path ${path.slice(0, 60)}… has ${path.length} characters; no request can have more than ${longestPath}.`
      tell(reader, 'error', 'path', message, pointer)
      continue
    }
    if (typeof member(item, '$ref') === 'string') {
      const message = `The path ${path} is a reference; the service reads no references between paths.`
      tell(reader, 'warning', 'path-reference', message, pointer)
    }
    for (const [name, operation] of entries(item)) {
      const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
      if (name === 'trace') {
        const message = `The service has no TRACE; that of ${path} is left out.`
        tell(reader, 'warning', 'verb', message, [...pointer, name])
      }
      if (verb === undefined || !isObject(operation)) continue
      const isDefault = verb === 'ANY' && path === '/$default'
      const routeKey = isDefault ? '$default' : `${verb} ${prefix}${path}`
      const known = keys.get(routeKeyShape(routeKey))
      const parsed = parseRouteKey(routeKey)
      if (known !== undefined || 'refusal' in parsed) {
        const reason =
          'refusal' in parsed
            ? parsed.refusal
            : `it has the same path as ${known ?? ''} but for the names of variables`
        const message = `The route ${routeKey} cannot be taken over: ${reason}.`
        tell(reader, 'error', 'path', message, [...pointer, name])
        continue
      }
      keys.set(routeKeyShape(routeKey), routeKey)
      if (readRoute(reader, operation, routeKey, [...pointer, name])) unused++
    }
  }
  if (unused > 0) {
    const count = unused === 1 ? '1 operation has' : `${unused} operations have`
    const message = `${count} request bodies, parameters or schemas. HTTP APIs do not validate requests, so they have no effect.`
    tell(reader, 'info', 'not-validated', message, ['paths'])
  }
}

/** Add a route. Returns true when the operation describes requests, which an HTTP API does not check. */
function readRoute(
  reader: HttpReader,
  operation: JsonObject,
  routeKey: string,
  pointer: readonly string[],
): boolean {
  const id = reader.nextId()
  reader.at = ['apis', reader.api.id, 'routes', id]
  const operationName = textMember(operation, 'operationId')
  const target = integrationOf(
    reader,
    member(operation, 'x-amazon-apigateway-integration'),
    routeKey,
    [...pointer, 'x-amazon-apigateway-integration'],
  )
  const route = routeSchema.parse({
    id,
    routeKey,
    ...(operationName !== undefined && { operationName }),
    ...readRouteAuthorization(reader, operation, routeKey, pointer),
    ...(target !== undefined && { target }),
  })
  setMember(reader.api.routes, id, route)
  reader.at = ['apis', reader.api.id]
  return ['requestBody', 'parameters'].some((name) => member(operation, name) !== undefined)
}

/** The stage that the document was exported from where it names one, else `$default`; both deploy automatically. */
function readStage(reader: HttpReader): void {
  const named = basePathOf(reader).replace(/^\//, '')
  const stageName =
    reader.basepath === 'ignore' && /^[a-zA-Z0-9_-]{1,128}$/.test(named) ? named : '$default'
  const stages = { [stageName]: { stageName, autoDeploy: true } }
  reader.api.stages = httpApi.shape.stages.parse(stages)
}

/** The HTTP API of an OpenAPI document. */
export function readHttpApi(document: ReadDocument, options: ImportOptions): Result<HttpApi> {
  const read = readHttpOpenApi(document, options)
  if (!read.ok) return read
  const [api] = Object.values(read.value.apis)
  if (api?.protocol !== 'HTTP') throw new Error('the document was not read as an HTTP API')
  return ok(api, read.problems)
}
