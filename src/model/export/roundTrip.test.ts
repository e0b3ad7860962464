import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress } from '../address.ts'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { readText } from '../import/readText.ts'
import { methodsOf, resourcesByPath } from '../queries/resourceTree.ts'
import {
  addMethod,
  putMethodResponse,
  setRequestParameter,
  updateMethod,
} from '../operations/methods.ts'
import { addModel } from '../operations/models.ts'
import { addResourcePath } from '../operations/resources.ts'
import { putIntegration, putIntegrationResponse } from '../operations/integrations.ts'
import { addAuthorizer } from '../operations/authorizers.ts'
import { putDocumentationPart, putDocumentationVersion } from '../operations/documentation.ts'
import { putGatewayResponse } from '../operations/gatewayResponses.ts'
import { addRestApi, updateRestApi } from '../operations/restApis.ts'
import { addRequestValidator } from '../operations/validators.ts'
import { emptyDesign } from '../operations/designs.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { exportApi } from './index.ts'
import type { ExporterId } from './index.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')

interface Meaning {
  readonly version?: string
  readonly resources: readonly {
    readonly path: string
    readonly methods: Readonly<Record<string, unknown>>
  }[]
}

/** What a design means, without the ids that each import makes anew and without what is kept for its own format. */
function meaning(design: Design): Meaning {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  const named = (
    map: Readonly<Record<string, { readonly name: string }>>,
    id: string | undefined,
  ) => (id === undefined ? undefined : map[id]?.name)
  const listed = (map: object) => Object.values(map).map((item: object) => ({ ...item, id: '' }))
  const resources = resourcesByPath(api).map(({ resource, path }) => ({
    path,
    methods: Object.fromEntries(
      Object.entries(resource.methods).map(([verb, method]) => [
        verb,
        {
          ...method,
          retained: undefined,
          authorizerId: named(api.authorizers, method.authorizerId),
          requestValidatorId: named(api.requestValidators, method.requestValidatorId),
        },
      ]),
    ),
  }))
  const text = JSON.stringify({
    ...api,
    retained: undefined,
    rootResourceId: '',
    stages: {},
    resources,
    authorizers: listed(api.authorizers),
    requestValidators: listed(api.requestValidators),
    documentationParts: listed(api.documentationParts),
  })
  return JSON.parse(
    text
      .replaceAll(`restapis/${api.id}/`, 'restapis/api/')
      .replaceAll(`"id":"${api.id}"`, '"id":"api"'),
    (name, value: unknown) => (name === 'retained' ? undefined : value),
  ) as Meaning // built above
}

