import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { backendsOf, reachWords } from '../../queries/backends.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import { removeBackend } from '../backends.ts'
import { emptyDesign } from '../designs.ts'
import { connectRoute, disconnectRoute, removeRouteIntegrationFromRoutes } from './connections.ts'
import { addHttpApi } from './httpApis.ts'
import { addRoute, updateRoute } from './routes.ts'

const nextId = countingIds()

function good(result: Result<Design>): Design {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function httpDesign(): Design {
  let design = good(addHttpApi(emptyDesign('Shop', nextId), { apiId: 'h', name: 'Shop' }))
  for (const [id, routeKey] of [
    ['list', 'GET /orders'],
    ['create', 'POST /orders'],
  ] as const) {
    design = good(addRoute(design, { apiId: 'h', route: { id, routeKey } }))
  }
  return design
}

function apiOf(design: Design): HttpApi {
  const api = design.apis['h']
  if (api?.protocol !== 'HTTP') throw new Error('the test design has an HTTP API')
  return api
}

const connected = (design: Design, id: string, backendKey: string) =>
  good(connectRoute(design, { apiId: 'h', id, backendKey, nextId }))

describe('connecting a route to a backend', () => {
  it.each([
    ['lambda:orders', { integrationType: 'AWS_PROXY', payloadFormatVersion: '2.0' }],
    ['http:orders.example.com', { integrationUri: 'https://orders.example.com' }],
    ['aws:sqs', { integrationSubtype: 'SQS-SendMessage' }],
    ['aws:states', { integrationSubtype: 'StepFunctions-StartExecution' }],
  ])('makes an integration with %s', (backendKey, expected) => {
    const api = apiOf(connected(httpDesign(), 'list', backendKey))
    const target = api.routes['list']?.target ?? ''
    expect(api.integrations[target]).toMatchObject(expected)
  })

  it('refuses a service that an HTTP API cannot call', () => {
    const result = connectRoute(httpDesign(), {
      apiId: 'h',
      id: 'list',
      backendKey: 'aws:dynamodb',
      nextId,
    })
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual([
      'backend/not-reachable',
    ])
  })

  it('replaces an integration that no other route uses, and leaves a shared one alone', () => {
    const first = connected(httpDesign(), 'list', 'lambda:orders')
    const target = apiOf(first).routes['list']?.target ?? ''
    const moved = connected(first, 'list', 'http:orders.example.com')
    expect(Object.keys(apiOf(moved).integrations)).toEqual([target])
    expect(apiOf(moved).integrations[target]).not.toHaveProperty('integrationSubtype')
    const shared = good(updateRoute(first, { apiId: 'h', id: 'create', change: { target } }))
    const parted = apiOf(connected(shared, 'list', 'http:orders.example.com'))
    expect(parted.routes['create']?.target).toBe(target)
    expect(parted.integrations[target]).toEqual(apiOf(first).integrations[target])
    expect(Object.keys(parted.integrations)).toHaveLength(2)
  })
})

describe('disconnecting', () => {
  const first = connected(httpDesign(), 'list', 'lambda:orders')
  const target = apiOf(first).routes['list']?.target ?? ''
  const shared = good(updateRoute(first, { apiId: 'h', id: 'create', change: { target } }))

  it('removes the integration with its last route', () => {
    const once = good(disconnectRoute(shared, { apiId: 'h', id: 'list' }))
    expect(Object.keys(apiOf(once).integrations)).toEqual([target])
    const twice = good(disconnectRoute(once, { apiId: 'h', id: 'create' }))
    expect(apiOf(twice).integrations).toEqual({})
  })

  it('takes every route off an integration that is removed', () => {
    const after = apiOf(good(removeRouteIntegrationFromRoutes(shared, { apiId: 'h', id: target })))
    expect(after.integrations).toEqual({})
    expect(Object.values(after.routes).map((route) => route.target)).toEqual([undefined, undefined])
  })

  it('is required before a backend that routes reach can be removed', () => {
    const [use] = backendsOf(shared)
    expect(use && reachWords(use)).toBe('2 routes reach')
    expect(use?.users).toEqual([['apis', 'h', 'integrations', target]])
    const refused = removeBackend(shared, { key: 'lambda:orders' })
    expect(refused.ok ? [] : refused.problems.map(({ message }) => message)).toEqual([
      '2 routes reach orders: connect them elsewhere first',
    ])
  })
})
