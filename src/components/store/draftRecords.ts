import type { TextStorage } from './emergencyCopies.ts'
import type { LastingValues } from './lastingValues.ts'

/** Where the drafts of designs are kept, as texts by design. */
export interface DraftRecords {
  /** The text that was written last, as far as it is known at once. */
  readonly readNow: (designId: string) => string | undefined
  /** The text that outlived the browser when it is newer than what `readNow` found, else `undefined`. */
  readonly readLate: (designId: string) => Promise<string | undefined>
  /** Keep a text, or nothing for `undefined`. False when it is not kept at once. */
  readonly write: (designId: string, text: string | undefined) => boolean
}

const prefix = 'gatewright:drafts:'

/**
 * Keep drafts twice: in `storage`, which survives a closed tab and a crashed page, and in `lasting`, which survives a killed
 * browser as well. The newer of the two counts.
 */
export function twofoldDraftRecords(
  storage: () => TextStorage | undefined,
  lasting: LastingValues,
  now: () => number,
): DraftRecords {
  /** The last write of each design. */
  const written = new Map<string, string | undefined>()
  const writeLasting = async (designId: string, record: string | undefined) => {
    written.set(designId, record)
    try {
      await lasting.write(designId, record)
      const isLast = written.get(designId) === undefined
      if (record === undefined && isLast) writeStored(designId, undefined)
    } catch (error) {
      console.info('Drafts are not kept over the end of the browser', error)
    }
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
        const record = recordOf(await lasting.read(designId))
        const stored = readStored(designId)
        return record && record.writtenAt > (stored?.writtenAt ?? 0) ? record.text : undefined
      } catch (error) {
        console.info('Drafts cannot be read', error)
        return undefined
      }
    },
    write: (designId, text) => {
      const record = JSON.stringify({ writtenAt: now(), text: text ?? '[]' })
      void writeLasting(designId, text === undefined ? undefined : record)
      // an empty list is newer than drafts in the other place, where they are removed a little later
      return writeStored(designId, record) || text === undefined
    },
  }
}

interface DraftRecord {
  readonly writtenAt: number
  readonly text: string
}

function recordOf(written: unknown): DraftRecord | undefined {
  if (typeof written !== 'string') return undefined
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
