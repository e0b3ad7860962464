import { describe, expect, it } from 'vitest'
import { updateRoute, updateRouteIntegration } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { good, overlap } from '../testDesign.ts'
import { buildMap } from './build.ts'
import { mapElements } from './elements.ts'
import { httpApiOf, largeHttpDesign, orderDesign } from './httpTestDesign.ts'
import { measures, placeMap } from './place.ts'
import { walkMap } from './walk.ts'
import type { Direction } from './walk.ts'

const design = orderDesign()
const graph = buildMap(design, 'h')
const sharedId = httpApiOf(design).routes['list']?.target ?? ''
const route = (id: string): Address => ['apis', 'h', 'routes', id]
const sharedAt: Address = ['apis', 'h', 'integrations', sharedId]

describe('the map of an HTTP API', () => {
  it('has a card of the API, one of each path with its routes, and the default route last', () => {
    expect(graph.cards.map(({ title, rows }) => [title, rows.map(({ verb }) => verb)])).toEqual([
      ['Orders', []],
      ['/orders', ['GET', 'POST', 'DELETE']],
      ['/orders/{orderId}', ['GET']],
      ['$default', ['$default']],
    ])
  })

  it('says in each row where it leads and who may call it', () => {
    expect(graph.cards.flatMap(({ rows }) => rows.map(({ sentence }) => sentence))).toEqual([
      'GET /orders, Lambda to orders',
      'POST /orders, Lambda to orders',
      'DELETE /orders, no integration yet',
      'GET /orders/{orderId}, HTTP to orders.example.com, authorization JWT (staff)',
      '$default, SQS SendMessage to sqs',
    ])
  })

  it('shows the CORS settings on the card of the API', () => {
    expect(graph.cards[0]?.cors).toEqual({
      isOn: true,
      title: 'CORS allows https://app.example.com',
      at: ['apis', 'h', 'corsConfiguration'],
    })
  })

  it('draws an integration that routes share as one node, and that of a single route as an edge', () => {
    expect(graph.joints.map(({ at, routeCount }) => [at, routeCount])).toEqual([[sharedAt, 2]])
    expect(graph.edges.map(({ sentence }) => sentence)).toEqual([
      'GET /orders uses the integration Lambda',
      'POST /orders uses the integration Lambda',
      'The integration Lambda reaches orders',
      'GET /orders/{orderId} reaches orders.example.com, HTTP',
      '$default reaches SQS, SQS SendMessage',
    ])
  })

  it('calls an integration by its description', () => {
    const id = httpApiOf(design).routes['read']?.target ?? ''
    const change = { description: 'Order service' }
    const named = good(updateRouteIntegration(design, { apiId: 'h', id, change }))
    expect(buildMap(named, 'h').edges.map(({ label }) => label)).toContain('Order service')
  })

  it('shows an integration that no route uses', () => {
    const freed = ['list', 'create'].reduce(
      (from, id) => good(updateRoute(from, { apiId: 'h', id, change: { target: undefined } })),
      design,
    )
    expect(buildMap(freed, 'h').joints.map(({ sentence }) => sentence)).toEqual([
      'Integration Lambda, not used by any route, reaches orders',
    ])
  })

  it('makes new items for what an edit changed alone', () => {
    const change = { operationName: 'readOrder' }
    const edited = good(updateRoute(design, { apiId: 'h', id: 'read', change }))
    const next = buildMap(edited, 'h', graph)
    const changed = next.cards.filter((card) => !graph.cards.includes(card))
    expect(changed.map(({ title }) => title)).toEqual(['/orders/{orderId}'])
    expect(next.joints.every((joint) => graph.joints.includes(joint))).toBe(true)
    expect(next.edges.every((edge) => graph.edges.includes(edge))).toBe(true)
  })

  it('survives malformed route keys and the names of prototypes', () => {
    const api = httpApiOf(design)
    const [first] = Object.values(api.routes)
    if (!first) throw new Error('the test design has routes')
    const routes = {
      odd: { ...first, id: 'odd', routeKey: 'nonsense', target: 'constructor' },
      proto: { ...first, id: 'proto', routeKey: 'GET /__proto__', authorizerId: 'toString' },
    }
    const odd = buildMap({ ...design, apis: { h: { ...api, routes } } }, 'h')
    expect(odd.cards.map(({ title }) => title)).toEqual(['Orders', '/__proto__', 'nonsense'])
    expect(odd.edges.filter(({ rowAt }) => rowAt)).toHaveLength(1)
  })
})

