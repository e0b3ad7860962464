import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import { SentenceError } from '../ui/plainReason.ts'

/** A saved design, as the list shows it. */
export interface SavedDesign {
  readonly id: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly savedAt: number
  /** Counts up with each write. A write that does not continue what is there is refused. */
  readonly revision: number
  /** The names of its APIs. */
  readonly apiNames: readonly string[]
  /** How long its text is, in characters. */
  readonly size: number
  /** The tab that wrote it, and which of its changes this is: a tab knows its own late writes by them. */
  readonly writtenBy: string
  readonly change: number
  /** Something else has changed the record in the browser's storage: what it said of the design is lost in part. */
  readonly isDamaged?: true
}

/** A saved design with its text: JSON that `openDesign` opens. */
export interface DesignRecord extends SavedDesign {
  readonly text: string
}

/** Where designs are kept. Every call rejects where the browser keeps nothing. */
export interface DesignStorage {
  /** Newest first. */
  readonly list: () => Promise<readonly SavedDesign[]>
  readonly read: (id: string) => Promise<DesignRecord | undefined>
  /** Everything that is stored under an id, as text: the design's own where there is one, else the record as JSON. */
  readonly readRaw: (id: string) => Promise<string | undefined>
  /** Write a record of revision n over revision n - 1 (0: nothing); anything else there is `stale` and nothing is written. */
  readonly write: (record: DesignRecord) => Promise<'written' | 'stale'>
  readonly remove: (id: string) => Promise<void>
}

interface Schema extends DBSchema {
  designs: { key: string; value: SavedDesign }
  texts: { key: string; value: string }
}

/** Milliseconds that the browser may take to answer before it counts as not keeping anything. */
const patienceMs = 5000
/** The same for one that did not answer the last time. */
const shortPatienceMs = 1000

/** The IndexedDB of this origin. Opened at the first call; a failure to open is tried again at the next one. */
export function indexedDbStorage(name = 'gatewright'): DesignStorage {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const forget = () => {
    opened = undefined
  }
  const database = () => {
    opened ??= openDB<Schema>(name, 2, {
      upgrade: async (upgrading, oldVersion, _newVersion, transaction) => {
        upgrading.createObjectStore('texts')
        if (oldVersion === 0) {
          upgrading.createObjectStore('designs', { keyPath: 'id' })
          return
        }
        // version 1 kept the text in the record
        const designs = transaction.objectStore('designs')
        for (const record of await designs.getAll()) {
          const { text = '', ...saved } = record as SavedDesign & { readonly text?: string } // as version 1 wrote it
          await transaction.objectStore('texts').put(text, saved.id)
          await designs.put({ ...saved, apiNames: [], size: text.length, writtenBy: '', change: 0 })
        }
      },
      // a newer page in another tab wants to change the form: it gets its way, this one opens anew
      blocking: (_currentVersion, _blockedVersion, event) => {
        ;(event.target as IDBDatabase).close() // the target of a version change is the database
        forget()
      },
      terminated: forget,
    }).catch((cause: unknown) => {
      forget()
      throw cause
    })
    return opened
  }
  return patiently(
    {
      list: async () => newestFirst((await (await database()).getAll('designs')).map(listed)),
      read: async (id) => {
        const [saved, text] = await readBoth(await database(), id)
        return saved !== undefined && typeof text === 'string'
          ? { ...listed(saved), text }
          : undefined
      },
      readRaw: async (id) => {
        const [saved, text] = await readBoth(await database(), id)
        if (typeof text === 'string') return text
        return saved === undefined ? undefined : JSON.stringify({ ...saved, text }, null, 2)
      },
      write: async ({ text, ...saved }) => {
        // handed to the system, which keeps it where the browser is killed; `strict` would also wait for the disk
        const durability = { durability: 'relaxed' } as const
        const transaction = (await database()).transaction(
          ['designs', 'texts'],
          'readwrite',
          durability,
        )
        const { isDamaged: _isDamaged, ...whole } = saved
        const reading = transaction.objectStore('designs').get(saved.id)
        // asked for at once, and taken back where the record does not continue what is there: a page that is busy with
        // keys answers late, and everything that waits for an answer is lost where the browser is killed
        const written = Promise.all([
          // the long one first: where it does not fit, the record stays as it is
          transaction.objectStore('texts').put(text, saved.id),
          transaction.objectStore('designs').put(whole),
          transaction.done,
        ])
        // where the storage goes away, `reading` says so first
        written.catch(() => undefined)
        const before = await reading
        if (!continues(saved, before === undefined ? undefined : listed(before))) {
          transaction.abort()
          await written.catch(() => undefined) // it was aborted
          return 'stale'
        }
        await written
        return 'written'
      },
      remove: async (id) => {
        const transaction = (await database()).transaction(['designs', 'texts'], 'readwrite')
        const designs = transaction.objectStore('designs')
        // a damaged record may have a key that is not text
        const keys: readonly unknown[] = await designs.getAllKeys()
        const key = keys.find((each) => keyText(each) === id) ?? id
        await Promise.all([
          designs.delete(key as string), // any valid key, read from the store itself
          transaction.objectStore('texts').delete(id),
          transaction.done,
        ])
      },
    },
    (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  )
}

/** What both stores have under an id, unchecked: anybody can write to the storage of the origin. */
async function readBoth(
  database: IDBPDatabase<Schema>,
  id: string,
): Promise<[saved: unknown, text: unknown]> {
  const transaction = database.transaction(['designs', 'texts'])
  const designs = transaction.objectStore('designs')
  const [saved, text]: [unknown, unknown] = await Promise.all([
    designs.get(id),
    transaction.objectStore('texts').get(id),
  ])
  if (saved !== undefined) return [saved, text]
  const all: readonly unknown[] = await designs.getAll()
  return [all.find((each) => listed(each).id === id), text]
}

/** The greatest time that a `Date` can have, in milliseconds. */
const latestMs = 8.64e15

/** A record as the list shows it. What is missing or of another kind is made up for and the record marked as damaged. */
export function listed(value: unknown): SavedDesign {
  const record = typeof value === 'object' && value !== null ? { ...value } : {}
  const fields: Readonly<Record<string, unknown>> = record
  const { id, name, savedAt, revision, apiNames, size, writtenBy, change } = fields
  const count = (candidate: unknown): number | undefined =>
    typeof candidate === 'number' && Number.isSafeInteger(candidate) && candidate >= 0
      ? candidate
      : undefined
  const isTime = typeof savedAt === 'number' && Math.abs(savedAt) <= latestMs
  const areNames =
    Array.isArray(apiNames) && apiNames.every((each): each is string => typeof each === 'string')
  const isWhole =
    typeof id === 'string' &&
    typeof name === 'string' &&
    isTime &&
    count(revision) !== undefined &&
    areNames &&
    count(size) !== undefined
  return {
    id: keyText(id),
    name:
      typeof name === 'string'
        ? name
        : typeof name === 'number'
          ? String(name)
          : 'Design without a name',
    savedAt: isTime ? savedAt : 0,
    revision: count(revision) ?? 0,
    apiNames: areNames ? apiNames : [],
    size: count(size) ?? 0,
    writtenBy: typeof writtenBy === 'string' ? writtenBy : '',
    change: count(change) ?? 0,
    ...(!isWhole && { isDamaged: true as const }),
  }
}

/** The key of a record as text. */
function keyText(key: unknown): string {
  return typeof key === 'string' ? key : (JSON.stringify(key) ?? '')
}

/** Designs kept in memory: for tests, and for a look at the page where nothing else is. */
export function memoryStorage(): DesignStorage {
  const records = new Map<string, DesignRecord>()
  return {
    list: async () => newestFirst([...records.values()].map(({ text: _text, ...saved }) => saved)),
    read: async (id) => records.get(id),
    readRaw: async (id) => records.get(id)?.text,
    write: async (record) => {
      if (!continues(record, records.get(record.id))) return 'stale'
      records.set(record.id, record)
      return 'written'
    },
    remove: async (id) => void records.delete(id),
  }
}

/** Calls back after milliseconds; gives back how to call that off. */
export type Later = (work: () => void, milliseconds: number) => () => void

/** A storage whose calls reject when they are not answered in time: some browsers never answer where they keep nothing. */
export function patiently(storage: DesignStorage, later: Later): DesignStorage {
  let patience = patienceMs
  const inTime = <T>(answer: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const callOff = later(() => {
        patience = shortPatienceMs
        reject(new SentenceError('its storage did not answer'))
      }, patience)
      const answered = () => {
        callOff()
        patience = patienceMs
      }
      answer.finally(answered).then(resolve, reject)
    })
  return {
    list: () => inTime(storage.list()),
    read: (id) => inTime(storage.read(id)),
    readRaw: (id) => inTime(storage.readRaw(id)),
    write: (record) => inTime(storage.write(record)),
    remove: (id) => inTime(storage.remove(id)),
  }
}

