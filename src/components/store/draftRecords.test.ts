import { describe, expect, it } from 'vitest'
import { twofoldDraftRecords } from './draftRecords.ts'
import type { TextStorage } from './savedDesigns.ts'

/** A local storage in memory that can be full. */
function textStorage(): TextStorage & { isFull: boolean; readonly texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    isFull: false,
    get length() {
      return texts.size
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    removeItem: (key) => void texts.delete(key),
    setItem(key, text) {
      if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
      texts.set(key, text)
    },
  }
}

function records() {
  const storage = textStorage()
  const slow = new Map<string, string>()
  let time = 0
  const due = new Set<() => void>()
  const made = twofoldDraftRecords(
    () => storage,
    {
      read: (key) => Promise.resolve(slow.get(key)),
      write: (key, text) => {
        if (text === undefined) slow.delete(key)
        else slow.set(key, text)
        return Promise.resolve()
      },
    },
    {
      now: () => ++time,
      later: (work) => {
        due.add(work)
        return () => due.delete(work)
      },
    },
  )
  /** Let the writes of the slower place happen. */
  const pass = async () => {
    for (const work of due) work()
    due.clear()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { made, storage, slow, pass, waiting: due }
}

describe('records of drafts', () => {
  it('are there at once, and a little later in the place that survives a killed browser', async () => {
    const { made, storage, slow, pass, waiting } = records()
    expect(made.write('d', '["one"]')).toBe(true)
    expect(made.write('d', '["two"]')).toBe(true)
    expect(made.readNow('d')).toBe('["two"]')
    expect(waiting.size).toBe(1)
    await pass()
    expect(slow.size).toBe(1)
    storage.texts.clear()
    expect(made.readNow('d')).toBeUndefined()
    expect(await made.readLate('d')).toBe('["two"]')
  })

  it('give the newer of two', async () => {
    const { made, pass } = records()
    made.write('d', '["one"]')
    await pass()
    made.write('d', '["two"]')
    expect(made.readNow('d')).toBe('["two"]')
    expect(await made.readLate('d')).toBeUndefined()
  })

  it('leave nothing behind once the last draft is gone', async () => {
    const { made, storage, slow, pass } = records()
    made.write('d', '["one"]')
    await pass()
    made.write('d', undefined)
    expect(made.readNow('d')).toBe('[]')
    expect(await made.readLate('d')).toBeUndefined()
    await pass()
    expect([storage.texts.size, slow.size]).toEqual([0, 0])
  })

  it('say when the browser keeps nothing at once', () => {
    const { made, storage } = records()
    storage.isFull = true
    expect(made.write('d', '["one"]')).toBe(false)
    expect(made.write('d', undefined)).toBe(true)
    expect(made.readNow('d')).toBeUndefined()
  })
})
