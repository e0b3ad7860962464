import { describe, expect, it } from 'vitest'
import { removeRoute, updateBackend, updateRoute } from '../../../model/index.ts'
import type { Design } from '../../../model/index.ts'
import { defaultBudget, simulate, why } from '../../../simulator/index.ts'
import type { Environment, SimulationCall, Simulation } from '../../../simulator/index.ts'
import type { Run } from '../../store/viewStore.ts'
import { httpApiOf, orderDesign } from '../map/httpTestDesign.ts'
import { good, overlap } from '../testDesign.ts'
import { buildFlow } from './build.ts'
import { flowElements } from './elements.ts'
import { isPreflight, paintRun } from './paint.ts'
import { placeFlow } from './place.ts'
import { httpShape, preflightShape } from './shapes.ts'
import { shownStation, stationOf, walkFlow } from './walk.ts'

const at = (id: string) => ['apis', 'h', 'routes', id]
const integrationAt = (design: Design, id: string) => [
  ...['apis', 'h', 'integrations'],
  httpApiOf(design).routes[id]?.target ?? '',
]

const environment: Environment = {
  now: () => 1_700_000_000_000,
  elapsed: () => 0,
  nextRequestId: () => '00000000-0000-4000-8000-000000000000',
  budget: defaultBudget,
  accountId: '111111111111',
  region: 'us-east-1',
  sourceIp: '192.0.2.1',
  userAgent: 'test',
}

async function runOf(
  design: Design,
  entryAt: readonly string[],
  request: SimulationCall['request'],
): Promise<Run & { readonly simulation: Simulation }> {
  const call = { apiId: 'h', request }
  const simulation = await simulate(design, call, environment)
  const outcome = { state: 'answered', simulation } as const
  return { id: 1, call, entryAt, sentAt: 0, outcome, simulation }
}

describe('the flow of a route', () => {
  const design = orderDesign()
  const flow = buildFlow(design, at('read'))

  it('leads through CORS, authorizer, route and mapping to the integration and back', () => {
    expect(flow?.stations.map(({ title, subtitle }) => `${title}: ${subtitle}`)).toEqual([
      'Client: ',
      'CORS: Answers preflights',
      'Authorizer: JWT authorizer',
      'Route: GET /orders/{orderId}',
      'Parameter mapping: Passes the request as it is',
      'Integration: HTTP',
      'Backend: orders.example.com',
      'Response mapping: Passes the response as it is',
    ])
  })

  it('leads each station to the form that configures it', () => {
    const places = Object.fromEntries(flow?.stations.map((item) => [item.station, item.at]) ?? [])
    expect(places).toMatchObject({
      cors: ['apis', 'h', 'corsConfiguration'],
      authorizer: ['apis', 'h', 'authorizers', 'staff'],
      route: at('read'),
      requestMapping: [...integrationAt(design, 'read'), 'requestParameters'],
      integration: integrationAt(design, 'read'),
      backend: ['backends', 'http:orders.example.com'],
      responseMapping: [...integrationAt(design, 'read'), 'responseParameters'],
    })
  })

  it('says where there is no integration, and is not there for a route that is not', () => {
    const stations = buildFlow(design, at('clear'))?.stations ?? []
    expect(stations.find(({ station }) => station === 'integration')?.sentence).toBe(
      'Integration: No integration yet, Connect a backend',
    )
    expect(buildFlow(design, at('constructor'))).toBeUndefined()
    expect(buildFlow(good(removeRoute(design, { apiId: 'h', id: 'read' })), at('read'))).toBe(
      undefined,
    )
  })

  it('has a place for every station, without overlaps', () => {
    const painted = { isPainted: true, withMessage: new Set<string>(['authorizer']) }
    for (const width of [500, 1400]) {
      const places = placeFlow(flow?.stations ?? [], httpShape, width, painted)
      expect([...places.keys()].sort()).toEqual(flow?.stations.map((item) => item.station).sort())
      const all = [...places.values()]
      const overlapping = all.flatMap((one, i) =>
        all.slice(i + 1).filter((two) => overlap(one, two)),
      )
      expect(overlapping).toEqual([])
    }
  })

  it('is walked along both rows', () => {
    expect(walkFlow(httpShape, 'client', 'right')).toBe('cors')
    expect(walkFlow(httpShape, 'authorizer', 'down')).toBe('route')
    expect(walkFlow(httpShape, 'route', 'right')).toBe('requestMapping')
    expect(walkFlow(httpShape, 'route', 'left')).toBe('cors')
    expect(walkFlow(httpShape, 'requestMapping', 'up')).toBe('integration')
    expect(walkFlow(httpShape, 'requestMapping', 'down')).toBe('responseMapping')
    expect(walkFlow(httpShape, 'responseMapping', 'left')).toBe('cors')
    expect(walkFlow(httpShape, 'backend', 'right')).toBeUndefined()
  })
})

