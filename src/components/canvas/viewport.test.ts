import { describe, expect, it } from 'vitest'
import { fitting, opening, revealing } from './viewport.ts'

const size = { width: 800, height: 600 }

describe('the view', () => {
  it('shows all of a small map in the middle, never larger than it is', () => {
    const view = fitting({ x: 0, y: 0, width: 200, height: 100 }, size)
    expect(view).toEqual({ zoom: 1, x: 300, y: 250 })
  })

  it('opens a long map at its beginning, readable', () => {
    const view = opening({ x: 0, y: 0, width: 600, height: 50_000 }, size)
    expect(view.zoom).toBe(1)
    expect(view.y).toBe(32)
  })

  it('stays where it is for what is in view', () => {
    const view = { x: 0, y: 0, zoom: 1 }
    expect(revealing({ x: 100, y: 100, width: 100, height: 30 }, size, view)).toBe(view)
  })

  it('moves no further than it takes for what is not', () => {
    const view = { x: 0, y: 0, zoom: 1 }
    const below = revealing({ x: 100, y: 700, width: 100, height: 30 }, size, view)
    expect(below).toEqual({ x: 0, y: -194, zoom: 1 })
    const left = revealing({ x: -300, y: 100, width: 100, height: 30 }, size, view)
    expect(left).toEqual({ x: 324, y: 0, zoom: 1 })
  })

  it('shows the beginning of what is larger than itself', () => {
    const view = revealing({ x: 100, y: 2000, width: 100, height: 900 }, size, {
      x: 0,
      y: 0,
      zoom: 1,
    })
    expect(view.y).toBe(-1976)
  })
})
