import { openDB } from 'idb'
import type { IDBPDatabase } from 'idb'
import type { Later, TextStorage } from './savedDesigns.ts'

/** Where the drafts of designs are kept, as texts by design. */
export interface DraftRecords {
  /** The text that was written last, as far as it is known at once. */
  readonly readNow: (designId: string) => string | undefined
  /** The text of the slower place when it is newer than what `readNow` found, else `undefined`. */
  readonly readLate: (designId: string) => Promise<string | undefined>
  /** Keep a text, or nothing for `undefined`. False when it is not kept at once. */
  readonly write: (designId: string, text: string | undefined) => boolean
}

/** A place that survives a killed browser, and answers later. */
export interface SlowTexts {
  readonly read: (key: string) => Promise<string | undefined>
  readonly write: (key: string, text: string | undefined) => Promise<void>
}

const prefix = 'gatewright:drafts:'

/** Milliseconds from a change to its write in the slower place. */
const slowWriteMs = 100

/**
 * Keep drafts twice: in `storage` at once, which survives a closed tab and a crashed page, and shortly after in `slow`, which
 * survives a killed browser as well. The newer of the two counts.
 */
export function twofoldDraftRecords(
  storage: () => TextStorage | undefined,
  slow: SlowTexts,
  { now, later }: { readonly now: () => number; readonly later: Later },
): DraftRecords {
  const waiting = new Map<string, () => void>()
  const writeSlow = async (designId: string, record: string | undefined) => {
    try {
      await slow.write(designId, record)
      if (record === undefined) writeStored(designId, undefined)
    } catch (error) {
      console.info('Drafts are not kept over the end of the browser', error)
    }
  }
  const writeSlowSoon = (designId: string, record: string | undefined) => {
    waiting.get(designId)?.()
    const callOff = later(() => {
      waiting.delete(designId)
      void writeSlow(designId, record)
    }, slowWriteMs)
    waiting.set(designId, callOff)
  }
  const readStored = (designId: string): DraftRecord | undefined => {
    try {
      return recordOf(storage()?.getItem(prefix + designId) ?? undefined)
    } catch (error) {
      console.info('Drafts cannot be read', error)
      return undefined
    }
  }
  const writeStored = (designId: string, record: string | undefined): boolean => {
    try {
      const place = storage()
      if (!place) return false
      if (record === undefined) place.removeItem(prefix + designId)
      else place.setItem(prefix + designId, record)
      return true
    } catch (error) {
      console.info('Drafts are not kept over a reload', error)
      return false
    }
  }
  return {
    readNow: (designId) => readStored(designId)?.text,
    readLate: async (designId) => {
      try {
        const record = recordOf(await slow.read(designId))
        const stored = readStored(designId)
        return record && record.writtenAt > (stored?.writtenAt ?? 0) ? record.text : undefined
      } catch (error) {
        console.info('Drafts cannot be read', error)
        return undefined
      }
    },
    write: (designId, text) => {
      writeSlowSoon(designId, text === undefined ? undefined : written(text))
      // an empty list is newer than drafts in the slower place, which go a little later
      return writeStored(designId, written(text ?? '[]')) || text === undefined
    },
  }

  function written(text: string): string {
    return JSON.stringify({ writtenAt: now(), text })
  }
}

interface DraftRecord {
  readonly writtenAt: number
  readonly text: string
}

function recordOf(written: string | undefined): DraftRecord | undefined {
  if (written === undefined) return undefined
  try {
    const value = JSON.parse(written) as Partial<DraftRecord> | null // checked below
    return typeof value?.writtenAt === 'number' && typeof value.text === 'string'
      ? { writtenAt: value.writtenAt, text: value.text }
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The slower place: a database of its own, so that the one of the designs keeps its form. */
export function indexedDbTexts(name = 'gatewright-drafts'): SlowTexts {
  let opened: Promise<IDBPDatabase> | undefined
  const forget = () => {
    opened = undefined
  }
  const database = () =>
    (opened ??= openDB(name, 1, {
      upgrade: (upgrading) => void upgrading.createObjectStore('texts'),
      terminated: forget,
    }).catch((cause: unknown) => {
      forget()
      throw cause
    }))
  return {
    read: async (key) => {
      const text: unknown = await (await database()).get('texts', key)
      return typeof text === 'string' ? text : undefined
    },
    write: async (key, text) => {
      if (text === undefined) await (await database()).delete('texts', key)
      else await (await database()).put('texts', text, key)
    },
  }
}

/** Records that last as long as the page: for tests. */
export function memoryDraftRecords(texts = new Map<string, string>()): DraftRecords {
  return {
    readNow: (designId) => texts.get(designId),
    readLate: () => Promise.resolve(undefined),
    write: (designId, text) => {
      if (text === undefined) texts.delete(designId)
      else texts.set(designId, text)
      return true
    },
  }
}