function opened(text: string): Design {
  const result = importDocument(text, { nextId: countingIds('identifier') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

function written(design: Design, exporterId: ExporterId, format: 'json' | 'yaml'): string {
  const [apiId = ''] = Object.keys(design.apis)
  const result = exportApi(design, exporterId, apiId, { format })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value[0]?.text ?? ''
}

const examples = new URL('../../../public/examples/', import.meta.url)
const exampleNames = readdirSync(examples).filter((name) => name.endsWith('.gatewright.json'))

describe('an API that is written and opened again', () => {
  for (const name of exampleNames) {
    for (const exporterId of ['openapi-3.0', 'swagger-2.0'] as const) {
      for (const format of ['json', 'yaml'] as const) {
        it(`${name} as ${exporterId} in ${format} means the same`, () => {
          const once = opened(
            written(opened(readFileSync(new URL(name, examples), 'utf8')), exporterId, format),
          )
          expect(meaning(opened(written(once, exporterId, format)))).toEqual(meaning(once))
        })
      }
    }
  }

  const folder = resolve(shared, 'documents')
  const index = existsSync(folder)
    ? (JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as {
        readonly file: string
        readonly kind: string
      }[])
    : []
  const files = index.filter(({ kind }) => kind === 'openapi').map(({ file }) => file)
  if (files.length === 0) console.warn(`SKIPPED 2 tests: no real documents at ${folder}`)

  /** The real documents that are OpenAPI or Swagger; the others of their folder are parts of some. */
  const realDocuments = () =>
    files.flatMap((file) => {
      const text = readFileSync(resolve(folder, file), 'utf8')
      const result = importDocument(text, { nextId: countingIds('identifier') })
      return result.ok ? [{ file, text, imported: result.value }] : []
    })

  it.skipIf(files.length === 0)('every real document comes back word for word', () => {
    const documents = realDocuments()
    for (const { file, text, imported } of documents) {
      const exporterId = imported.kind === 'swagger-2.0' ? 'swagger-2.0' : 'openapi-3.0'
      const given = readText(text)
      if (!given.ok) throw new Error(file)
      const expected = JSON.stringify(given.value.value)
      expect(JSON.stringify(JSON.parse(written(imported.design, exporterId, 'json'))), file).toBe(
        expected,
      )
      // the largest ones as JSON only: they are here for their size
      if (text.length > 1_000_000) continue
      const yaml = readText(written(imported.design, exporterId, 'yaml'))
      expect(yaml.ok && JSON.stringify(yaml.value.value), file).toBe(expected)
    }
    expect(documents.length).toBeGreaterThanOrEqual(50)
  })

  it.skipIf(files.length === 0)(
    'every real document means the same in the other format, or it is told why not',
    () => {
      for (const { file, imported } of realDocuments()) {
        const other = imported.kind === 'swagger-2.0' ? 'openapi-3.0' : 'swagger-2.0'
        const [apiId = ''] = Object.keys(imported.design.apis)
        const result = exportApi(imported.design, other, apiId, { format: 'json' })
        if (!result.ok) throw new Error(result.problems[0]?.message)
        const back = meaning(opened(result.value[0]?.text ?? ''))
        const told = new Set(
          result.problems
            .filter(({ code }) => /one-schema|version-supplied/.test(code))
            .map(({ at }) => formatAddress(at)),
        )
        const differences = differingMethods(meaning(imported.design), back)
        const methods = resourcesByPath(restApiOf(imported.design)).flatMap(({ path, resource }) =>
          Object.keys(resource.methods).map((verb) => ({
            name: `${verb} ${path}`,
            at: formatAddress(['apis', apiId, 'resources', resource.id, 'methods', verb]),
          })),
        )
        for (const name of differences) {
          const at = methods.find((method) => method.name === name)?.at ?? name
          expect(
            [...told].some((address) => address.startsWith(at)),
            `${file}: ${name}`,
          ).toBe(true)
        }
      }
    },
  )
})

function restApiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return api
}

/** The methods that two meanings have differently, by verb and path; `api` where anything else differs. */
function differingMethods(left: Meaning, right: Meaning): string[] {
  const methodsIn = ({ resources }: Meaning) =>
    new Map(
      resources.flatMap(({ path, methods }) =>
        Object.entries(methods).map(([verb, method]) => [`${verb} ${path}`, method] as const),
      ),
    )
  const [before, after] = [methodsIn(left), methodsIn(right)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const differing = names.filter((name) => !isDeepStrictEqual(before.get(name), after.get(name)))
  const rest = ({ resources: _resources, version: _version, ...others }: Meaning) => others
  return isDeepStrictEqual(rest(left), rest(right)) ? differing : [...differing, 'api']
}

/** What is drawn: methods with everything on them that a document can say. */
interface Drawn {
  readonly path: readonly string[]
  readonly httpMethod: 'GET' | 'POST' | 'PUT' | 'ANY'
  readonly operationName: string | undefined
  readonly apiKeyRequired: boolean
  readonly query: Readonly<Record<string, boolean>>
  readonly type: 'MOCK' | 'HTTP' | 'HTTP_PROXY'
  readonly template: string
  readonly pattern: string | undefined
  readonly status: string
  readonly header: string | undefined
  readonly hasModel: boolean
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)
const drawnMethod: fc.Arbitrary<Drawn> = fc.record({
  path: fc.array(fc.oneof(word, fc.constant('{id}')), { minLength: 1, maxLength: 3 }),
  httpMethod: fc.constantFrom('GET', 'POST', 'PUT', 'ANY'),
  operationName: fc.option(word, { nil: undefined }),
  apiKeyRequired: fc.boolean(),
  query: fc.dictionary(word, fc.boolean(), { maxKeys: 3 }),
  type: fc.constantFrom('MOCK', 'HTTP', 'HTTP_PROXY'),
  template: fc
    .string({ unit: 'binary', maxLength: 40 })
    .filter((text) => !/[\ud800-\udfff\0]/.test(text)),
  pattern: fc.option(fc.constantFrom('4\\d{2}', '.*Not found.*', '(a|b)'), { nil: undefined }),
  status: fc.constantFrom('201', '400', '502'),
  header: fc.option(fc.constantFrom('X-Total', 'Location'), { nil: undefined }),
  hasModel: fc.boolean(),
})

/** What is drawn beside the methods. */
const drawnSettings = fc.record({
  description: fc.option(word, { nil: undefined }),
  apiKeySource: fc.constantFrom('HEADER', 'AUTHORIZER'),
  binaryMediaTypes: fc.uniqueArray(fc.constantFrom('image/png', '*/*'), { maxLength: 2 }),
  minimumCompressionSize: fc.option(fc.nat(1000), { nil: undefined }),
  policy: fc.option(fc.constant('{"Version":"2012-10-17","Statement":[]}'), { nil: undefined }),
  types: fc.constantFrom('EDGE', 'REGIONAL'),
  authorizer: fc.constantFrom('TOKEN', 'REQUEST', 'COGNITO_USER_POOLS', undefined),
  identitySource: fc.constantFrom(
    'method.request.header.Authorization',
    'method.request.header.A, method.request.querystring.b',
  ),
  ttl: fc.option(fc.integer({ min: 0, max: 3600 }), { nil: undefined }),
  validatesBody: fc.option(fc.boolean(), { nil: undefined }),
  gatewayTemplate: fc.option(word, { nil: undefined }),
  documentation: fc.option(word, { nil: undefined }),
})
type DrawnSettings = typeof drawnSettings extends fc.Arbitrary<infer T> ? T : never

/** The drawn design with its settings, an authorizer and a validator that its methods use. */
function withSettings(given: Design, drawn: DrawnSettings): Design {
  const apiId = 'drawnapi'
  let design = given
  const attempt = (result: Result<Design>) => {
    if (!result.ok) throw new Error(result.problems[0]?.message)
    design = result.value
  }
  const { description, minimumCompressionSize, policy, authorizer: type, types } = drawn
  attempt(
    updateRestApi(design, {
      apiId,
      change: {
        version: '1',
        apiKeySource: drawn.apiKeySource,
        binaryMediaTypes: drawn.binaryMediaTypes,
        endpointConfiguration: { types: [types], vpcEndpointIds: [] },
        ...(description !== undefined && { description }),
        ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
        ...(policy !== undefined && { policy: JSON.stringify(JSON.parse(policy), null, 2) }),
      },
    }),
  )
  if (type !== undefined) {
    const isCognito = type === 'COGNITO_USER_POOLS'
    attempt(
      addAuthorizer(design, {
        apiId,
        authorizer: {
          id: 'drawnauthorizer',
          name: 'guard',
          type,
          authType: isCognito ? 'cognito_user_pools' : 'custom',
          identitySource: type === 'REQUEST' ? drawn.identitySource : 'method.request.header.A',
          providerARNs: isCognito
            ? ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a']
            : [],
          ...(!isCognito && {
            authorizerUri:
              'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations',
          }),
          ...(drawn.ttl !== undefined && { authorizerResultTtlInSeconds: drawn.ttl }),
        },
      }),
    )
  }
  if (drawn.validatesBody !== undefined) {
    attempt(
      addRequestValidator(design, {
        apiId,
        validator: {
          id: 'drawnvalidator',
          name: 'check',
          validateRequestBody: drawn.validatesBody,
          validateRequestParameters: true,
        },
      }),
    )
  }
  for (const { resource, method } of methodsOf(restApiOf(design))) {
    const ref = { apiId, resourceId: resource.id, httpMethod: method.httpMethod }
    const change = {
      ...(type !== undefined && {
        authorizationType:
          type === 'COGNITO_USER_POOLS' ? ('COGNITO_USER_POOLS' as const) : ('CUSTOM' as const),
        authorizerId: 'drawnauthorizer',
      }),
      ...(drawn.validatesBody !== undefined && { requestValidatorId: 'drawnvalidator' }),
    }
    attempt(updateMethod(design, { ...ref, change }))
  }
  if (drawn.gatewayTemplate !== undefined) {
    attempt(
      putGatewayResponse(design, {
        apiId,
        response: {
          responseType: 'DEFAULT_4XX',
          statusCode: '418',
          responseParameters: { 'gatewayresponse.header.A': "'b'" },
          responseTemplates: { 'application/json': drawn.gatewayTemplate },
        },
      }),
    )
  }
  if (drawn.documentation !== undefined) {
    const properties = JSON.stringify({ description: drawn.documentation })
    const part = { id: 'drawnpart', location: { type: 'API' as const }, properties }
    attempt(putDocumentationPart(design, { apiId, part }))
    attempt(putDocumentationVersion(design, { apiId, version: { version: 'v1' } }))
  }
  return design
}

/** A design as a person would draw it: what the service would refuse is not drawn. */
function drawnDesign(methods: readonly Drawn[]): Design {
  const nextId = countingIds('drawn')
  let design = emptyDesign('Drawn', nextId)
  const attempt = (result: Result<Design>) => {
    if (result.ok) design = result.value
    return result.ok
  }
  const apiId = 'drawnapi'
  attempt(addRestApi(design, { apiId, rootResourceId: 'drawnroot', name: 'Drawn' }))
  const model = { name: 'Thing', contentType: 'application/json', schema: '{"type":"object"}' }
  attempt(addModel(design, { apiId, model }))
  for (const each of methods) {
    const path = `/${each.path.join('/')}`
    if (!attempt(addResourcePath(design, { apiId, path, nextId }))) continue
    const api = design.apis[apiId]
    if (api?.protocol !== 'REST') continue
    const found = resourcesByPath(api).find((one) => one.path === path)
    if (!found) continue
    const ref = { apiId, resourceId: found.resource.id, httpMethod: each.httpMethod }
    if (!attempt(addMethod(design, ref))) continue
    const { operationName, apiKeyRequired, status } = each
    const named =
      operationName === undefined ? {} : { operationName: `${operationName}${nextId()}` }
    attempt(updateMethod(design, { ...ref, change: { ...named, apiKeyRequired } }))
    // a document declares the variables of its paths
    for (const name of new Set(each.path.filter((part) => part === '{id}'))) {
      const parameter = `method.request.path.${name.slice(1, -1)}`
      attempt(setRequestParameter(design, { ...ref, name: parameter, required: true }))
    }
    for (const [name, required] of Object.entries(each.query)) {
      const parameter = `method.request.querystring.${name}`
      attempt(setRequestParameter(design, { ...ref, name: parameter, required }))
    }
    const shared = {
      requestParameters: {},
      requestTemplates: each.type === 'HTTP_PROXY' ? {} : { 'application/json': each.template },
      passthroughBehavior: 'WHEN_NO_MATCH' as const,
      timeoutInMillis: 29000,
      cacheKeyParameters: [],
      integrationResponses: {},
    }
    const addressed = {
      uri: 'https://example.com/x',
      httpMethod: 'POST',
      connectionType: 'INTERNET' as const,
    }
    const integration =
      each.type === 'MOCK'
        ? { ...shared, type: each.type }
        : { ...shared, ...addressed, type: each.type }
    attempt(putIntegration(design, { ...ref, integration }))
    const responseParameters: Record<string, boolean> =
      each.header === undefined ? {} : { [`method.response.header.${each.header}`]: false }
    const responseModels: Record<string, string> = each.hasModel
      ? { 'application/json': 'Thing' }
      : {}
    attempt(
      putMethodResponse(design, {
        ...ref,
        response: { statusCode: status, responseParameters, responseModels },
      }),
    )
    const response = {
      statusCode: status,
      responseParameters: Object.fromEntries(
        Object.keys(responseParameters).map((name) => [name, "'x'"]),
      ),
      responseTemplates: { 'application/json': each.template },
      ...(each.pattern !== undefined && { selectionPattern: each.pattern }),
    }
    attempt(putIntegrationResponse(design, { ...ref, response }))
  }
  return design
}

const seed = Number(process.env['SEED'] ?? Math.floor(performance.now() * 1e6) % 0x7fffffff)

describe(`a design that was drawn (seed ${seed})`, () => {
  for (const exporterId of ['openapi-3.0', 'swagger-2.0'] as const) {
    for (const format of ['json', 'yaml'] as const) {
      it(`means the same after ${exporterId} in ${format}`, () => {
        fc.assert(
          fc.property(fc.array(drawnMethod, { maxLength: 6 }), (methods) => {
            const once = opened(written(drawnDesign(methods), exporterId, format))
            expect(meaning(opened(written(once, exporterId, format)))).toEqual(meaning(once))
            const again = opened(written(drawnDesign(methods), exporterId, format))
            expect(methodsIn(again)).toEqual(methodsIn(drawnDesign(methods)))
          }),
          { numRuns: 150, seed },
        )
      })

      it(`has all its settings after ${exporterId} in ${format}`, () => {
        fc.assert(
          fc.property(
            fc.array(drawnMethod, { maxLength: 3 }),
            drawnSettings,
            (methods, settings) => {
              const design = withSettings(drawnDesign(methods), settings)
              const back = opened(written(design, exporterId, format))
              expect(settingsOf(back)).toEqual(settingsOf(design))
              expect(guarded(back)).toEqual(guarded(design))
            },
          ),
          { numRuns: 60, seed },
        )
      })
    }
  }
})

/** All of an API but its methods. That a document has no place for a model's own description is told. */
function settingsOf(design: Design): unknown {
  const { resources: _resources, ...rest } = meaning(design)
  const models = Object.values(restApiOf(design).models).map(({ name, contentType, schema }) => {
    const said = JSON.parse(schema) as unknown
    return { name, contentType, schema: said }
  })
  return { ...rest, models }
}

/** Who guards each method, and what checks its requests. */
function guarded(design: Design): unknown {
  const api = restApiOf(design)
  return methodsOf(api)
    .map(({ path, method }) => ({
      name: `${path} ${method.httpMethod}`,
      authorizationType: method.authorizationType,
      authorizer: api.authorizers[method.authorizerId ?? '']?.name,
      validator: api.requestValidators[method.requestValidatorId ?? '']?.name,
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** Paths, verbs, integrations and their responses. */
function methodsIn(design: Design): unknown {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  const methods = resourcesByPath(api).flatMap(({ path, resource }) =>
    Object.values(resource.methods).map((method) => ({
      path,
      ...method,
      retained: undefined,
      integration: { ...method.integration, retained: undefined },
    })),
  )
  return methods.sort((left, right) =>
    `${left.path} ${left.httpMethod}` < `${right.path} ${right.httpMethod}` ? -1 : 1,
  )
}