describe('the station of what is selected in a route', () => {
  it('is where it is configured', () => {
    expect(stationOf([...at('r'), 'authorizationScopes'])).toBe('authorizer')
    expect(stationOf([...at('r'), 'operationName'])).toBe('route')
    expect(stationOf(['apis', 'h', 'integrations', 'i', 'requestParameters', 'x'])).toBe(
      'requestMapping',
    )
    expect(stationOf(['apis', 'h', 'corsConfiguration', 'maxAge'])).toBe('cors')
    expect(stationOf(['apis', 'h', 'stages', 'prod'])).toBeUndefined()
  })

  it('is the chosen one while the selection says nothing else', () => {
    const integration = ['apis', 'h', 'integrations', 'i']
    expect(shownStation(at('r'), undefined, at('r'))).toBe('route')
    expect(shownStation(at('r'), 'client', at('r'))).toBe('client')
    expect(shownStation(at('r'), 'backend', ['backends', 'x'])).toBe('backend')
    expect(shownStation(at('r'), 'backend', integration)).toBe('backend')
    expect(shownStation(at('r'), 'cors', [...integration, 'responseParameters'])).toBe(
      'responseMapping',
    )
  })
})

describe('a run of a route, painted on its flow', () => {
  const design = good(
    updateBackend(orderDesign(), {
      key: 'lambda:orders',
      change: { answer: { status: 200, headers: {}, body: '["o1"]' } },
    }),
  )

  it('passes every station and takes every way', async () => {
    const run = await runOf(design, at('list'), { method: 'GET', path: '/orders' })
    const painting = paintRun(run, at('list'), httpShape)
    expect(painting?.statusText).toBe('200')
    expect([...(painting?.ways.values() ?? [])].every(({ taken }) => taken)).toBe(true)
    expect(painting?.stations.size).toBe(8)
    const outcomes = [...(painting?.stations.values() ?? [])].map(({ outcome }) => outcome)
    expect(outcomes).not.toContain('not-reached')
    expect(painting?.ways.get('cors-client')?.sizeText).toBe('6 B')
  })

  it('ends at the station that refuses, with the reason, and answers by way of CORS', async () => {
    const run = await runOf(design, at('read'), { method: 'GET', path: '/orders/1' })
    const painting = paintRun(run, at('read'), httpShape)
    expect(painting?.statusText).toBe('401')
    expect(painting?.stations.get('authorizer')).toMatchObject({ outcome: 'failed' })
    expect(painting?.stations.get('authorizer')?.message).toBeTruthy()
    expect(painting?.stations.get('backend')?.outcome).toBe('not-reached')
    expect(painting?.gatewayResponse).toEqual({ from: 'authorizer', type: 'Error response' })
    expect(painting?.ways.get('cors-client')?.taken).toBe(true)
    expect(painting?.ways.get('authorizer-route')?.taken).toBe(false)
    const flow = buildFlow(design, at('read'))
    if (!flow) throw new Error('the test design has this route')
    const places = placeFlow(flow.stations, httpShape, 1000)
    const { edges } = flowElements(flow, httpShape, places, painting)
    expect(edges.at(-1)).toMatchObject({ source: 'authorizer', target: 'cors' })
  })

  it('leads from its reasons to the stations of the flow', async () => {
    const { simulation } = await runOf(design, at('read'), { method: 'GET', path: '/orders/1' })
    const cause = why(simulation).find(({ role }) => role === 'cause')
    expect(cause?.page).toMatch(/authorizers/)
    const isThere = why(simulation).every(
      ({ at: [root, apiId] }) => root === 'apis' && apiId === 'h',
    )
    expect(isThere).toBe(true)
    const unmatched = good(removeRoute(design, { apiId: 'h', id: 'rest' }))
    const lost = await runOf(unmatched, at('read'), { method: 'GET', path: '/nowhere' })
    expect(paintRun(lost, at('read'), httpShape)?.stations.get('route')?.outcome).toBe('failed')
  })

  it('is a flow of two stations for a preflight that the CORS settings answer', async () => {
    const headers = [
      ['Origin', 'https://app.example.com'],
      ['Access-Control-Request-Method', 'GET'],
    ] as const
    const request = { method: 'OPTIONS', path: '/orders', headers }
    const run = await runOf(design, at('list'), request)
    expect(isPreflight(run, at('list'))).toBe(true)
    const painting = paintRun(run, at('list'), preflightShape)
    expect(painting?.statusText).toBe('204')
    expect([...(painting?.stations.keys() ?? [])]).toEqual(['client', 'cors'])
    expect([...(painting?.ways.values() ?? [])].every(({ taken }) => taken)).toBe(true)
    const flow = buildFlow(design, at('list'))
    if (!flow?.preflightShape) throw new Error('a route has the flow of a preflight')
    const places = placeFlow(flow.stations, flow.preflightShape, 900)
    const { nodes } = flowElements(flow, flow.preflightShape, places, painting)
    expect(nodes.map(({ id }) => id)).toEqual(['client', 'cors'])
  })

  it('does not reach a backend from a route without an integration', async () => {
    const freed = good(
      updateRoute(design, { apiId: 'h', id: 'list', change: { target: undefined } }),
    )
    const run = await runOf(freed, at('list'), { method: 'GET', path: '/orders' })
    const painting = paintRun(run, at('list'), httpShape)
    expect(painting?.stations.get('backend')?.outcome).toBe('not-reached')
    expect(painting?.isSuccess).toBe(false)
  })
})
