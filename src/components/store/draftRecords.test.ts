import { describe, expect, it } from 'vitest'
import { twofoldDraftRecords } from './draftRecords.ts'
import type { TextStorage } from './emergencyCopies.ts'

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
  const lasting = new Map<string, unknown>()
  let time = 0
  /** Writes that the browser has not answered yet. */
  const unanswered: (() => void)[] = []
  const made = twofoldDraftRecords(
    () => storage,
    {
      isPrompt: () => true,
      read: (key) => Promise.resolve(lasting.get(key)),
      readAll: () => Promise.resolve([...lasting.values()]),
      write: (key, value) => {
        if (value === undefined) lasting.delete(key)
        else lasting.set(key, value)
        return new Promise((resolve) => unanswered.push(resolve))
      },
    },
    () => ++time,
  )
  /** Let the browser answer. */
  const answer = async () => {
    for (const resolve of unanswered.splice(0)) resolve()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { made, storage, lasting, answer }
}

describe('records of drafts', () => {
  it('survive a killed browser as soon as they are written, however fast they change', async () => {
    const { made, storage } = records()
    expect(made.write('d', '["one"]')).toBe(true)
    expect(made.write('d', '["two"]')).toBe(true)
    expect(made.readNow('d')).toBe('["two"]')
    storage.texts.clear()
    expect(made.readNow('d')).toBeUndefined()
    expect(await made.readLate('d')).toBe('["two"]')
  })

  it('give the newer of two', async () => {
    const { made, lasting } = records()
    made.write('d', '["one"]')
    const older = lasting.get('d')
    made.write('d', '["two"]')
    lasting.set('d', older)
    expect(made.readNow('d')).toBe('["two"]')
    expect(await made.readLate('d')).toBeUndefined()
  })

  it('leave nothing behind once the last draft is gone', async () => {
    const { made, storage, lasting, answer } = records()
    made.write('d', '["one"]')
    made.write('d', undefined)
    expect(made.readNow('d')).toBe('[]')
    expect(await made.readLate('d')).toBeUndefined()
    await answer()
    expect([storage.texts.size, lasting.size]).toEqual([0, 0])
  })

  it('keep what is typed while the browser still removes an earlier draft', async () => {
    const { made, answer } = records()
    made.write('d', undefined)
    made.write('d', '["typed meanwhile"]')
    await answer()
    expect(made.readNow('d')).toBe('["typed meanwhile"]')
  })

  it('say when the browser keeps nothing at once', () => {
    const { made, storage } = records()
    storage.isFull = true
    expect(made.write('d', '["one"]')).toBe(false)
    expect(made.write('d', undefined)).toBe(true)
    expect(made.readNow('d')).toBeUndefined()
  })
})
