import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import type { Json } from '../../schema/json.ts'
import { importDocument } from '../index.ts'

const plain = { openapi: '3.0.1', info: { title: 'x', version: '1' }, paths: {} }

function opened(document: { readonly [name: string]: Json }) {
  const result = importDocument(JSON.stringify(document), { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const [api] = Object.values(result.value.design.apis)
  return { protocol: api?.protocol, ...result.value }
}

const integrated = (integration: Json): { readonly [name: string]: Json } => ({
  ...plain,
  paths: { '/a': { get: { 'x-amazon-apigateway-integration': integration } } },
})
const authorized = (authorizer: Json): { readonly [name: string]: Json } => ({
  ...plain,
  components: {
    securitySchemes: { a: { type: 'apiKey', 'x-amazon-apigateway-authorizer': authorizer } },
  },
})

describe('the content of an OpenAPI document', () => {
  it.each<[string, { readonly [name: string]: Json }]>([
    ['CORS settings', { ...plain, 'x-amazon-apigateway-cors': {} }],
    ['the version of imports', { ...plain, 'x-amazon-apigateway-importexport-version': '1.0' }],
    ['a default route', { ...plain, paths: { '/$default': {} } }],
    [
      'shared integrations',
      { ...plain, components: { 'x-amazon-apigateway-integrations': { a: {} } } },
    ],
    ['a subtype', integrated({ type: 'aws_proxy', integrationSubtype: 'SQS-SendMessage' })],
    ['the payload format 2.0', integrated({ type: 'aws_proxy', payloadFormatVersion: 2 })],
    ['a JWT authorizer', authorized({ type: 'jwt' })],
    ['simple responses', authorized({ type: 'request', enableSimpleResponses: true })],
  ])('shows an HTTP API by %s', (_what, document) => {
    const { protocol, assumedKind } = opened(document)
    expect([protocol, assumedKind]).toEqual(['HTTP', undefined])
  })

  it.each<[string, { readonly [name: string]: Json }]>([
    ['Swagger 2.0', { swagger: '2.0', info: { title: 'x', version: '1' }, paths: {} }],
    ['a resource policy', { ...plain, 'x-amazon-apigateway-policy': { Statement: [] } }],
    ['gateway responses', { ...plain, 'x-amazon-apigateway-gateway-responses': {} }],
    ['a mock integration', integrated({ type: 'mock' })],
    ['templates', integrated({ type: 'aws_proxy', requestTemplates: {} })],
    ['a Lambda proxy with responses', integrated({ type: 'aws_proxy', responses: {} })],
    ['a user pool', authorized({ type: 'cognito_user_pools' })],
  ])('shows a REST API by %s', (_what, document) => {
    const { protocol, assumedKind } = opened(document)
    expect([protocol, assumedKind]).toEqual(['REST', undefined])
  })

  it.each<[string, { readonly [name: string]: Json }]>([
    ['no extension', plain],
    ['a Lambda proxy', integrated({ type: 'aws_proxy', payloadFormatVersion: '1.0' })],
    ['a Lambda authorizer', authorized({ type: 'request' })],
  ])('decides nothing by %s: REST is assumed and said', (_what, document) => {
    const { protocol, assumedKind } = opened(document)
    expect([protocol, assumedKind]).toEqual(['REST', 'REST'])
  })

  it('is read as the kind that is asked for', () => {
    const text = JSON.stringify(plain)
    const result = importDocument(text, { nextId: countingIds('id'), apiKind: 'HTTP' })
    if (!result.ok) throw new Error(result.problems[0]?.message)
    expect(Object.values(result.value.design.apis)[0]?.protocol).toBe('HTTP')
    expect(result.value.assumedKind).toBeUndefined()
  })

  it('does not matter where the kind is asked for', () => {
    const text = JSON.stringify(
      integrated({ type: 'aws_proxy', integrationSubtype: 'SQS-SendMessage' }),
    )
    const result = importDocument(text, { nextId: countingIds('id'), apiKind: 'REST' })
    if (!result.ok) throw new Error(result.problems[0]?.message)
    expect(Object.values(result.value.design.apis)[0]?.protocol).toBe('REST')
  })

  it('with parts of both kinds names the evidence and what has no effect', () => {
    const { protocol, problems } = opened({
      ...authorized({ type: 'jwt' }),
      'x-amazon-apigateway-cors': {},
      'x-amazon-apigateway-policy': { Statement: [] },
    })
    expect(protocol).toBe('HTTP')
    const mixed = problems.find(({ code }) => code === 'openapi/mixed-kinds')
    expect(mixed?.message).toBe(
      'The document is read as that of an HTTP API because the document has x-amazon-apigateway-cors. It also has parts of REST APIs, which have no effect: the document has x-amazon-apigateway-policy.',
    )
    expect(mixed?.position?.line).toBe(1)
  })
})
