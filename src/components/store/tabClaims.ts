/** Which tab edits a design. At most one does. */
export interface TabClaims {
  /**
   * Become the tab that edits the design; false while another tab does. Gives up what was claimed before.
   * `onAsked` is called when another tab wants it: the claim is given up when it resolves.
   */
  readonly claim: (id: string, onAsked: () => Promise<void>) => Promise<boolean>
  /** Become the tab that edits it, whoever does: that tab is asked first, and not waited for long. */
  readonly takeOver: (id: string, onAsked: () => Promise<void>) => Promise<void>
  readonly release: () => void
}

/** Milliseconds that a page which goes away, as in a reload, may take to let go. */
const leavingMs = 400
/** Milliseconds that another tab may take to save and let go. */
const patienceMs = 3000

interface Held {
  readonly id: string
  readonly release: () => void
}

/** What claims take from the browser. */
export interface ClaimEnvironment {
  /** Absent outside secure contexts. */
  readonly locks?: Pick<LockManager, 'request'> | undefined
  readonly openChannel: () => Pick<BroadcastChannel, 'postMessage' | 'onmessage'>
  /** A signal that is aborted after so many milliseconds. */
  readonly after: (milliseconds: number) => AbortSignal
}

const browser = (): ClaimEnvironment => ({
  locks: (navigator as { readonly locks?: LockManager }).locks,
  openChannel: () => new BroadcastChannel('gatewright:claims'),
  after: (milliseconds) => AbortSignal.timeout(milliseconds),
})

/** Claims by web locks; tabs speak to each other through a channel. Without locks every tab edits, and revisions guard. */
export function webLockClaims({ locks, openChannel, after } = browser()): TabClaims {
  if (!locks) {
    return {
      claim: () => Promise.resolve(true),
      takeOver: () => Promise.resolve(),
      release: () => undefined,
    }
  }
  const channel = openChannel()
  let held: Held | undefined

  const release = () => {
    held?.release()
    held = undefined
  }

  const request = (id: string, options: LockOptions, onAsked: () => Promise<void>) =>
    new Promise<boolean>((resolve) => {
      let isOurs = false
      const lock = locks.request(`gatewright:${id}`, options, (granted) => {
        resolve(granted !== null)
        if (!granted) return undefined
        isOurs = true
        return new Promise<void>((letGo) => {
          release()
          held = { id, release: letGo }
          channel.onmessage = (event: MessageEvent<unknown>) => {
            if (event.data !== `take:${id}` || held?.release !== letGo) return
            void onAsked().finally(release)
          }
        })
      })
      lock.catch(() => {
        // waited too long, or another tab took it by force
        if (isOurs) {
          held = undefined
          void onAsked()
        }
        resolve(false)
      })
    })

  return {
    release,
    claim: async (id, onAsked) => {
      if (held?.id === id) return true
      release()
      // time runs only while somebody else has it: a page that is busy is no sign of another tab
      const isFree = await request(id, { ifAvailable: true }, onAsked)
      if (isFree || (await request(id, { signal: after(leavingMs) }, onAsked))) return true
      return request(id, { ifAvailable: true }, onAsked)
    },
    takeOver: async (id, onAsked) => {
      channel.postMessage(`take:${id}`)
      const signal = after(patienceMs)
      const isOurs = await request(id, { signal }, onAsked)
      if (!isOurs) await request(id, { steal: true }, onAsked)
    },
  }
}
