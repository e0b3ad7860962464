import { afterEach, describe, expect, it, vi } from 'vitest'
import { emergencyCopies, newestCopy } from './emergencyCopies.ts'
import type { TextStorage } from './emergencyCopies.ts'
import type { DesignRecord } from './savedDesigns.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const record = (change: number, text = 'short'): DesignRecord => ({
  id: 'd',
  name: `Change ${change}`,
  savedAt: change,
  revision: 2,
  apiNames: [],
  size: text.length,
  writtenBy: 'tab',
  change,
  text,
})

function twoPlaces() {
  const texts = new Map<string, string>()
  const local: TextStorage = {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
    key: (i) => [...texts.keys()][i] ?? null,
    get length() {
      return texts.size
    },
  }
  const lasting = new Map<string, unknown>()
  const timers = new Set<() => void>()
  const world = { time: 1000, isPrompt: true, answers: true }
  const copies = emergencyCopies(
    () => local,
    {
      isPrompt: () => world.isPrompt,
      read: (key) =>
        world.answers ? Promise.resolve(lasting.get(key)) : new Promise(() => undefined),
      readAll: () => Promise.resolve([...lasting.values()]),
      write: async (key, value) => {
        if (value === undefined) lasting.delete(key)
        else lasting.set(key, value)
      },
    },
    {
      now: () => world.time,
      later: (work) => {
        timers.add(work)
        return () => void timers.delete(work)
      },
    },
  )
  const pass = () => {
    for (const work of [...timers]) {
      timers.delete(work)
      work()
    }
  }
  const lastingName = () => (lasting.get('d') as DesignRecord | undefined)?.name // as `keep` gave it
  return { copies, texts, lasting, world, timers, pass, lastingName }
}

const long = 'x'.repeat(300_000)

describe('emergency copies', () => {
  it('are in both places at once, and are dropped from both', async () => {
    const { copies, texts, lasting } = twoPlaces()
    const outlives = copies.keep(record(1))
    expect(outlives).toEqual({ outlivesPage: true, outlivesBrowser: true })
    expect(await copies.read('d')).toEqual([record(1), record(1)])
    expect(await copies.list()).toEqual([record(1)])
    copies.drop('d')
    expect([texts.size, lasting.size]).toEqual([0, 0])
  })

  it('report that they do not outlive the browser while its database does not take them at once', () => {
    const { copies, world } = twoPlaces()
    world.isPrompt = false
    expect(copies.keep(record(1))).toEqual({ outlivesPage: true, outlivesBrowser: false })
  })

  it('of a long design go to the database alone, at intervals while changes go on', () => {
    const { copies, texts, world, timers, pass, lastingName } = twoPlaces()
    expect(copies.keep(record(1, long))).toEqual({ outlivesPage: false, outlivesBrowser: false })
    expect(lastingName()).toBe('Change 1')
    copies.keep(record(2, long))
    copies.keep(record(3, long))
    expect(lastingName()).toBe('Change 1')
    expect(timers.size).toBe(1)
    // a busy browser runs no timers: the next change finds that it is time
    world.time += 200
    copies.keep(record(4, long))
    expect(lastingName()).toBe('Change 4')
    copies.keep(record(5, long))
    pass()
    expect(lastingName()).toBe('Change 5')
    expect(texts.size).toBe(0)
  })

  it('of a long design that waits are dropped with the others', () => {
    const { copies, lasting, pass } = twoPlaces()
    copies.keep(record(1, long))
    copies.keep(record(2, long))
    copies.drop('d')
    pass()
    expect(lasting.size).toBe(0)
  })

  it('are read from local storage when the database does not answer', async () => {
    const { copies, world, pass } = twoPlaces()
    const told = vi.spyOn(console, 'info').mockImplementation(() => undefined)
    copies.keep(record(1))
    world.answers = false
    const reading = copies.read('d')
    pass()
    expect(await reading).toEqual([record(1)])
    expect(told).toHaveBeenCalled()
  })

  it('that are no records are passed over', async () => {
    const { copies, lasting } = twoPlaces()
    lasting.set('d', 'text')
    lasting.set('e', { id: 'e', text: 5 })
    expect(await copies.read('d')).toEqual([])
    expect(await copies.list()).toEqual([])
  })

  it('of one tab are compared by its changes, of several by the clock', () => {
    const early = { ...record(5), savedAt: 1 } // the clock was set back
    expect(newestCopy([record(4), early, record(3)])).toBe(early)
    const other = { ...record(1), writtenBy: 'other', savedAt: 9 }
    expect(newestCopy([record(4), other])).toBe(other)
    expect(newestCopy([])).toBeUndefined()
  })
})
