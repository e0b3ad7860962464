import { describe, expect, it } from 'vitest'
import { webLockClaims } from './tabClaims.ts'
import type { ClaimEnvironment } from './tabClaims.ts'

type Grant = (lock: Lock | null) => unknown

/** Locks as browsers have them, shared by the tabs of a test. Time passes when the test says so. */
function testLocks() {
  const holders = new Map<string, { readonly steal: () => void }>()
  const queues = new Map<string, (() => void)[]>()
  const channels: Pick<BroadcastChannel, 'postMessage' | 'onmessage'>[] = []
  const timers: AbortController[] = []
  let isSlow = false
  const waiting: (() => void)[] = []
  /** What the browser answers arrives late while the page is busy. */
  const answer = (deliver: () => void) => {
    if (isSlow) waiting.push(deliver)
    else queueMicrotask(deliver)
  }
  const letGo = (name: string) => {
    holders.delete(name)
    queues.get(name)?.shift()?.()
  }

  const request = (name: string, options: LockOptions, grant: Grant) =>
    new Promise((resolve, reject) => {
      let isGivenUp = false
      const take = () => {
        let isStolen = false
        holders.set(name, {
          steal: () => {
            isStolen = true
            reject(new DOMException('stolen', 'AbortError'))
          },
        })
        answer(() => {
          if (isGivenUp) return letGo(name)
          isAnswered = true
          void Promise.resolve(grant({ name, mode: 'exclusive' })).then((value) => {
            if (!isStolen) letGo(name)
            resolve(value)
          })
        })
      }
      let isAnswered = false
      options.signal?.addEventListener('abort', () => {
        if (isAnswered) return
        // also when the lock was ours and the page did not know it yet
        isGivenUp = true
        const queue = queues.get(name)
        if (queue?.includes(take)) queue.splice(queue.indexOf(take), 1)
        reject(new DOMException('waited too long', 'TimeoutError'))
      })
      if (options.steal) {
        holders.get(name)?.steal()
        take()
      } else if (!holders.has(name)) take()
      else if (options.ifAvailable) answer(() => resolve(grant(null)))
      else {
        const queue = queues.get(name) ?? []
        queues.set(name, queue)
        queue.push(take)
      }
    })

  const openTab = (): ClaimEnvironment => {
    const channel: (typeof channels)[number] = {
      onmessage: null,
      postMessage: (data: unknown) => {
        for (const other of channels) {
          if (other !== channel)
            other.onmessage?.call(other as BroadcastChannel, { data } as MessageEvent)
        }
      },
    }
    channels.push(channel)
    return {
      locks: { request: request as LockManager['request'] },
      openChannel: () => channel,
      after: () => {
        const timer = new AbortController()
        timers.push(timer)
        return timer.signal
      },
    }
  }

  return {
    claims: () => webLockClaims(openTab()),
    /** The page does not come to answers until the result is called. */
    beBusy: () => {
      isSlow = true
      return () => {
        isSlow = false
        for (const deliver of waiting.splice(0)) deliver()
      }
    },
    /** All that was to last at most so long has lasted so long. */
    passTime: () => {
      for (const timer of timers.splice(0)) timer.abort()
    },
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const nothing = () => Promise.resolve()

describe('tabs that claim a design', () => {
  it('only the first of two tabs gets it', async () => {
    const locks = testLocks()
    const [first, second] = [locks.claims(), locks.claims()]
    expect(await first.claim('a', nothing)).toBe(true)
    expect(await first.claim('a', nothing)).toBe(true)
    const late = second.claim('a', nothing)
    await settled()
    locks.passTime()
    expect(await late).toBe(false)
    expect(await second.claim('b', nothing)).toBe(true)
  })

  it('a tab that is busy while the answer comes has the design all the same', async () => {
    const locks = testLocks()
    const first = locks.claims()
    const goOn = locks.beBusy()
    const claimed = first.claim('a', nothing)
    locks.passTime()
    goOn()
    expect(await claimed).toBe(true)
    const second = locks.claims().claim('a', nothing)
    await settled()
    locks.passTime()
    expect(await second).toBe(false)
  })

  it('a page that goes away lets the next one have it', async () => {
    const locks = testLocks()
    const [first, second] = [locks.claims(), locks.claims()]
    await first.claim('a', nothing)
    const next = second.claim('a', nothing)
    await settled()
    first.release()
    expect(await next).toBe(true)
  })

  it('a tab that is asked has finished before the other one has the design', async () => {
    const locks = testLocks()
    const [first, second] = [locks.claims(), locks.claims()]
    const happened: string[] = []
    await first.claim('a', async () => {
      await settled()
      happened.push('first saved')
    })
    await second.takeOver('a', nothing)
    happened.push('second edits')
    expect(happened).toEqual(['first saved', 'second edits'])
  })

  it('a tab that does not answer loses the design, and is told', async () => {
    const locks = testLocks()
    const [first, second] = [locks.claims(), locks.claims()]
    let asked = 0
    await first.claim('a', () => {
      asked++
      return new Promise(() => undefined)
    })
    const taken = second.takeOver('a', nothing)
    await settled()
    locks.passTime()
    await taken
    expect(asked).toBe(2)
    const third = locks.claims().claim('a', nothing)
    await settled()
    locks.passTime()
    expect(await third).toBe(false)
  })

  it('where the browser has no locks every tab has it', async () => {
    const claims = webLockClaims({
      openChannel: () => {
        throw new Error('not asked for')
      },
      after: () => new AbortController().signal,
    })
    expect(await claims.claim('a', nothing)).toBe(true)
    await claims.takeOver('a', nothing)
    claims.release()
  })
})
