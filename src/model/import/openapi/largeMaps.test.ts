import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { importDocument } from '../index.ts'

const schema = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } })
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

function open(parts: Readonly<Record<string, unknown>>) {
  const document = { openapi: '3.0.1', info: { title: 'pets', version: '1' }, paths: {}, ...parts }
  const start = performance.now()
  const result = importDocument(JSON.stringify(document), {
    nextId: countingIds(),
  })
  const tookMs = performance.now() - start
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const [api] = Object.values(result.value.design.apis)
  if (api?.protocol !== 'REST') throw new Error('There is no REST API.')
  return { api, tookMs }
}

describe('a document with thousands of parts of one kind opens within 10 seconds', () => {
  it('request validators', () => {
    const validators = numbers(15_000).map((i) => [`v${i}`, { validateRequestBody: true }])
    const { api, tookMs } = open({
      'x-amazon-apigateway-request-validators': Object.fromEntries(validators) as unknown,
    })
    expect(Object.keys(api.requestValidators)).toHaveLength(15_000)
    expect(tookMs).toBeLessThan(10_000)
  })

  it('models whose names have no letter that the service takes', () => {
    const schemas = numbers(8_000).map((i) => [String.fromCharCode(0x4e00 + i), schema('a')])
    const { api, tookMs } = open({
      components: { schemas: Object.fromEntries(schemas) as unknown },
    })
    expect(Object.keys(api.models)).toHaveLength(8_000)
    expect(api.models['Model8000']?.name).toBe('Model8000')
    expect(tookMs).toBeLessThan(10_000)
  })

  it('schemas in methods, the same schema once', () => {
    const paths = numbers(2_000).map((i) => [
      `/p${i}`,
      {
        post: {
          requestBody: { content: { 'application/json': { schema: schema(`a${i}`) } } },
          responses: { 200: { content: { 'application/json': { schema: schema('same') } } } },
        },
      },
    ])
    const { api, tookMs } = open({ paths: Object.fromEntries(paths) as unknown })
    expect(Object.keys(api.models)).toHaveLength(2_001)
    expect(tookMs).toBeLessThan(10_000)
  })

  it('a schema in a method that is the same as a model named by the service', () => {
    const { api } = open({
      components: { schemas: { MODEL000007: schema('a') } },
      paths: {
        '/p': {
          post: {
            requestBody: { content: { 'application/json': { schema: schema('a') } } },
            responses: {},
          },
        },
      },
    })
    expect(Object.keys(api.models)).toEqual(['MODEL000007'])
  })
})
