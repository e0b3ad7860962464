import { describe, expect, it } from 'vitest'
import {
  addHttpApi,
  addMethod,
  addResourcePath,
  addRestApi,
  addRoute,
  addWebSocketApi,
  countingIds,
  emptyDesign,
} from '../../model/index.ts'
import type { Design, Result } from '../../model/index.ts'
import { entriesOf, unfolded } from './Navigator.tsx'

function must(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

const nextId = countingIds('id')
const drawn = must(
  addResourcePath(
    must(addRestApi(emptyDesign('d', nextId), { apiId: 'api', rootResourceId: 'root', name: 'a' })),
    { apiId: 'api', path: '/pets/{petId}', nextId },
  ),
)
const design = must(addMethod(drawn, { apiId: 'api', resourceId: 'root', httpMethod: 'GET' }))

describe('the tree', () => {
  const all = entriesOf(design)
  const labels = (entries: typeof all) => entries.map(({ label, verb }) => verb ?? label)

  it('has the design, its APIs, resources with their methods, models and stages', () => {
    expect(labels(all)).toEqual([
      'd',
      'a',
      'Resources',
      '/',
      'GET',
      '/pets',
      '/{petId}',
      'Models',
      'Empty',
      'Error',
      'Stages',
      'dev',
    ])
  })

  it('hides what is below a folded row, and nothing after it', () => {
    const pets = all.find(({ label }) => label === '/pets')
    const key = pets?.at.join('/') ?? ''
    expect(labels(unfolded(all, new Set([key])))).not.toContain('/{petId}')
    expect(labels(unfolded(all, new Set([key])))).toContain('Models')
  })

  it('folds a section and leaves the rest', () => {
    const folded = labels(unfolded(all, new Set(['apis/api/models section'])))
    expect(folded).not.toContain('Empty')
    expect(folded).toContain('Models')
    expect(folded).toContain('dev')
  })
})

describe('the tree of the other kinds of API', () => {
  it('has the routes of an HTTP API below their paths, and $default by itself', () => {
    const steps: ((design: Design) => Result<Design>)[] = [
      (before) => addHttpApi(before, { apiId: 'http', name: 'h' }),
      ...['GET /pets', 'POST /pets', '$default', 'GET /'].map(
        (routeKey, i) => (before: Design) =>
          addRoute(before, { apiId: 'http', route: { id: `r${i}`, routeKey } }),
      ),
    ]
    const http = steps.reduce((before, step) => must(step(before)), emptyDesign('d', nextId))
    const rows = entriesOf(http).map(({ level, label, verb }) => `${level} ${verb ?? label}`)
    expect(rows).toEqual([
      '1 d',
      '2 h',
      '3 Routes',
      '4 $default',
      '4 /',
      '5 GET',
      '4 /pets',
      '5 GET',
      '5 POST',
      '3 Stages',
      '4 $default',
    ])
  })

  it('has the routes of a WebSocket API by their keys', () => {
    const added = must(addWebSocketApi(emptyDesign('d', nextId), { apiId: 'ws', name: 'w' }))
    const socket = must(addRoute(added, { apiId: 'ws', route: { id: 'c', routeKey: '$connect' } }))
    expect(entriesOf(socket).map(({ label }) => label)).toEqual(['d', 'w', 'Routes', '$connect'])
  })
})
