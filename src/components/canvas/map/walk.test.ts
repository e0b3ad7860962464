import { describe, expect, it } from 'vitest'
import type { Address } from '../../../model/index.ts'
import { buildMap } from './build.ts'
import { placeMap } from './place.ts'
import { idOf, petDesign } from '../testDesign.ts'
import { walkMap } from './walk.ts'

describe('the arrow keys on the map', () => {
  const design = petDesign()
  const graph = buildMap(design, 'a')
  const places = placeMap(graph)
  const resource = (path: string): Address => ['apis', 'a', 'resources', idOf(design, path)]
  const method = (path: string, verb: string): Address => [...resource(path), 'methods', verb]
  const walk = (from: Address, direction: 'up' | 'down' | 'left' | 'right') =>
    walkMap(graph, places, from, direction)

  it('walk every row of the resources from top to bottom and back', () => {
    const visited: Address[] = []
    let at: Address | undefined = resource('/')
    while (at) {
      visited.push(at)
      at = walk(at, 'down')
    }
    expect(visited).toEqual([
      resource('/'),
      resource('/pets'),
      method('/pets', 'GET'),
      method('/pets', 'POST'),
      resource('/pets/{petId}'),
      method('/pets/{petId}', 'GET'),
      resource('/shops'),
      method('/shops', 'GET'),
    ])
    expect(walk(method('/shops', 'GET'), 'up')).toEqual(resource('/shops'))
  })

  it('lead along an integration to its backend and back', () => {
    const backend = ['backends', 'http:pets.example.com']
    expect(walk(method('/pets', 'GET'), 'right')).toEqual(backend)
    expect(walk([...method('/pets', 'GET'), 'integration'], 'right')).toEqual(backend)
    expect(walk(backend, 'left')).toEqual(method('/pets', 'GET'))
    expect(walk(method('/pets', 'POST'), 'right')).toBeUndefined()
  })

  it('lead into a resource and out to its parent', () => {
    expect(walk(resource('/pets'), 'right')).toEqual(method('/pets', 'GET'))
    expect(walk(resource('/'), 'right')).toEqual(resource('/pets'))
    expect(walk(method('/pets', 'GET'), 'left')).toEqual(resource('/pets'))
    expect(walk(resource('/pets/{petId}'), 'left')).toEqual(resource('/pets'))
  })

  it('walk the backends', () => {
    expect(walk(['backends', 'http:pets.example.com'], 'down')).toEqual([
      'backends',
      'lambda:list-shops',
    ])
    expect(walk(['backends', 'lambda:list-shops'], 'down')).toBeUndefined()
  })

  it('lead from nowhere to the root', () => {
    expect(walk([], 'down')).toEqual(resource('/'))
    expect(walk(['apis', 'a', 'models', 'Empty'], 'right')).toEqual(resource('/'))
  })
})
