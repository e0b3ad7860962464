import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SentenceError, plainReason } from './plainReason.ts'

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => undefined))
afterEach(() => vi.restoreAllMocks())

/** An error as the engine throws it. */
function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const endless = (): unknown => [endless()]

describe('a reason for the user', () => {
  it.each([
    ['a property of undefined', () => (undefined as unknown as { open: () => void }).open()],
    ['something that is not a function', () => (5 as unknown as () => void)()],
    ['an endless recursion', endless],
    ['a text that is too long', () => 'x'.repeat(2 ** 30)],
    ['JSON that ends early', (): unknown => JSON.parse('{')],
  ])('never repeats the words of the engine: %s', (_name, work) => {
    const error = thrownBy(work)
    const reason = plainReason(error)
    expect(reason).not.toContain((error as Error).message)
    expect(reason).toMatch(/^[a-z][^.]*$/)
    expect(console.warn).toHaveBeenCalledWith(error)
  })

  it('says what the browser refuses', () => {
    expect(plainReason(new DOMException('x', 'QuotaExceededError'))).toContain('full')
    expect(plainReason(new DOMException('x', 'SecurityError'))).toContain('does not allow')
  })

  it('keeps a sentence that was written for the user, and logs nothing', () => {
    expect(plainReason(new SentenceError('It is gone.'))).toBe('It is gone')
    const fromWorker = Object.assign(new Error('It is gone.'), { name: 'SentenceError' })
    expect(plainReason(fromWorker)).toBe('It is gone')
    expect(console.warn).not.toHaveBeenCalled()
  })

  it('says that something else was thrown', () => {
    expect(plainReason('text')).toContain('unexpected')
    expect(plainReason(undefined)).toContain('unexpected')
  })
})
