import { describe, expect, it } from 'vitest'
import { addBackend, backendsOf, renameResource, updateBackend } from '../../../model/index.ts'
import { mapElements } from './elements.ts'
import { buildMap } from './build.ts'
import { placeMap } from './place.ts'
import { apiOf, good, idOf, petDesign, withMethod } from '../testDesign.ts'

describe('the map of an API', () => {
  it('has a node for each resource, parents first, with its methods in the order of the console', () => {
    const map = buildMap(petDesign(), 'a')
    expect(map.cards.map(({ path, rows }) => [path, rows.map((row) => row.verb)])).toEqual([
      ['/', []],
      ['/pets', ['GET', 'POST']],
      ['/pets/{petId}', ['GET']],
      ['/shops', ['GET']],
    ])
  })

  it('has an edge for each integration that reaches a backend: a mock and a missing one have none', () => {
    const map = buildMap(petDesign(), 'a')
    expect(map.edges.map(({ sentence }) => sentence)).toEqual([
      'GET /pets reaches pets.example.com, HTTP',
      'GET /shops reaches list-shops, Lambda proxy',
    ])
  })

  it('shows the backends that are reached and those that are only declared', () => {
    const design = good(
      addBackend(petDesign(), {
        backend: { key: 'aws:dynamodb', kind: 'dynamodb', name: 'dynamodb', mode: 'canned' },
      }),
    )
    expect(buildMap(design, 'a').backends.map(({ sentence }) => sentence)).toEqual([
      'Backend DynamoDB, AWS service, canned response, no method or route reaches it',
      'Backend pets.example.com, HTTP endpoint, canned response, 1 method reaches it',
      'Backend list-shops, Lambda function, canned response, 1 method reaches it',
    ])
  })

  it('tells of every method in a sentence', () => {
    const rows = buildMap(petDesign(), 'a').cards.flatMap(({ rows }) => rows)
    expect(rows.map(({ sentence }) => sentence)).toEqual([
      'GET /pets, HTTP to pets.example.com',
      'POST /pets, answered by a mock',
      'GET /pets/{petId}, no integration yet',
      'GET /shops, Lambda proxy to list-shops',
    ])
  })

  it('is empty for an API that is not there', () => {
    expect(buildMap(petDesign(), 'constructor').cards).toEqual([])
  })

  it('makes one new item for an edit of one resource', () => {
    const before = petDesign()
    const first = buildMap(before, 'a')
    const second = buildMap(withMethod(before, '/shops', 'PUT'), 'a', first)
    const changed = second.cards.filter((item, i) => item !== first.cards[i])
    expect(changed.map(({ path }) => path)).toEqual(['/shops'])
    expect(second.backends.every((item, i) => item === first.backends[i])).toBe(true)
    expect(second.edges.every((item, i) => item === first.edges[i])).toBe(true)
  })

  it('makes new items for what lies below a resource that is renamed', () => {
    const before = petDesign()
    const first = buildMap(before, 'a')
    const resourceId = idOf(before, '/pets')
    const renamed = good(renameResource(before, { apiId: 'a', resourceId, pathPart: 'animals' }))
    const second = buildMap(renamed, 'a', first)
    const kept = second.cards.filter((item) => first.cards.includes(item))
    expect(kept.map(({ path }) => path)).toEqual(['/', '/shops'])
  })

  it('says the new names on the edges once a backend or a resource is called otherwise', () => {
    const before = petDesign()
    const first = buildMap(before, 'a')
    const resourceId = idOf(before, '/pets')
    const animals = good(renameResource(before, { apiId: 'a', resourceId, pathPart: 'animals' }))
    const named = good(
      updateBackend(animals, { key: 'lambda:list-shops', change: { name: 'Shops of the town' } }),
    )
    const sentences = buildMap(named, 'a', first).edges.map(({ sentence }) => sentence)
    expect(sentences).toEqual([
      'GET /animals reaches pets.example.com, HTTP',
      'GET /shops reaches Shops of the town, Lambda proxy',
    ])
  })
})

describe('the name of a function', () => {
  it('is the one that the design gives it, in every row, sentence and list', () => {
    const before = petDesign()
    const first = buildMap(before, 'a')
    const change = { name: 'Shops of the town' }
    const named = good(updateBackend(before, { key: 'lambda:list-shops', change }))
    const map = buildMap(named, 'a', first)
    const rows = map.cards.flatMap(({ rows }) => rows)
    expect(rows.at(-1)).toMatchObject({
      summary: 'Shops of the town',
      sentence: 'GET /shops, Lambda proxy to Shops of the town',
    })
    expect(backendsOf(named).map(({ name }) => name)).toContain('Shops of the town')
    const answer = { status: 500, headers: {} }
    const answered = good(updateBackend(named, { key: 'lambda:list-shops', change: { answer } }))
    expect(buildMap(answered, 'a', map).cards).toEqual(map.cards)
    expect(buildMap(answered, 'a', map).cards[0]).toBe(map.cards[0])
  })
})

describe('the nodes and edges for xyflow', () => {
  it('stay the same objects where an edit changes neither content, place nor selection', () => {
    const before = petDesign()
    const graph = buildMap(before, 'a')
    const first = mapElements(graph, placeMap(graph), new Set())
    const edited = withMethod(before, '/shops', 'PUT')
    const next = buildMap(edited, 'a', graph)
    const second = mapElements(next, placeMap(next), new Set(), first)
    const changed = second.nodes.filter((node) => !first.nodes.includes(node))
    expect(changed.map(({ id }) => id)).toEqual([`/apis/a/resources/${idOf(edited, '/shops')}`])
    expect(second.edges.filter((edge) => !first.edges.includes(edge))).toEqual([])
  })

  it('mark what is selected, and nothing else anew', () => {
    const graph = buildMap(petDesign(), 'a')
    const places = placeMap(graph)
    const first = mapElements(graph, places, new Set())
    const chosen = graph.backends[0]?.id ?? ''
    const second = mapElements(graph, places, new Set([chosen]), first)
    expect(second.nodes.filter(({ selected }) => selected).map(({ id }) => id)).toEqual([chosen])
    expect(second.nodes.filter((node) => !first.nodes.includes(node))).toHaveLength(1)
  })

  it('hang a resource on its parent, so that a drag takes it along', () => {
    const design = petDesign()
    const graph = buildMap(design, 'a')
    const { nodes } = mapElements(graph, placeMap(graph), new Set())
    const pet = nodes.find(({ id }) => id.endsWith(idOf(design, '/pets/{petId}')))
    expect(pet?.parentId).toBe(`/apis/a/resources/${idOf(design, '/pets')}`)
    expect(apiOf(design).resources['root']?.parentId).toBeUndefined()
  })
})
