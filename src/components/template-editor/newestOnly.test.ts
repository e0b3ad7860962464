import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNewestOnly } from './useTemplateLook.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Work that ends when it is told to. */
function pieces() {
  const started: string[] = []
  const ends: (() => void)[] = []
  const aborted: string[] = []
  const slow: boolean[] = []
  const lane = createNewestOnly<string>(
    (wanted, signal) => {
      started.push(wanted)
      return new Promise((resolve, reject) => {
        ends.push(resolve)
        signal.addEventListener('abort', () => {
          aborted.push(wanted)
          reject(new Error('aborted'))
        })
      })
    },
    (isSlow) => slow.push(isSlow),
  )
  return { started, ends, aborted, slow, lane }
}

test('of the texts that come while one is looked at only the newest is looked at', async () => {
  const { started, ends, lane } = pieces()
  for (const text of ['a', 'b', 'c']) lane.want(text)
  expect(started).toEqual(['a'])
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(started).toEqual(['a', 'c'])
})

test('a look that lasts is told, and ended when a newer text is there', async () => {
  const { started, aborted, slow, lane } = pieces()
  lane.want('a')
  await vi.advanceTimersByTimeAsync(600)
  expect(slow).toEqual([true])
  lane.want('b')
  await vi.advanceTimersByTimeAsync(0)
  expect(aborted).toEqual(['a'])
  expect(started).toEqual(['a', 'b'])
  lane.want('c')
  expect(aborted).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(600)
  expect(started).toEqual(['a', 'b', 'c'])
})

test('what is cancelled is not tried again, and nothing is looked at after the end', async () => {
  const { started, aborted, lane } = pieces()
  lane.want('a')
  lane.cancel()
  await vi.advanceTimersByTimeAsync(0)
  expect([started, aborted]).toEqual([['a'], ['a']])
  lane.stop()
  lane.want('b')
  expect(started).toEqual(['a'])
})