describe('the places on the map of an HTTP API', () => {
  const large = buildMap(largeHttpDesign(300), 'h')

  it('put a shared integration between the routes and its backend', () => {
    const places = placeMap(graph)
    const joint = places.get(graph.joints[0]?.id ?? '')
    const card = places.get(graph.cards[1]?.id ?? '')
    const backend = places.get('/apis/h/backends/lambda:orders')
    expect(joint?.x).toBe((card?.x ?? 0) + (card?.width ?? 0) + measures.jointGap)
    expect(backend?.x).toBeGreaterThan((joint?.x ?? 0) + measures.jointWidth)
    const middle = (card?.y ?? 0) + measures.rowsTop + measures.rowHeight
    expect((joint?.y ?? 0) + measures.jointHeight / 2).toBe(middle)
  })

  it('never overlap, with 300 paths of four routes', () => {
    const places = [...placeMap(large).values()].sort((left, right) => left.y - right.y)
    const overlapping = places.flatMap((left, i) =>
      places.slice(i + 1, i + 12).filter((right) => overlap(left, right)),
    )
    expect(overlapping).toEqual([])
  })

  it('are the same for the same design', () => {
    expect([...placeMap(buildMap(orderDesign(), 'h'))]).toEqual([...placeMap(graph)])
  })
})

describe('the elements of an HTTP API', () => {
  it('mark a path whose routes are all selected, and the edge of a selected integration', () => {
    const places = placeMap(graph)
    const ids = ['list', 'create', 'clear'].map((id) => `/apis/h/routes/${id}`)
    const { nodes } = mapElements(graph, places, new Set(ids))
    expect(nodes.filter(({ selected }) => selected).map(({ data }) => data.item.id)).toEqual([
      '/apis/h/paths/~1orders',
    ])
    const single = graph.edges.find(({ label }) => label === 'HTTP')
    const { edges } = mapElements(graph, places, new Set([`/${single?.at.join('/') ?? ''}`]))
    expect(edges.filter(({ selected }) => selected).map(({ id }) => id)).toEqual([single?.id])
  })
})

describe('the arrow keys on the map of an HTTP API', () => {
  const places = placeMap(graph)
  const walk = (from: Address, direction: Direction) => walkMap(graph, places, from, direction)

  it('walk the API and every route from top to bottom', () => {
    const visited: Address[] = []
    let at: Address | undefined = ['apis', 'h']
    while (at) {
      visited.push(at)
      at = walk(at, 'down')
    }
    const routes = ['list', 'create', 'clear', 'read', 'rest'].map(route)
    expect(visited).toEqual([['apis', 'h'], ...routes])
  })

  it('lead through a shared integration to the backend and back', () => {
    expect(walk(route('create'), 'right')).toEqual(sharedAt)
    expect(walk(sharedAt, 'right')).toEqual(['backends', 'lambda:orders'])
    expect(walk(['backends', 'lambda:orders'], 'left')).toEqual(sharedAt)
    expect(walk(sharedAt, 'left')).toEqual(route('list'))
    expect(walk(route('list'), 'left')).toEqual(['apis', 'h'])
  })

  it('go on from the integration of a single route', () => {
    const at = ['apis', 'h', 'integrations', httpApiOf(design).routes['read']?.target ?? '']
    expect(walk(at, 'right')).toEqual(['backends', 'http:orders.example.com'])
    expect(walk(at, 'up')).toEqual(route('clear'))
  })
})
