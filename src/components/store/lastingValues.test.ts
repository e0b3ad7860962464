import { describe, expect, it } from 'vitest'
import { lastingValues } from './lastingValues.ts'

/** A browser that stores values in order, and reports each write only when the test lets it. */
function slowBrowser() {
  const kept: [string, unknown][] = []
  const answers: { readonly resolve: () => void; readonly reject: (cause: Error) => void }[] = []
  const opens: { readonly resolve: () => void; readonly reject: (cause: Error) => void }[] = []
  const browser = { kept, answers, opens, isClosed: false, lose: () => undefined as void }
  const values = lastingValues(async (onLost) => {
    browser.lose = onLost
    await new Promise<void>((resolve, reject) => opens.push({ resolve, reject }))
    browser.isClosed = false
    return {
      read: async (key) => kept.findLast(([each]) => each === key)?.[1],
      readAll: async () => [...new Map(kept).values()],
      write: (key, value) => {
        if (browser.isClosed) return undefined
        kept.push([key, value])
        return new Promise((resolve, reject) => answers.push({ resolve, reject }))
      },
    }
  })
  const open = async () => {
    const read = values.read('nothing')
    opens.shift()?.resolve()
    await read
  }
  return { ...browser, browser, values, open }
}

/** Let promises that are settled go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('values that outlive the browser', () => {
  it('are handed over in order before the call returns, although no earlier write was answered', async () => {
    const { values, kept, open } = slowBrowser()
    await open()
    for (const text of ['one', 'two', 'three']) void values.write('d', text)
    void values.write('d', undefined)
    expect(kept.map(([, value]) => value)).toEqual(['one', 'two', 'three', undefined])
  })

  it('wait for the database, the latest of each key', async () => {
    const { values, kept, opens, answers } = slowBrowser()
    expect(values.isPrompt()).toBe(false)
    const writes = [values.write('d', 'one'), values.write('e', 'other'), values.write('d', 'two')]
    expect(kept).toEqual([])
    opens[0]?.resolve()
    await settle()
    expect(kept).toEqual([
      ['d', 'two'],
      ['e', 'other'],
    ])
    for (const { resolve } of answers) resolve()
    await Promise.all(writes)
    expect(values.isPrompt()).toBe(true)
    expect(await values.readAll()).toEqual(['two', 'other'])
  })

  it('reject when the database does not open, and try again at the next write', async () => {
    const { values, kept, opens } = slowBrowser()
    const write = values.write('d', 'one')
    opens[0]?.reject(new Error('forbidden'))
    await expect(write).rejects.toThrow('forbidden')
    expect(values.isPrompt()).toBe(false)
    void values.write('d', 'two')
    opens[1]?.resolve()
    await settle()
    expect(kept).toEqual([['d', 'two']])
  })

  it('are not prompt after a write that failed until one is kept', async () => {
    const { values, answers, open } = slowBrowser()
    await open()
    expect(values.isPrompt()).toBe(true)
    const failed = values.write('d', 'one')
    answers[0]?.reject(new DOMException('no room', 'QuotaExceededError'))
    await expect(failed).rejects.toThrow('no room')
    expect(values.isPrompt()).toBe(false)
    const kept = values.write('d', 'two')
    answers[1]?.resolve()
    await kept
    expect(values.isPrompt()).toBe(true)
  })

  it('open the database again when the connection was closed', async () => {
    const { browser, values, kept, opens, open } = slowBrowser()
    await open()
    browser.isClosed = true
    void values.write('d', 'one')
    expect(kept).toEqual([])
    opens[0]?.resolve()
    await settle()
    expect(kept).toEqual([['d', 'one']])
  })

  it('pile up no further when the browser does not answer, and go on with the latest when it does', async () => {
    const { values, kept, answers, open } = slowBrowser()
    await open()
    for (let i = 0; i < 200; i++) void values.write('d', i)
    expect(kept.length).toBeLessThan(100)
    expect(values.isPrompt()).toBe(false)
    expect(await values.read('d')).toBe(199)
    answers[0]?.resolve()
    await settle()
    expect(kept.at(-1)).toEqual(['d', 199])
  })
})
