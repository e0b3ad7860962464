import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { removeAuthorizer } from '../../operations/authorizers.ts'
import {
  addMethod,
  removeRequestParameter,
  setRequestParameter,
  putMethodResponse,
  updateMethod,
} from '../../operations/methods.ts'
import { updateModel } from '../../operations/models.ts'
import { renameResource } from '../../operations/resources.ts'
import { setTemplate } from '../../operations/templates.ts'
import { methodAddress, methodsOf, resourcesByPath } from '../../queries/resourceTree.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpMethod } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { parse } from 'yaml'
import { exportApi } from '../index.ts'
import type { ExportOptions, ExporterId } from '../index.ts'
import type { JsonObject } from './objects.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(performance.now() * 1e6) % 0x7fffffff)

const integration = (status = '200'): JsonObject => ({
  type: 'MOCK',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: { default: { statusCode: status } },
})

/** A document that shares whatever a document can share. */
const shop: JsonObject = {
  openapi: '3.0.2',
  'x-owner': { team: 'shop', pager: null },
  info: { version: '7', title: 'Shop', contact: { name: 'Someone' }, 'x-audience': 'public' },
  tags: [{ name: 'pets', description: 'About pets' }],
  externalDocs: { url: 'https://example.com/docs' },
  servers: [{ url: 'https://shop.example.com/{stage}', variables: { stage: { default: 'live' } } }],
  security: [{ keyOfShop: [] }],
  'x-amazon-apigateway-request-validator': 'all',
  'x-amazon-apigateway-request-validators': {
    all: { validateRequestBody: true, validateRequestParameters: true },
  },
  paths: {
    'x-note': 'of the paths',
    '/pets/{petId}': {
      summary: 'One pet',
      parameters: [
        { $ref: '#/components/parameters/PetId' },
        { name: 'lang', in: 'query', schema: { type: 'string' }, example: 'de' },
      ],
      get: {
        tags: ['pets'],
        summary: 'Read a pet',
        responses: {
          '200': {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { name: { type: 'string' } } },
                examples: { tom: { value: { name: 'Tom' } } },
              },
            },
            description: 'The pet',
          },
          '404': { $ref: '#/components/responses/Missing' },
          default: { description: 'Anything else' },
        },
        callbacks: { onChange: {} },
        'x-amazon-apigateway-integration': integration(),
      },
      delete: {
        responses: { '404': { $ref: '#/components/responses/Missing' } },
        'x-amazon-apigateway-integration': integration('404'),
      },
    },
    '/open': {
      get: { security: [], responses: {}, 'x-amazon-apigateway-integration': integration() },
    },
    '/guarded': {
      get: {
        security: [{ guard: [] }, { petstore: ['read'] }],
        responses: {},
        'x-amazon-apigateway-integration': integration(),
      },
    },
  },
  components: {
    parameters: {
      PetId: { in: 'path', name: 'petId', required: true, schema: { type: 'string' } },
      Unused: { in: 'header', name: 'X-Unused', schema: { type: 'string' } },
    },
    responses: {
      Missing: {
        description: 'No such pet',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault.V1' } } },
      },
    },
    schemas: {
      'Fault.V1': { type: 'object', properties: { message: { type: 'string' } } },
      Unused: { type: 'object', 'x-internal': true },
    },
    securitySchemes: {
      keyOfShop: { type: 'apiKey', name: 'x-api-key', in: 'header', description: 'Ask us' },
      petstore: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/id' },
      guard: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/x/invocations',
        },
      },
    },
    examples: { tom: { value: 1 } },
  },
}

