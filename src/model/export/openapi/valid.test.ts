import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { updateRestApi } from '../../operations/restApis.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { exportApi } from '../index.ts'

const dialects = ['openapi-3.0', 'swagger-2.0'] as const
type DialectId = (typeof dialects)[number]

function opened(value: Json): Design {
  const result = importDocument(JSON.stringify(value), { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

function apiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was opened')
  return api
}

function written(design: Design, dialect: DialectId): Record<string, Json> {
  const options = { format: 'json', createdDate: '2026-01-31T00:00:00Z' } as const
  const result = exportApi(design, dialect, apiOf(design).id, options)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return JSON.parse(result.value[0]?.text ?? '') as Record<string, Json>
}

/** A template whose API is a document. */
const templateOf = (Body: Json): Json => ({
  Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'a', Body } } },
})
const mock = { type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' } }
const paths = { '/a': { get: { responses: {}, 'x-amazon-apigateway-integration': mock } } }

describe.each(dialects)('an export as %s of an API in a template', (dialect) => {
  it('has a response for a method without any, which is read back as none', () => {
    const design = opened(templateOf({ swagger: '2.0', info: { title: 'a' }, paths }))
    const document = written(design, dialect)
    expect(document).toMatchObject({
      paths: { '/a': { get: { responses: { default: { description: 'Default response' } } } } },
    })
    const again = importDocument(JSON.stringify(document), { nextId: countingIds('id') })
    if (!again.ok) throw new Error(again.problems[0]?.message)
    const resources = Object.values(apiOf(again.value.design).resources)
    expect(resources.map(({ methods }) => methods['GET']?.methodResponses)).toContainEqual({})
    expect(again.problems.map(({ code }) => code)).not.toContain('openapi/response-status')
    expect(written(again.value.design, dialect)['paths']).toEqual(document['paths'])
  })

  it.each([
    [{ openapi: '3.0', info: { title: 'a', version: 1.5 }, paths }],
    [{ swagger: 2, info: { title: 'a' }, paths }],
    [{ swagger: '2', info: { title: 'a', version: 2 }, paths }],
  ])('has whole versions, as texts: %j', (body) => {
    const document = written(opened(templateOf(body)), dialect)
    expect(document[dialect === 'swagger-2.0' ? 'swagger' : 'openapi']).toBe(
      dialect === 'swagger-2.0' ? '2.0' : '3.0.1',
    )
    const { version } = document['info'] as { version: Json }
    expect(version).toEqual(expect.stringMatching(/^(?:1\.5|2|2026-01-31T00:00:00Z)$/))
  })

  it('writes the $schema of a model as an extension, and reads it back', () => {
    const schema = { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object' }
    const design = opened({
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'a' } },
        Pet: {
          Type: 'AWS::ApiGateway::Model',
          Properties: {
            RestApiId: { Ref: 'Api' },
            Name: 'Pet',
            ContentType: 'application/json',
            Schema: schema,
          },
        },
      },
    })
    const document = written(design, dialect)
    expect(JSON.stringify(document)).not.toContain('"$schema"')
    expect(JSON.stringify(document)).toContain('"x-$schema"')
    const model = apiOf(opened(document)).models['Pet']
    expect(JSON.parse(model?.schema ?? '')).toEqual(schema)
  })
})

describe('an OpenAPI document that is opened and written again', () => {
  const document = {
    openapi: '3.0',
    info: { title: 'a', version: 7 },
    servers: [],
    paths,
    components: { schemas: { Pet: { $schema: 'x', type: 'object' } } },
  }

  it('keeps what it has, also where its official schema refuses it', () => {
    expect(written(opened(document), 'openapi-3.0')).toEqual(document)
  })

  it('keeps it beside an edit', () => {
    const design = opened(document)
    const change = { name: 'b' }
    const edited = updateRestApi(design, { apiId: apiOf(design).id, change })
    if (!edited.ok) throw new Error(edited.problems[0]?.message)
    const again = written(edited.value, 'openapi-3.0')
    expect(again).toMatchObject({ openapi: '3.0', paths: document.paths })
    expect(again['components']).toEqual(document.components)
  })
})
