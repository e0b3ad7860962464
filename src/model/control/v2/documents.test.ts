import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { emptyDesign } from '../../operations/designs.ts'
import type { Json } from '../../schema/json.ts'
import { accountOf, callService } from '../index.ts'
import type { ControlEnvironment, JsonObject } from '../account.ts'

/** An account on which calls are made one after another. */
function consoleOf() {
  let account = accountOf(emptyDesign('design', () => 'design'))
  const environment: ControlEnvironment = {
    now: () => Date.UTC(2026, 0, 31),
    nextId: countingIds('id'),
    accountId: '123456789012',
    region: 'us-east-1',
  }
  return (operation: string, input: JsonObject) => {
    const result = callService(account, 'apigatewayv2', operation, input, environment)
    account = result.account
    return result.answer
  }
}

const document = (path: string, integration: JsonObject = {}, others: JsonObject = {}) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Parcels', version: '7' },
    paths: {
      [path]: {
        get: {
          'x-amazon-apigateway-integration': {
            type: 'http_proxy',
            httpMethod: 'GET',
            uri: 'https://example.com',
            payloadFormatVersion: '1.0',
            ...integration,
          },
        },
      },
    },
    ...others,
  })

/** The body of an answer, which must not be a refusal. */
function bodyOf(answer: ReturnType<ReturnType<typeof consoleOf>>): JsonObject {
  if ('error' in answer) throw new Error(answer.error.message)
  return answer.body
}

const routeKeys = (answer: ReturnType<ReturnType<typeof consoleOf>>) =>
  (bodyOf(answer)['items'] as { routeKey: Json }[]).map(({ routeKey }) => routeKey) // items of lists are objects

describe('ImportApi', () => {
  it('creates an API without stages and returns what it warns of', () => {
    const call = consoleOf()
    const answer = call('ImportApi', { body: document('/parcels', { cacheNamespace: 'x' }) })
    expect(answer).toMatchObject({
      status: 201,
      body: { apiId: 'id1', name: 'Parcels', version: '7', protocolType: 'HTTP' },
    })
    expect(bodyOf(answer)['warnings']).toEqual([
      'The integration of GET /parcels has cacheNamespace, which HTTP APIs do not support: it has no effect.',
    ])
    expect(routeKeys(call('GetRoutes', { apiId: 'id1' }))).toEqual(['GET /parcels'])
    expect(bodyOf(call('GetStages', { apiId: 'id1' }))['items']).toEqual([])
  })

  it.each([
    ['{', 'Invalid OpenAPI input.'],
    ['{"swagger":"2.0"}', 'Invalid OpenAPI input.'],
    [document('/a/{b+}/c'), 'Errors found during import:\n\t'],
  ])('refuses %s', (body, message) => {
    const answer = consoleOf()('ImportApi', { body })
    expect(answer).toMatchObject({ status: 400, error: { code: 'BadRequestException' } })
    expect('error' in answer && answer.error.message).toContain(message)
  })

  it('refuses warnings only where that is asked for', () => {
    const body = document('/a', { type: 'MOCK' })
    expect(consoleOf()('ImportApi', { body, failOnWarnings: false }).status).toBe(201)
    const refused = consoleOf()('ImportApi', { body, failOnWarnings: true })
    expect('error' in refused && refused.error.message).toContain('Warnings found during import:')
  })

  it('puts the base path before the paths', () => {
    const call = consoleOf()
    const servers = [{ url: 'https://example.com/v1/shop' }]
    call('ImportApi', { body: document('/a', {}, { servers }), basepath: 'prepend' })
    expect(routeKeys(call('GetRoutes', { apiId: 'id1' }))).toEqual(['GET /v1/shop/a'])
  })
})

describe('ReimportApi', () => {
  it('replaces routes and settings, and keeps stages and the id', () => {
    const call = consoleOf()
    call('ImportApi', { body: document('/old', {}, { tags: [{ name: 'team' }] }) })
    call('CreateStage', { apiId: 'id1', stageName: 'dev', autoDeploy: true })
    const answer = call('ReimportApi', { apiId: 'id1', body: document('/new') })
    expect(answer).toMatchObject({ status: 201, body: { apiId: 'id1', tags: { team: '' } } })
    expect(routeKeys(call('GetRoutes', { apiId: 'id1' }))).toEqual(['GET /new'])
    expect(bodyOf(call('GetStages', { apiId: 'id1' }))['items']).toHaveLength(1)
  })

  it('refuses APIs that are not there, and WebSocket APIs', () => {
    const call = consoleOf()
    expect(call('ReimportApi', { apiId: 'gone', body: document('/a') }).status).toBe(404)
    const routeSelectionExpression = '$request.body.action'
    const socket = { name: 'x', protocolType: 'WEBSOCKET', routeSelectionExpression }
    const { apiId = '' } = bodyOf(call('CreateApi', socket))
    expect(call('ReimportApi', { apiId, body: document('/a') }).status).toBe(400)
  })
})

describe('ExportApi', () => {
  const asked = { apiId: 'id1', specification: 'OAS30' }

  it('writes what ImportApi reads', () => {
    const call = consoleOf()
    call('ImportApi', { body: document('/parcels') })
    for (const outputType of ['JSON', 'YAML']) {
      const { body = '' } = bodyOf(call('ExportApi', { ...asked, outputType }))
      const again = consoleOf()
      again('ImportApi', { body })
      expect(routeKeys(again('GetRoutes', { apiId: 'id1' }))).toEqual(['GET /parcels'])
    }
  })

  it('leaves extensions out where that is asked for', () => {
    const call = consoleOf()
    call('ImportApi', { body: document('/parcels') })
    const { body } = bodyOf(
      call('ExportApi', { ...asked, outputType: 'JSON', includeExtensions: false }),
    )
    expect(body).toContain('/parcels')
    expect(body).not.toContain('x-amazon-apigateway')
  })

  it('writes what was deployed to a stage', () => {
    const call = consoleOf()
    call('ImportApi', { body: document('/old') })
    const { deploymentId = '' } = bodyOf(call('CreateDeployment', { apiId: 'id1' }))
    call('CreateStage', { apiId: 'id1', stageName: 'dev', deploymentId })
    call('ReimportApi', { apiId: 'id1', body: document('/new') })
    const { body } = bodyOf(call('ExportApi', { ...asked, outputType: 'JSON', stageName: 'dev' }))
    expect(JSON.parse(String(body))).toMatchObject({
      servers: [{ variables: { basePath: { default: 'dev' } } }],
      paths: { '/old': {} },
    })
    expect(body).not.toContain('/new')
  })

  it.each<[JsonObject, number]>([
    [{ specification: 'OAS31', outputType: 'JSON' }, 400],
    [{ outputType: 'XML' }, 400],
    [{}, 400],
    [{ outputType: 'JSON', exportVersion: '2.0' }, 400],
    [{ outputType: 'JSON', stageName: 'gone' }, 404],
    [{ outputType: 'JSON', apiId: 'gone' }, 404],
  ])('refuses %j', (input, status) => {
    const call = consoleOf()
    call('ImportApi', { body: document('/parcels') })
    expect(call('ExportApi', { ...asked, ...input }).status).toBe(status)
  })
})
