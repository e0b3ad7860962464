import { openDB } from 'idb'

/**
 * Values by key that outlive a killed browser. Writes do not wait for each other: as soon as the database is open, each one is
 * handed to the browser before `write` returns, and the browser keeps their order.
 */
export interface LastingValues {
  /** True when the next write is handed over at once, and no write has failed since the last one that was kept. */
  readonly isPrompt: () => boolean
  readonly read: (key: string) => Promise<unknown>
  readonly readAll: () => Promise<readonly unknown[]>
  /** Replace the value of a key; `undefined` removes it. Resolves once the value, or a later one, is kept. */
  readonly write: (key: string, value: unknown) => Promise<void>
}

/** An open database. */
export interface ValueConnection {
  readonly read: (key: string) => Promise<unknown>
  readonly readAll: () => Promise<readonly unknown[]>
  /** Hand a write to the browser. Returns `undefined`, and writes nothing, when the connection is closed. */
  readonly write: (key: string, value: unknown) => Promise<void> | undefined
}

/** The unanswered writes that may be under way. It bounds memory where the browser does not answer. */
const mostUnanswered = 64

/** A write that waits for the database to open, or for an earlier write to be answered. */
interface WaitingWrite {
  value: unknown
  readonly kept: Promise<void>
  readonly resolve: (kept: Promise<void>) => void
}

/**
 * Keep values through a connection that `open` makes at the first call, and again after it was lost. `open` reports a loss with
 * `onLost`.
 */
export function lastingValues(
  open: (onLost: () => void) => Promise<ValueConnection>,
): LastingValues {
  let connection: ValueConnection | undefined
  let opening: Promise<ValueConnection> | undefined
  let unanswered = 0
  let hasFailed = false
  /** The latest value of each key. */
  const waiting = new Map<string, WaitingWrite>()

  const forget = () => {
    connection = undefined
    opening = undefined
  }

  const handOver = (key: string, value: unknown): Promise<void> | undefined => {
    if (!connection || unanswered >= mostUnanswered) return undefined
    const kept = connection.write(key, value)
    if (!kept) {
      forget()
      return undefined
    }
    unanswered++
    return kept
      .then(
        () => {
          hasFailed = false
        },
        (cause: unknown) => {
          hasFailed = true
          throw cause
        },
      )
      .finally(() => {
        unanswered--
        handOverWaiting()
      })
  }

  const handOverWaiting = () => {
    for (const [key, { value, resolve }] of [...waiting]) {
      const kept = handOver(key, value)
      if (!kept) break
      waiting.delete(key)
      resolve(kept)
    }
    if (waiting.size > 0) openForWaiting()
  }

  const opened = (): Promise<ValueConnection> => {
    if (opening) return opening
    const mine = open(() => {
      if (opening === mine) forget()
    }).then(
      (made) => {
        connection = made
        handOverWaiting()
        return made
      },
      (cause: unknown) => {
        forget()
        hasFailed = true
        throw cause
      },
    )
    opening = mine
    return mine
  }

  const openForWaiting = () => {
    if (connection) return
    opened().catch((cause: unknown) => {
      for (const { resolve } of waiting.values()) resolve(Promise.reject(cause as Error)) // as `open` gave it
      waiting.clear()
    })
  }

  const wait = (key: string, value: unknown): Promise<void> => {
    const before = waiting.get(key)
    if (before) {
      before.value = value
      return before.kept
    }
    let resolve: WaitingWrite['resolve'] = () => undefined
    const kept = new Promise<void>((settle) => {
      resolve = settle
    })
    waiting.set(key, { value, kept, resolve })
    openForWaiting()
    return kept
  }

  return {
    isPrompt: () => connection !== undefined && unanswered < mostUnanswered && !hasFailed,
    read: async (key) => {
      const from = await opened()
      const later = waiting.get(key)
      return later ? later.value : from.read(key)
    },
    readAll: async () => (await opened()).readAll(),
    write: (key, value) =>
      (waiting.has(key) ? undefined : handOver(key, value)) ?? wait(key, value),
  }
}

/** Values in an IndexedDB database of their own, so that the one of the designs keeps its form and holds up no write. */
export function indexedDbValues(name: string, store: string): LastingValues {
  return lastingValues(async (onLost) => {
    let isClosed = false
    const database = await openDB(name, 1, {
      upgrade: (upgrading) => void upgrading.createObjectStore(store),
      // a newer page, or whoever deletes the database, gets its way
      blocking: (_currentVersion, _blockedVersion, event) => {
        ;(event.target as IDBDatabase).close() // the target of a version change is the database
        isClosed = true
        onLost()
      },
      terminated: () => {
        isClosed = true
        onLost()
      },
    })
    return {
      read: (key) => database.get(store, key),
      readAll: () => database.getAll(store),
      write: (key, value) => (isClosed ? undefined : put(key, value)),
    }

    async function put(key: string, value: unknown): Promise<void> {
      // relaxed: handed to the system, which keeps it when the browser is killed; strict would also wait for the disk
      const transaction = database.transaction(store, 'readwrite', { durability: 'relaxed' })
      const values = transaction.objectStore(store)
      const request = value === undefined ? values.delete(key) : values.put(value, key)
      // else the browser waits for a busy page to hear of the request before it keeps the value
      transaction.commit()
      await Promise.all([request, transaction.done])
    }
  })
}
