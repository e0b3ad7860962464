import { openDB } from 'idb'
import type { IDBPDatabase } from 'idb'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { openDesign, saveDesign } from '../../model/index.ts'
import type { Design, Result } from '../../model/index.ts'
import { fail } from '../../model/index.ts'
import type { DesignStore } from './designStore.ts'

/** A saved design in the list. */
export interface SavedDesign {
  readonly id: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly savedAt: number
  /** Counts up with each write; a write that does not continue the one it read is refused. */
  readonly revision: number
}

export interface DesignRecord extends SavedDesign {
  readonly text: string
}

/** Where designs are kept. */
export interface DesignStorage {
  readonly list: () => Promise<readonly SavedDesign[]>
  readonly read: (id: string) => Promise<DesignRecord | undefined>
  /** Write a record whose revision is one more than what is there; `stale` where something else was written since. */
  readonly write: (record: DesignRecord) => Promise<'written' | 'stale'>
  readonly remove: (id: string) => Promise<void>
}

/** How the present design stands to what is saved. */
export interface SaveState {
  readonly state: 'saved' | 'saving' | 'failed' | 'other-tab'
  /** Why it could not be saved. */
  readonly message: string | undefined
}

export interface Persistence {
  readonly storage: DesignStorage
  readonly saveState: StoreApi<SaveState>
  /** Read a saved design. */
  readonly open: (id: string) => Promise<Result<Design>>
  /** Write what is not written yet, now. */
  readonly flush: () => Promise<void>
  /** Become the tab that edits the design; the other one becomes read-only. */
  readonly takeOver: () => Promise<void>
}

/** IndexedDB of this origin. Where it is blocked every call rejects, and the user is told. */
export function indexedDbStorage(name = 'gatewright'): DesignStorage {
  let opened: Promise<IDBPDatabase> | undefined
  const database = () =>
    (opened ??= openDB(name, 1, {
      upgrade: (upgrading) => void upgrading.createObjectStore('designs', { keyPath: 'id' }),
    }))
  return {
    list: async () => {
      const records = (await (await database()).getAll('designs')) as DesignRecord[] // written by `write` alone
      return records
        .map(({ text: _text, ...saved }) => saved)
        .sort((left, right) => right.savedAt - left.savedAt)
    },
    read: async (id) => (await (await database()).get('designs', id)) as DesignRecord | undefined, // as above
    write: async (record) => {
      const transaction = (await database()).transaction('designs', 'readwrite')
      const before = (await transaction.store.get(record.id)) as DesignRecord | undefined // as above
      if ((before?.revision ?? 0) !== record.revision - 1) {
        await transaction.done
        return 'stale'
      }
      await transaction.store.put(record)
      await transaction.done
      return 'written'
    },
    remove: async (id) => (await database()).delete('designs', id),
  }
}

/** What autosave takes from the world. */
export interface PersistenceEnvironment {
  readonly storage: DesignStorage
  readonly now: () => number
  /** Calls back after some milliseconds; gives back how to call it off. */
  readonly later: (work: () => void, milliseconds: number) => () => void
  /** Tries to get the exclusive right to a design; calls `lost` when another tab takes it. */
  readonly claim: (id: string, lost: () => void, byForce: boolean) => Promise<boolean>
}

const delayMs = 300

/** Keep the store's design saved, shortly after each change. */
export function startPersistence(
  designStore: DesignStore,
  isShown: () => boolean,
  environment: PersistenceEnvironment,
): Persistence {
  const { storage, now, later, claim } = environment
  const saveState = createStore<SaveState>(() => ({ state: 'saved', message: undefined }))
  let saved = designStore.getState().history.present
  let revision = 0
  let claimedId: string | undefined
  let callOff: (() => void) | undefined
  let writing: Promise<void> = Promise.resolve()

  const becomeReadOnly = () => {
    designStore.getState().setReadOnly(true)
    saveState.setState({
      state: 'other-tab',
      message: 'Another tab has this design. It is read-only here.',
    })
  }

  const write = async () => {
    const design = designStore.getState().history.present
    if (design === saved || !isShown() || designStore.getState().readOnly) return
    saveState.setState({ state: 'saving', message: undefined })
    try {
      if (claimedId !== design.id) {
        claimedId = design.id
        revision = (await storage.read(design.id))?.revision ?? 0
        const isOurs = await claim(design.id, becomeReadOnly, false)
        if (!isOurs) {
          becomeReadOnly()
          return
        }
      }
      const outcome = await storage.write({
        id: design.id,
        name: design.name,
        savedAt: now(),
        revision: revision + 1,
        text: saveDesign(design),
      })
      if (outcome === 'stale') {
        becomeReadOnly()
        return
      }
      revision++
      saved = design
      saveState.setState({ state: 'saved', message: undefined })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      saveState.setState({
        state: 'failed',
        message: `This browser does not keep the design (${reason}). Save it to a file.`,
      })
    }
    if (designStore.getState().history.present !== saved && saveState.getState().state === 'saved')
      schedule()
  }

  const flush = () => {
    callOff?.()
    callOff = undefined
    writing = writing.then(write)
    return writing
  }

  const schedule = () => {
    callOff?.()
    callOff = later(() => void flush(), delayMs)
  }

  designStore.subscribe((state, before) => {
    if (state.history.present === before.history.present) return
    if (!state.readOnly) saveState.setState({ state: 'saving', message: undefined })
    schedule()
  })

  return {
    storage,
    saveState,
    flush,
    open: async (id) => {
      const record = await storage.read(id)
      if (!record) return fail('saved/not-found', 'This design is no longer saved in this browser.')
      const result = openDesign(JSON.parse(record.text))
      if (result.ok) {
        saved = result.value
        revision = record.revision
        claimedId = id
        designStore.getState().setReadOnly(false)
        saveState.setState({ state: 'saved', message: undefined })
        if (!(await claim(id, becomeReadOnly, false))) becomeReadOnly()
      }
      return result
    },
    takeOver: async () => {
      const { id } = designStore.getState().history.present
      await claim(id, becomeReadOnly, true)
      const record = await storage.read(id)
      if (record) {
        const result = openDesign(JSON.parse(record.text))
        revision = record.revision
        claimedId = id
        if (result.ok) {
          saved = result.value
          designStore.getState().open(result.value)
        }
      }
      designStore.getState().setReadOnly(false)
      saveState.setState({ state: 'saved', message: undefined })
    },
  }
}

/** Exclusive rights by web locks; a tab that takes over tells the others through a channel. */
export function tabClaims(): PersistenceEnvironment['claim'] {
  let release: (() => void) | undefined
  let channel: BroadcastChannel | undefined
  const self = crypto.randomUUID()
  return async (id, lost, byForce) => {
    release?.()
    channel?.close()
    channel = new BroadcastChannel(`gatewright:${id}`)
    if (byForce) channel.postMessage({ takeOver: self })
    channel.onmessage = (event: MessageEvent<{ takeOver?: string }>) => {
      if (event.data.takeOver === undefined || event.data.takeOver === self) return
      release?.()
      release = undefined
      lost()
    }
    return new Promise<boolean>((resolve) => {
      const options = byForce ? {} : { ifAvailable: true }
      void navigator.locks.request(`gatewright:${id}`, options, (lock) => {
        if (!lock) {
          resolve(false)
          return undefined
        }
        resolve(true)
        return new Promise<void>((done) => {
          release = done
        })
      })
    })
  }
}
