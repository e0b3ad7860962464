import { describe, expect, it } from 'vitest'
import {
  addMethod,
  addRestApi,
  addResource,
  countingIds,
  emptyDesign,
  setIntegrationType,
} from '../../model/index.ts'
import type { Design, Result, RestApi } from '../../model/index.ts'
import { apiMap, sentenceOf, walkOrder } from './graph.ts'
import { placeMap } from './place.ts'

function value(result: Result<Design>): Design {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function petDesign(): Design {
  let design = emptyDesign('d', countingIds())
  design = value(addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'pets' }))
  design = value(
    addResource(design, { apiId: 'a', parentId: 'r', resourceId: 'p', pathPart: 'pets' }),
  )
  design = value(addMethod(design, { apiId: 'a', resourceId: 'p', httpMethod: 'GET' }))
  return value(
    setIntegrationType(design, { apiId: 'a', resourceId: 'p', httpMethod: 'GET', type: 'HTTP' }),
  )
}

function apiOf(design: Design): RestApi {
  const api = design.apis['a']
  if (api?.protocol !== 'REST') throw new Error('made above')
  return api
}

describe('the map of an API', () => {
  it('has a node for each resource and backend, and an edge for each integration', () => {
    const design = petDesign()
    const map = apiMap(design, apiOf(design), new WeakMap())
    expect(map.resources.map(({ path }) => path)).toEqual(['/', '/pets'])
    expect(map.backends.map(({ name }) => name)).toEqual(['example.com'])
    expect(map.edges.map(({ id }) => id)).toEqual(['tree p', 'integration p GET'])
  })

  it('keeps the nodes of resources that did not change', () => {
    const cache = new WeakMap()
    const before = petDesign()
    const first = apiMap(before, apiOf(before), cache)
    const after = value(addMethod(before, { apiId: 'a', resourceId: 'p', httpMethod: 'POST' }))
    const second = apiMap(after, apiOf(after), cache)
    expect(second.resources[0]).toBe(first.resources[0])
    expect(second.resources[1]).not.toBe(first.resources[1])
  })

  it('is walked resource by resource with their methods, then the backends', () => {
    const design = petDesign()
    const map = apiMap(design, apiOf(design), new WeakMap())
    expect(walkOrder(map).map((at) => sentenceOf(map, at))).toEqual([
      'Resource /, 0 methods',
      'Resource /pets, 1 method',
      'GET /pets, HTTP',
      'Backend example.com, canned, reached by 1 methods',
    ])
  })

  it('is placed without overlaps, the offsets of the user on top', () => {
    const design = petDesign()
    const map = apiMap(design, apiOf(design), new WeakMap())
    const places = placeMap(map, { p: { x: 5, y: 7 } })
    expect(places.get('r')).toEqual({ x: 0, y: 0 })
    expect(places.get('p')).toEqual({ x: 45, y: 63 })
  })
})
