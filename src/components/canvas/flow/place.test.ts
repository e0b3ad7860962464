import { describe, expect, it } from 'vitest'
import { boundsOf } from '../geometry.ts'
import { idOf, overlap, petDesign } from '../testDesign.ts'
import { buildFlow } from './build.ts'
import { placeFlow } from './place.ts'

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
    const places = placeFlow(flow.stations, flow.shape, 1200)
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
    const width = (available: number) =>
      boundsOf(placeFlow(flow.stations, flow.shape, available).values())?.width ?? 0
    expect(Math.abs(width(1100) - 1100)).toBeLessThan(4)
    expect(width(300)).toBe(width(700))
    expect(width(3000)).toBe(width(2000))
  })

  it('never overlap, painted or not', () => {
    const painted = { isPainted: true, withMessage: new Set<string>(['methodRequest']) }
    for (const places of [
      placeFlow(flow.stations, flow.shape, 900),
      placeFlow(flow.stations, flow.shape, 900, painted),
    ]) {
      const all = [...places.values()]
      const overlapping = all.flatMap((one, i) =>
        all.slice(i + 1).filter((two) => overlap(one, two)),
      )
      expect(overlapping).toEqual([])
    }
  })
})
