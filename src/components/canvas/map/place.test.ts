import { describe, expect, it } from 'vitest'
import { buildMap } from './build.ts'
import { apart, measures, placeMap } from './place.ts'
import { idOf, largeDesign, overlap, petDesign } from '../testDesign.ts'

describe('the places on the map', () => {
  const design = petDesign()
  const graph = buildMap(design, 'a')
  const petsId = `/apis/a/resources/${idOf(design, '/pets')}`
  const petId = `/apis/a/resources/${idOf(design, '/pets/{petId}')}`

  it('are a step to the right per level, and all end at the same x', () => {
    const places = placeMap(graph)
    const resources = graph.cards.flatMap(({ id }) => places.get(id) ?? [])
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