function opened(text: string): { design: Design; api: RestApi; kind: string } {
  const result = importDocument(text, { nextId: countingIds('identifier') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const [api] = Object.values(result.value.design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return { design: result.value.design, api, kind: result.value.kind }
}

function written(
  design: Design,
  exporterId: ExporterId = 'openapi-3.0',
  options: Partial<ExportOptions> = {},
): JsonObject {
  const [apiId = ''] = Object.keys(design.apis)
  const result = exportApi(design, exporterId, apiId, { format: 'json', ...options })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return parse(result.value[0]?.text ?? '') as JsonObject // documents are objects
}

/** The shop after an edit of one of its methods. */
function edited(
  path: string,
  httpMethod: HttpMethod,
  edit: (
    design: Design,
    ref: { apiId: string; resourceId: string; httpMethod: HttpMethod },
  ) => Result<Design>,
): JsonObject {
  const { design, api } = opened(JSON.stringify(shop))
  const found = resourcesByPath(api).find((one) => one.path === path)
  const resourceId = found?.resource.id ?? ''
  const result = edit(design, { apiId: api.id, resourceId, httpMethod })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return written(result.value)
}

type Indexable = { [key: string]: Indexable } & Indexable[]
const indexable = (value: JsonObject) => value as unknown as Indexable // for reading: a wrong step throws
const copyOfShop = () => indexable(structuredClone(shop))

describe('a document that was opened', () => {
  it('comes back word for word and in its order', () => {
    expect(JSON.stringify(written(opened(JSON.stringify(shop)).design))).toBe(JSON.stringify(shop))
  })

  it('comes back from YAML too', () => {
    const { design } = opened(JSON.stringify(shop))
    expect(written(design, 'openapi-3.0', { format: 'yaml' })).toEqual(shop)
  })

  it('loses only the extensions that are not asked for', () => {
    const document = written(opened(JSON.stringify(shop)).design, 'openapi-3.0', { extensions: [] })
    expect(JSON.stringify(document)).not.toMatch(/x-amazon-apigateway-(integration|authorizer")/)
    expect(document['x-owner']).toEqual(shop['x-owner'])
    expect(Object.keys(document['paths'] ?? {})).toEqual(Object.keys(shop['paths'] ?? {}))
  })

  it('changes in an edited mapping and nowhere else', () => {
    const document = edited('/pets/{petId}', 'GET', (design, ref) =>
      setTemplate(design, {
        at: [
          ...methodAddress(ref.apiId, ref.resourceId, ref.httpMethod),
          'integration',
          'requestTemplates',
          'application/json',
        ],
        text: '{"statusCode": 404}',
      }),
    )
    const expected = copyOfShop()
    const get = expected['paths']?.['/pets/{petId}']?.['get'] as unknown as {
      'x-amazon-apigateway-integration': { requestTemplates: Record<string, string> }
    }
    get['x-amazon-apigateway-integration'].requestTemplates['application/json'] =
      '{"statusCode": 404}'
    expect(JSON.stringify(document)).toBe(JSON.stringify(expected))
  })

  it('gives shared parameters to each operation when one of them no longer has one', () => {
    const item = indexable(
      edited('/pets/{petId}', 'DELETE', (design, ref) =>
        removeRequestParameter(design, { ...ref, name: 'method.request.querystring.lang' }),
      ),
    )['paths']?.['/pets/{petId}']
    expect(item?.['parameters']).toBeUndefined()
    expect(item?.['get']?.['parameters']).toEqual(
      copyOfShop()['paths']?.['/pets/{petId}']?.['parameters'],
    )
    expect(item?.['delete']?.['parameters']).toEqual([{ $ref: '#/components/parameters/PetId' }])
  })

  it('gives a method that was added nothing that its path gave the others', () => {
    const document = edited('/pets/{petId}', 'PUT', (design, ref) => addMethod(design, ref))
    const put = methodsOf(opened(JSON.stringify(document)).api).find(
      ({ method }) => method.httpMethod === 'PUT',
    )
    expect(put?.method.requestParameters).toEqual({ 'method.request.path.petId': true })
    expect(put?.method.apiKeyRequired).toBe(false)
  })

  it('adds a parameter to the list of the operation alone', () => {
    const document = edited('/pets/{petId}', 'GET', (design, ref) =>
      setRequestParameter(design, {
        ...ref,
        name: 'method.request.querystring.page',
        required: true,
      }),
    )
    const expected = copyOfShop()
    const get = expected['paths']?.['/pets/{petId}']?.['get'] as unknown as JsonObject
    get['parameters'] = [{ name: 'page', in: 'query', required: true, schema: { type: 'string' } }]
    expect(document).toEqual(expected)
  })

  it('says that a method is open where the document asks for a key of all', () => {
    const document = edited('/pets/{petId}', 'GET', (design, ref) =>
      updateMethod(design, { ...ref, change: { apiKeyRequired: false } }),
    )
    const expected = copyOfShop()
    const get = expected['paths']?.['/pets/{petId}']?.['get'] as unknown as JsonObject
    get['security'] = []
    expect(document).toEqual(expected)
  })

  it('keeps the scheme of API keys when no method asks for one any more', () => {
    const { design, api } = opened(JSON.stringify(shop))
    const open = methodsOf(api).reduce((present, { resource, method }) => {
      const ref = { apiId: api.id, resourceId: resource.id, httpMethod: method.httpMethod }
      const result = updateMethod(present, { ...ref, change: { apiKeyRequired: false } })
      return result.ok ? result.value : present
    }, design)
    const document = indexable(written(open))
    expect(document['security']).toEqual(shop['security'])
    expect(document['components']).toEqual(shop['components'])
  })

  it('names the scheme of the document when another method asks for a key', () => {
    const document = indexable(
      edited('/open', 'GET', (design, ref) =>
        updateMethod(design, { ...ref, change: { apiKeyRequired: true } }),
      ),
    )
    expect(document['paths']?.['/open']?.['get']?.['security']).toEqual([{ keyOfShop: [] }])
    expect(document['components']).toEqual(shop['components'])
  })

  it('gives the validator of the document to each operation when one has none', () => {
    const document = edited('/open', 'GET', (design, ref) =>
      updateMethod(design, { ...ref, change: { requestValidatorId: undefined } }),
    )
    const methods = methodsOf(opened(JSON.stringify(document)).api)
    expect(
      methods.map(({ path, method }) => [path, method.requestValidatorId !== undefined]),
    ).toEqual([
      ['/guarded', true],
      ['/open', false],
      ['/pets/{petId}', true],
      ['/pets/{petId}', true],
    ])
  })

  it('leaves a shared response to the others when it changes in one operation', () => {
    const document = indexable(
      edited('/pets/{petId}', 'GET', (design, ref) =>
        putMethodResponse(design, {
          ...ref,
          response: {
            statusCode: '404',
            responseModels: { 'application/json': 'FaultV1' },
            responseParameters: { 'method.response.header.X-Trace': false },
          },
        }),
      ),
    )
    const item = document['paths']?.['/pets/{petId}']
    expect(item?.['get']?.['responses']?.['404']).toEqual({
      description: 'No such pet',
      headers: { 'X-Trace': { schema: { type: 'string' } } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault.V1' } } },
    })
    expect(item?.['delete']).toEqual(copyOfShop()['paths']?.['/pets/{petId}']?.['delete'])
    expect(document['components']).toEqual(shop['components'])
  })

  it('writes a reference where the schema of an operation became another one', () => {
    const schema = '{"type":"object","required":["name"]}'
    const document = edited('/pets/{petId}', 'GET', (design, { apiId }) =>
      updateModel(design, { apiId, name: 'MODEL000001', change: { schema } }),
    )
    const { api } = opened(JSON.stringify(document))
    expect(JSON.parse(api.models['MODEL000001']?.schema ?? '')).toEqual(JSON.parse(schema))
    expect(
      indexable(document)['paths']?.['/pets/{petId}']?.['get']?.['responses']?.['200']?.[
        'content'
      ]?.['application/json']?.['schema'],
    ).toEqual({ $ref: '#/components/schemas/MODEL000001' })
  })

  it('writes a changed model under the name that it came with', () => {
    const schema = '{"type":"string"}'
    const document = edited('/open', 'GET', (design, { apiId }) =>
      updateModel(design, { apiId, name: 'FaultV1', change: { schema } }),
    )
    const expected = copyOfShop()
    const schemas = expected['components']?.['schemas'] as unknown as JsonObject
    schemas['Fault.V1'] = { type: 'string' }
    expect(document).toEqual(expected)
  })

  it('keeps what was said of a method under a path that was renamed', () => {
    const document = indexable(
      edited('/open', 'GET', (design, { apiId, resourceId }) =>
        renameResource(design, { apiId, resourceId, pathPart: 'public' }),
      ),
    )
    expect(document['paths']?.['/open']).toBeUndefined()
    expect(document['paths']?.['/public']?.['get']?.['security']).toEqual([])
    expect(document['paths']?.['/pets/{petId}']).toEqual(copyOfShop()['paths']?.['/pets/{petId}'])
  })

  it('loses an authorizer that was removed, with the requirement of the method', () => {
    const { design, api } = opened(JSON.stringify(shop))
    const [authorizerId = ''] = Object.keys(api.authorizers)
    const guarded = resourcesByPath(api).find(({ path }) => path === '/guarded')
    const ref = {
      apiId: api.id,
      resourceId: guarded?.resource.id ?? '',
      httpMethod: 'GET' as const,
    }
    const open = updateMethod(design, {
      ...ref,
      change: { authorizationType: 'NONE', authorizerId: undefined },
    })
    if (!open.ok) throw new Error(open.problems[0]?.message)
    const removed = removeAuthorizer(open.value, { apiId: api.id, id: authorizerId })
    if (!removed.ok) throw new Error(removed.problems[0]?.message)
    const document = indexable(written(removed.value))
    expect(document['paths']?.['/guarded']?.['get']?.['security']).toEqual([{ petstore: ['read'] }])
    expect(Object.keys(document['components']?.['securitySchemes'] ?? {})).toEqual([
      'keyOfShop',
      'petstore',
    ])
  })

  it('tells once for each operation what Swagger 2.0 cannot say, with its place', () => {
    const { design, api } = opened(JSON.stringify(shop))
    const result = exportApi(design, 'swagger-2.0', api.id, { format: 'json' })
    const told = result.problems.filter(({ code }) => code === 'openapi/not-in-this-format')
    expect(told.map(({ message }) => message)).toEqual([
      'Swagger 2.0 cannot say what the OpenAPI 3.0 document said, and leaves out components.examples (tom); the security scheme petstore of the type openIdConnect.',
      '/pets/{petId}: Swagger 2.0 cannot say what the OpenAPI 3.0 document said, and leaves out the description of the path; the examples of the parameter lang.',
      'GET /pets/{petId}: Swagger 2.0 cannot say what the OpenAPI 3.0 document said, and leaves out callbacks.',
    ])
    expect(told.every(({ at }) => at[0] === 'apis' && at[1] === api.id)).toBe(true)
  })

  it('puts paths under the base path when it was asked to, and says so in the document', () => {
    const result = importDocument(
      JSON.stringify({
        swagger: '2.0',
        info: { title: 'x', version: '1' },
        basePath: '/a/b',
        paths: { '/c': { get: { responses: {} } } },
      }),
      { nextId: countingIds('identifier'), basepath: 'split' },
    )
    if (!result.ok) throw new Error('read')
    const document = written(result.value.design, 'swagger-2.0')
    expect(document['basePath']).toBe('/a')
    expect(Object.keys(document['paths'] ?? {})).toEqual(['/b/c'])
  })
})

const word = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,7}$/)
const extension: fc.Arbitrary<JsonObject> = fc.dictionary(
  word.map((name) => `x-${name}`),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonObject>, // JSON, whatever it is
  { maxKeys: 2 },
)
const schema: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ type: fc.constantFrom('string', 'integer', 'boolean'), description: word }),
  fc.record({
    type: fc.constant('object'),
    properties: fc.dictionary(word, fc.record({ type: fc.constant('string') }), { maxKeys: 3 }),
  }),
  fc.constant({ $ref: '#/components/schemas/Known' }),
) as fc.Arbitrary<JsonObject> // records of JSON
const parameter = fc.oneof(
  fc
    .tuple(fc.constantFrom('query', 'header', 'cookie'), word, fc.boolean(), schema, extension)
    .map(([place, name, required, type, more]): JsonObject => ({
      name,
      in: place,
      required,
      schema: type,
      ...more,
    })),
  fc.constant<JsonObject>({ $ref: '#/components/parameters/Known' }),
)
const response = fc.oneof(
  fc.tuple(word, schema, extension).map(([description, type, more]): JsonObject => ({
    description,
    headers: { 'X-One': { schema: { type: 'integer' }, description } },
    content: { 'application/json': { schema: type, example: description }, 'text/plain': {} },
    ...more,
  })),
  fc.constant<JsonObject>({ $ref: '#/components/responses/Known' }),
)
const operation = fc
  .record({
    parameters: fc.uniqueArray(parameter, {
      maxLength: 3,
      selector: (one) => `${String(one['in'])} ${String(one['name'])}`,
    }),
    responses: fc.dictionary(fc.constantFrom('200', '404', 'default', '5XX'), response),
    security: fc.option(fc.constantFrom([], [{ key: [] }], [{ other: ['a'] }, { key: [] }]), {
      nil: undefined,
    }),
    more: extension,
    hasIntegration: fc.boolean(),
    tags: fc.array(word, { maxLength: 2 }),
  })
  .map(({ more, hasIntegration, security, ...rest }) => ({
    ...more,
    ...rest,
    ...(security !== undefined && { security }),
    ...(hasIntegration && { 'x-amazon-apigateway-integration': integration() }),
  }))
const document = fc
  .record({
    paths: fc.dictionary(
      fc
        .array(fc.oneof(word, fc.constant('{id}'), fc.constant('not ok')), { maxLength: 3 })
        .map((parts) => `/${parts.join('/')}`),
      fc.dictionary(
        fc.constantFrom('get', 'post', 'trace', 'x-amazon-apigateway-any-method'),
        operation,
      ),
      { maxKeys: 5 },
    ),
    more: extension,
    root: fc.boolean(),
  })
  .map(({ paths, more, root }) => ({
    ...more,
    openapi: '3.0.3',
    info: { title: 'Generated', version: '1', ...more },
    ...(root && { security: [{ key: [] }] }),
    paths,
    components: {
      ...more,
      schemas: { Known: { type: 'object' }, 'Not.plain': { type: 'string' } },
      parameters: { Known: { name: 'known', in: 'query', schema: { type: 'string' } } },
      responses: { Known: { description: 'known', content: {} } },
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        other: { type: 'oauth2', flows: {} },
      },
    },
  }))

describe(`any document (seed ${seed})`, () => {
  it.each(['json', 'yaml'] as const)('comes back as it was in %s', (format) => {
    fc.assert(
      fc.property(document, (given) => {
        const text = JSON.stringify(given)
        const back = written(opened(text).design, 'openapi-3.0', { format })
        expect(JSON.stringify(back)).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 150, seed },
    )
  })

  it('changes in no other path when one mapping is edited', () => {
    fc.assert(
      fc.property(document, fc.nat(), (given, pick) => {
        const { design, api } = opened(JSON.stringify(given))
        const mapped = methodsOf(api).filter(({ method }) => method.integration)
        const chosen = mapped[pick % Math.max(1, mapped.length)]
        if (!chosen) return
        const result = setTemplate(design, {
          at: [...chosen.at, 'integration', 'requestTemplates', 'text/xml'],
          text: '<new/>',
        })
        if (!result.ok) throw new Error(result.problems[0]?.message)
        const text = JSON.stringify(written(result.value))
        const without = text.replace(',"text/xml":"<new/>"', '')
        expect(without).not.toBe(text)
        expect(without).toBe(JSON.stringify(JSON.parse(JSON.stringify(given))))
      }),
      { numRuns: 150, seed },
    )
  })
})
