import { describe, expect, it } from 'vitest'
import { buildFlow } from './flow.ts'
import { buildMap } from './graph.ts'
import { apart, boundsOf, measures, placeFlow, placeMap } from './place.ts'
import type { Rectangle } from './place.ts'
import { idOf, largeDesign, petDesign } from './testDesign.ts'

function overlap(left: Rectangle, right: Rectangle): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  )
}

describe('the places on the map', () => {
  const design = petDesign()
  const graph = buildMap(design, 'a')
  const petsId = `/apis/a/resources/${idOf(design, '/pets')}`
  const petId = `/apis/a/resources/${idOf(design, '/pets/{petId}')}`

  it('are a step to the right per level, and all end at the same x', () => {
    const places = placeMap(graph)
    const resources = graph.resources.flatMap(({ id }) => places.get(id) ?? [])
    expect(resources.map(({ x }) => x / measures.indent)).toEqual([0, 1, 2, 1])
    expect(new Set(resources.map(({ x, width }) => x + width)).size).toBe(1)
  })

  it('never overlap, not even with 300 resources of four methods', () => {
    const places = [...placeMap(buildMap(largeDesign(300), 'a')).values()]
    const sorted = [...places].sort((left, right) => left.y - right.y)
    const overlapping = sorted.flatMap((left, i) =>
      sorted.slice(i + 1, i + 12).filter((right) => overlap(left, right)),
    )
    expect(overlapping).toEqual([])
  })

  it('are the same for the same graph', () => {
    expect([...placeMap(buildMap(petDesign(), 'a'))]).toEqual([...placeMap(graph)])
  })

  it('put a backend beside the methods that reach it', () => {
    const places = placeMap(graph)
    const pets = places.get(petsId)
    const backend = places.get('/apis/a/backends/http:pets.example.com')
    const row = (pets?.y ?? 0) + measures.rowsTop + measures.rowHeight / 2
    expect((backend?.y ?? 0) + measures.backendHeight / 2).toBeCloseTo(row, 0)
    expect(backend?.x).toBe((pets?.x ?? 0) + (pets?.width ?? 0) + measures.laneGap)
  })

  it('are moved by offsets; a resource takes those below it along', () => {
    const automatic = placeMap(graph)
    const moved = placeMap(graph, { [petsId]: { x: 10, y: -20 } })
    const shift = (id: string) => [
      (moved.get(id)?.x ?? 0) - (automatic.get(id)?.x ?? 0),
      (moved.get(id)?.y ?? 0) - (automatic.get(id)?.y ?? 0),
    ]
    expect(shift(petsId)).toEqual([10, -20])
    expect(shift(petId)).toEqual([10, -20])
    expect(moved.get(petId)?.relative).toEqual(automatic.get(petId)?.relative)
    expect(shift('/apis/a/backends/http:pets.example.com')).toEqual([0, 0])
  })
})

describe('numbers kept apart', () => {
  it('stay where they are when there is room', () => {
    expect(apart([0, 50, 200], 40)).toEqual([0, 50, 200])
  })

  it('share the push when there is none', () => {
    expect(apart([100, 100], 40)).toEqual([80, 120])
    expect(apart([100, 100, 100], 40)).toEqual([60, 100, 140])
  })

  it('push neighbours that they run into', () => {
    const result = apart([0, 100, 100, 110], 40)
    expect(result.every((value, i) => i === 0 || value - (result[i - 1] ?? 0) >= 39.999)).toBe(true)
  })
})

describe('the places in the flow', () => {
  const design = petDesign()
  const flow = buildFlow(design, [
    'apis',
    'a',
    'resources',
    idOf(design, '/pets'),
    'methods',
    'GET',
  ])
  if (!flow) throw new Error('the test design has this method')

  it('run left to right in the request row and back right to left beneath', () => {
    const places = placeFlow(flow, 1200)
    const left = (station: 'client') => places.get(station)?.x ?? -1
    const request = ['client', 'authorizer', 'methodRequest', 'integrationRequest', 'backend']
    const xs = request.map((station) => left(station as 'client')) // only their names matter here
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    const response = places.get('integrationResponse')
    expect(response?.x).toBe(places.get('integrationRequest')?.x)
    expect(places.get('methodResponse')?.x).toBe(places.get('methodRequest')?.x)
    expect(response?.y).toBeGreaterThan(places.get('integrationRequest')?.height ?? 0)
  })

  it('fill the width that there is, between a least and a most', () => {
    const width = (available: number) => boundsOf(placeFlow(flow, available).values())?.width ?? 0
    expect(Math.abs(width(1100) - 1100)).toBeLessThan(4)
    expect(width(300)).toBe(width(700))
    expect(width(3000)).toBe(width(2000))
  })

  it('never overlap, painted or not', () => {
    const painted = { isPainted: true, withMessage: new Set<string>(['methodRequest']) }
    for (const places of [placeFlow(flow, 900), placeFlow(flow, 900, painted)]) {
      const all = [...places.values()]
      const overlapping = all.flatMap((one, i) =>
        all.slice(i + 1).filter((two) => overlap(one, two)),
      )
      expect(overlapping).toEqual([])
    }
  })
})
