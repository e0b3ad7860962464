import type { LastingValues } from './lastingValues.ts'
import { listed, patience } from './savedDesigns.ts'
import type { DesignRecord, Later } from './savedDesigns.ts'

/** Copies of changes that are not saved yet: a page or its browser may die at any moment. */
export interface EmergencyCopies {
  /** Keep the copy of a design, in place of the one before. Returns what the copy outlives. */
  readonly keep: (
    record: DesignRecord,
    how?: { readonly atAnyCost: boolean },
  ) => { readonly outlivesPage: boolean; readonly outlivesBrowser: boolean }
  /** The copies of a design that were kept for a dead page and for a dead browser. */
  readonly read: (id: string) => Promise<readonly DesignRecord[]>
  readonly drop: (id: string) => void
  /** The newest copy of each design. */
  readonly list: () => Promise<readonly DesignRecord[]>
}

/** The part of `Storage` that copies need. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'gatewright:unsaved:'

/** Characters that a copy may have that is made with every change: writing it stops the page for 3 ms. */
const longestCopy = 250_000
/** Milliseconds between the copies of a longer design that outlive the browser. */
const longCopyGapMs = 150

/** The newest of some copies. A tab counts its changes; between tabs the clock decides. */
export function newestCopy(copies: readonly DesignRecord[]): DesignRecord | undefined {
  return copies.reduce<DesignRecord | undefined>((newest, copy) => {
    if (!newest) return copy
    const isNewer =
      copy.writtenBy === newest.writtenBy
        ? copy.change > newest.change
        : copy.savedAt > newest.savedAt
    return isNewer ? copy : newest
  }, undefined)
}

/**
 * Keep copies twice. Local storage is written synchronously and outlives a closed tab and a crashed page, but the browser holds
 * it back for seconds. `lasting` outlives a killed browser.
 */
export function emergencyCopies(
  storage: () => TextStorage | undefined,
  lasting: LastingValues,
  { now, later }: { readonly now: () => number; readonly later: Later },
): EmergencyCopies {
  const inTime = patience(later)
  /** The long design whose next copy waits. */
  let waiting: { readonly record: DesignRecord; readonly callOff: () => void } | undefined
  let longKeptAt: number | undefined

  const attempt = <T>(work: (place: TextStorage) => T, otherwise: T): T => {
    try {
      const place = storage()
      return place ? work(place) : otherwise
    } catch (error) {
      // full or forbidden: the copy is a second line of defence, the first one tells the user
      console.info('No emergency copy could be kept', error)
      return otherwise
    }
  }
  const readLocal = (id: string): DesignRecord | undefined =>
    attempt((place) => {
      const text = place.getItem(prefix + id)
      return text === null ? undefined : recordIn(parsed(text))
    }, undefined)
  const listLocal = () =>
    attempt<DesignRecord[]>((place) => {
      const keys = Array.from({ length: place.length }, (_, i) => place.key(i) ?? '')
      return keys
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => readLocal(key.slice(prefix.length)) ?? [])
    }, [])
  const readLasting = async <T>(reading: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await inTime(reading)
    } catch (error) {
      console.info('The copies that outlive the browser cannot be read', error)
      return otherwise
    }
  }
  const writeLasting = (id: string, record: DesignRecord | undefined) => {
    lasting.write(id, record).catch((error: unknown) => {
      console.info('No copy that outlives the browser could be kept', error)
    })
  }
  const stopWaiting = () => {
    waiting?.callOff()
    waiting = undefined
  }
  const keepLong = (record: DesignRecord) => {
    stopWaiting()
    const gapMs = longKeptAt === undefined ? longCopyGapMs : Math.abs(now() - longKeptAt)
    const write = () => {
      stopWaiting()
      longKeptAt = now()
      writeLasting(record.id, record)
    }
    if (gapMs >= longCopyGapMs) write()
    else waiting = { record, callOff: later(write, longCopyGapMs - gapMs) }
  }

  return {
    keep: (record, { atAnyCost } = { atAnyCost: false }) => {
      const isShort = atAnyCost || record.text.length <= longestCopy
      const outlivesBrowser = isShort && lasting.isPrompt()
      if (isShort) {
        stopWaiting()
        writeLasting(record.id, record)
      } else keepLong(record)
      const outlivesPage =
        isShort &&
        attempt((place) => {
          place.setItem(prefix + record.id, JSON.stringify(record))
          return true
        }, false)
      return { outlivesPage, outlivesBrowser }
    },
    read: async (id) => {
      const copy = recordIn(await readLasting(lasting.read(id), undefined))
      return [readLocal(id), copy].filter((each) => each !== undefined)
    },
    drop: (id) => {
      if (waiting?.record.id === id) stopWaiting()
      attempt((place) => place.removeItem(prefix + id), undefined)
      writeLasting(id, undefined)
    },
    list: async () => {
      const values = await readLasting(lasting.readAll(), [])
      const copies = [...listLocal(), ...values.flatMap((value) => recordIn(value) ?? [])]
      const ids = new Set(copies.map(({ id }) => id))
      return [...ids].flatMap((id) => newestCopy(copies.filter((copy) => copy.id === id)) ?? [])
    },
  }
}

/** A value from its JSON; `undefined` for text that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The record in a stored value; `undefined` for a value that is not one. */
function recordIn(value: unknown): DesignRecord | undefined {
  if (typeof value !== 'object' || value === null || !('text' in value)) return undefined
  const { id, revision } = value as Readonly<Record<string, unknown>> // an object, checked above
  // what a copy continues must be known; anything else is only shown
  if (typeof value.text !== 'string' || typeof id !== 'string' || typeof revision !== 'number')
    return undefined
  const { isDamaged: _isDamaged, ...record } = listed(value)
  return { ...record, text: value.text }
}