function continues(record: SavedDesign, before: SavedDesign | undefined): boolean {
  return record.revision === (before?.revision ?? 0) + 1
}

function newestFirst(designs: readonly SavedDesign[]): SavedDesign[] {
  return [...designs].sort((left, right) => right.savedAt - left.savedAt)
}

/** A copy that is written at once, while the write of a change is still on its way: a page may die at any moment. */
export interface EmergencyCopies {
  /** False where there is no room for it, or where it is too long to be written while somebody waits. */
  readonly keep: (record: DesignRecord, how?: { readonly atAnyCost: boolean }) => boolean
  readonly read: (id: string) => DesignRecord | undefined
  readonly drop: (id: string) => void
  readonly list: () => readonly DesignRecord[]
}

/** The part of `Storage` that copies need. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'gatewright:unsaved:'

/** Characters that a copy may have that is made with every change: writing it stops the page for 3 ms. */
const longestCopy = 250_000

/** Emergency copies in the browser's local storage, which writes synchronously. */
export function emergencyCopies(storage: () => TextStorage | undefined): EmergencyCopies {
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
  const read = (id: string) =>
    attempt((place) => {
      const text = place.getItem(prefix + id)
      return text === null ? undefined : recordOf(text)
    }, undefined)
  return {
    read,
    keep: (record, { atAnyCost } = { atAnyCost: false }) =>
      (atAnyCost || record.text.length <= longestCopy) &&
      attempt((place) => {
        place.setItem(prefix + record.id, JSON.stringify(record))
        return true
      }, false),
    drop: (id) => attempt((place) => place.removeItem(prefix + id), undefined),
    list: () =>
      attempt<DesignRecord[]>((place) => {
        const keys = Array.from({ length: place.length }, (_, i) => place.key(i) ?? '')
        return keys
          .filter((key) => key.startsWith(prefix))
          .flatMap((key) => read(key.slice(prefix.length)) ?? [])
      }, []),
  }
}

/** A record from its JSON; `undefined` for what is not one. */
function recordOf(text: string): DesignRecord | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('text' in value)) return undefined
    const { id, revision } = value as Readonly<Record<string, unknown>> // an object, checked above
    // what a copy continues must be known; anything else is only shown
    if (typeof value.text !== 'string' || typeof id !== 'string' || typeof revision !== 'number')
      return undefined
    const { isDamaged: _isDamaged, ...record } = listed(value)
    return { ...record, text: value.text }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
