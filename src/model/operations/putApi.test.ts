import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { exportApi } from '../export/index.ts'
import { methodsOf } from '../queries/resourceTree.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { putApi, putOver } from './putApi.ts'

function opened(document: object, prefix: string): { design: Design; api: RestApi } {
  const result = importDocument(JSON.stringify(document), { nextId: countingIds(prefix) })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const [api] = Object.values(result.value.design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return { design: result.value.design, api }
}

const guard = (uri: string) => ({
  securitySchemes: {
    guard: {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri },
    },
  },
})

const first = {
  openapi: '3.0.1',
  info: { title: 'First', version: '1', description: 'The first' },
  paths: {
    '/pets': {
      get: { operationId: 'listPets', responses: {}, security: [{ guard: [] }] },
      delete: { responses: {} },
    },
    '/old': { get: { responses: {} } },
  },
  components: { schemas: { Pet: { type: 'object' }, Old: { type: 'object' } }, ...guard('one') },
}
const second = {
  openapi: '3.0.1',
  info: { title: 'Second', version: '2' },
  paths: {
    '/pets': { get: { operationId: 'readPets', responses: {}, security: [{ guard: [] }] } },
    '/pets/{id}': { get: { responses: {} } },
  },
  components: { schemas: { Pet: { type: 'string' } }, ...guard('two') },
}

const named = (api: RestApi) =>
  methodsOf(api).map(
    ({ path, method }) => `${method.httpMethod} ${path} ${method.operationName ?? ''}`,
  )

function put(mode: 'merge' | 'overwrite') {
  const { design, api } = opened(first, 'first')
  const { api: definition } = opened(second, 'second')
  const result = putApi(design, { apiId: api.id, definition, mode })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const after = result.value.apis[api.id]
  if (after?.protocol !== 'REST') throw new Error('it is still there')
  return { before: api, definition, after, design: result.value }
}

describe('a definition that is put over an API', () => {
  it('counts for what both have when it is merged, and leaves the rest', () => {
    const { before, after } = put('merge')
    expect(named(after)).toEqual([
      'GET /old ',
      'GET /pets readPets',
      'DELETE /pets ',
      'GET /pets/{id} ',
    ])
    expect(after.name).toBe('Second')
    expect(after.description).toBe('The first')
    expect(Object.keys(after.models)).toEqual(['Pet', 'Old'])
    expect(JSON.parse(after.models['Pet']?.schema ?? '')).toEqual({ type: 'string' })
    expect(after.stages).toBe(before.stages)
  })

  it('takes the place of everything but stages when it overwrites', () => {
    const { before, after } = put('overwrite')
    expect(named(after)).toEqual(['GET /pets readPets', 'GET /pets/{id} '])
    expect(Object.keys(after.models)).toEqual(['Pet'])
    expect(after.stages).toBe(before.stages)
    expect(after.id).toBe(before.id)
  })

  it.each(['merge', 'overwrite'] as const)(
    'has one authorizer of a name, and the same resources, after %s',
    (mode) => {
      const { before, after } = put(mode)
      expect(Object.keys(after.authorizers)).toEqual(Object.keys(before.authorizers))
      expect(Object.values(after.authorizers).map(({ authorizerUri }) => authorizerUri)).toEqual([
        'two',
      ])
      const pets = methodsOf(after).find(({ path }) => path === '/pets')
      expect(before.resources[pets?.resource.id ?? '']?.pathPart).toBe('pets')
      expect(after.authorizers[pets?.method.authorizerId ?? '']?.name).toBe('guard')
    },
  )

  it('leads from the places of the definition to those in the API', () => {
    const { api } = opened(first, 'first')
    const { api: definition } = opened(second, 'second')
    const { api: after, addressOf } = putOver(api, definition, 'merge')
    for (const { at, path } of methodsOf(definition)) {
      const moved = addressOf(at)
      expect(moved[1]).toBe(api.id)
      expect(methodsOf(after).find((one) => String(one.at) === String(moved))?.path).toBe(path)
    }
    expect(addressOf(['apis', definition.id, 'name'])).toEqual(['apis', api.id, 'name'])
  })

  it('is written with what the document of the API said around it', () => {
    const { design, after } = put('merge')
    const result = exportApi(design, 'openapi-3.0', after.id, { format: 'json' })
    const document = JSON.parse(result.ok ? (result.value[0]?.text ?? '') : '') as typeof first
    expect(document.info).toEqual({ title: 'Second', version: '2', description: 'The first' })
    expect(Object.keys(document.paths)).toEqual(['/pets', '/old', '/pets/{id}'])
    expect(document.paths['/old']).toEqual(first.paths['/old'])
  })
})
