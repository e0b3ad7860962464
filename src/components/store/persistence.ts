import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { fail, ok, openDesign, renameDesign } from '../../model/index.ts'
import type { Design, Result } from '../../model/index.ts'
import { SentenceError, plainReason } from '../ui/plainReason.ts'
import type { DesignStore } from './designStore.ts'
import { createDesignWriter } from './designText.ts'
import { newestCopy } from './emergencyCopies.ts'
import type { EmergencyCopies } from './emergencyCopies.ts'
import type { DesignRecord, DesignStorage, Later, SavedDesign } from './savedDesigns.ts'
import type { TabClaims } from './tabClaims.ts'

export type { DesignRecord, SavedDesign } from './savedDesigns.ts'

/** How the open design stands to what is saved. */
export interface SaveStatus {
  /**
   * `unchanged`: an example as it came, saved once it is changed. `failed`: the browser does not keep it.
   * `elsewhere`: another tab edits it, here it is read-only.
   */
  readonly state: 'unchanged' | 'saving' | 'saved' | 'failed' | 'elsewhere'
  /** Why, in a sentence, where it is not saved; where it is, what the user should know. */
  readonly message?: string
  /** Milliseconds since 1970. */
  readonly savedAt?: number
  /** `elsewhere` only: this tab has changes that the other one has not. */
  readonly hasOwnChanges?: boolean
  /** `failed` only: a copy lies where the next visit finds it. */
  readonly hasCopy?: boolean
}

/** Keeps designs in the browser: the open one by itself, shortly after each change. */
export interface Persistence {
  readonly status: StoreApi<SaveStatus>
  readonly list: () => Promise<readonly SavedDesign[]>
  /** Show a saved design. The message of a problem can be shown to the user. */
  readonly open: (id: string) => Promise<Result<Design>>
  /**
   * Show a design that came from elsewhere, saved at once or when it is first changed.
   * It gets an id of its own: nothing that is saved is overwritten.
   */
  readonly adopt: (design: Design, keep: 'now' | 'when-changed') => Design
  /** Save the open design although it is unchanged since it came from elsewhere. Does nothing for any other. */
  readonly keep: () => void
  /** Stop keeping the open design, after a last write. */
  readonly close: () => Promise<void>
  /** Write what is not written yet, now. */
  readonly flush: () => Promise<void>
  /** The page may go away at any moment: keep what is not written yet at once, and write it. */
  readonly secure: () => void
  /** True when closing the page now would lose changes. */
  readonly wouldLose: () => boolean
  readonly rename: (id: string, name: string) => Promise<Result<void>>
  /** Save a saved design a second time; gives back the id of the copy. */
  readonly duplicate: (id: string) => Promise<Result<string>>
  /** Delete a saved design; gives back how to undo that, where there was a design to bring back. */
  readonly remove: (id: string) => Promise<(() => Promise<void>) | undefined>
  /** The text of a saved design as it lies there, whether or not it can be opened. */
  readonly readText: (id: string) => Promise<string | undefined>
  /** Edit the design here; the tab that edits it saves, and becomes read-only. Own changes are kept as a copy. */
  readonly takeOver: () => Promise<Result<Design>>
  /** Go on with the present design under another id. */
  readonly saveAsCopy: () => Design
}

/** What persistence takes from the world. */
export interface PersistenceEnvironment {
  readonly storage: DesignStorage
  readonly emergency: EmergencyCopies
  readonly claims: TabClaims
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly later: Later
  /** Resolves when the page has had time for other things. */
  readonly pause: () => Promise<void>
  /** Asks the browser not to clear what is kept, once there is something. */
  readonly askToKeep: () => void
  /** A name for this tab that no other tab has. */
  readonly tab: string
}

/** Milliseconds from a change to its write, and between writes while changes go on, when an emergency copy outlives the browser. */
const copiedDelayMs = 150
/** The same for a design that is too long to be copied with each change. */
const delayMs = 50
/** Milliseconds after which a write that failed is tried again. */
const againMs = 15_000
/** Milliseconds that writing may hold up the page at a stretch. */
const sliceMs = 4

/** A design that is being kept. */
interface Kept {
  readonly id: string
  /** The design as it is now. */
  design: Design
  /** The design as it was last written; absent when it never was. */
  saved: Design | undefined
  /** The revision that this tab has read or written; absent until the storage was asked. */
  revision: number | undefined
  /** Another tab edits it: nothing is written from here. */
  isElsewhere: boolean
  /** The design as it lies in the emergency copy that outlives the page. */
  copied: Design | undefined
  /** The last copy outlives a killed browser as well. */
  isCopyLasting: boolean
  /** A write is under way, of the design as it was when the write began. */
  isBeingWritten: boolean
  /** What was saved of it had disappeared. */
  isSavedAgain?: boolean
}

const savedAgain =
  'The saved copy of this design was gone: the storage of this browser was cleared, or the design was deleted in another tab. It is saved again.'

/** Keep the store's design. */
export function createPersistence(
  designStore: DesignStore,
  environment: PersistenceEnvironment,
): Persistence {
  const { storage, emergency, claims, now, later, pause, askToKeep, tab } = environment
  const status = createStore<SaveStatus>(() => ({ state: 'unchanged' }))
  const tell = (next: SaveStatus) => status.setState(next, true)
  const writer = createDesignWriter()
  const nextId = () => designStore.getState().nextId()
  let kept: Kept | undefined
  let callOff: (() => void) | undefined
  let writing = Promise.resolve()
  let hasAskedToKeep = false
  let isShowing = false
  let changes = 0

  const isDirty = (of: Kept) => of.saved !== of.design

  const recordOf = (design: Design, revision: number, text: string): DesignRecord => ({
    id: design.id,
    name: design.name,
    savedAt: now(),
    revision,
    apiNames: Object.values(design.apis).map(({ name }) => name),
    size: text.length,
    writtenBy: tab,
    change: changes,
    text,
  })

  const textInSlices = async (design: Design): Promise<string> => {
    let sliceStart = now()
    for (const _part of writer.prepare(design)) {
      if (now() - sliceStart < sliceMs) continue
      await pause()
      sliceStart = now()
    }
    return writer.write(design)
  }

  const copyNow = (of: Kept, atAnyCost = false): boolean => {
    const record = recordOf(of.design, (of.revision ?? 0) + 1, writer.write(of.design))
    const { outlivesPage, outlivesBrowser } = emergency.keep(record, { atAnyCost })
    of.copied = outlivesPage ? of.design : undefined
    of.isCopyLasting = outlivesBrowser
    return outlivesPage
  }

  const becomeReadOnly = (of: Kept, message: string) => {
    of.isElsewhere = true
    if (kept !== of) return
    designStore.getState().setReadOnly(true)
    tell({ state: 'elsewhere', message, hasOwnChanges: isDirty(of) })
  }

  /** Another tab wants the design: write what is left and let it have it. */
  const yieldTo = (of: Kept) => async () => {
    if (kept !== of || of.isElsewhere) return
    designStore.getState().setReadOnly(true)
    await flush()
    becomeReadOnly(of, 'This design is now being edited in another tab. It is read-only here.')
  }

  /** Save changes that cannot go where they belong as a design of their own. */
  const keepBeside = async (mine: Design) => {
    const copy = { ...mine, id: nextId(), name: `${mine.name} (my changes)` }
    await storage.write(recordOf(copy, 1, writer.write(copy)))
  }

  const write = async (of: Kept): Promise<void> => {
    const { design } = of
    if (of.isElsewhere) return
    if (!isDirty(of)) {
      if (kept === of && status.getState().state === 'saving') tell({ state: 'saved' })
      return
    }
    if (kept === of) tell({ state: 'saving' })
    of.isBeingWritten = true
    try {
      const change = changes
      of.revision ??= (await storage.read(of.id))?.revision ?? 0
      const text = of.copied === design ? writer.write(design) : await textInSlices(design)
      const record = { ...recordOf(design, of.revision + 1, text), change }
      if ((await storage.write(record)) === 'stale') {
        const there = await storage.read(of.id)
        if (!there) {
          // the storage was cleared, or the design deleted in another tab: here it goes on
          of.revision = 0
          of.isSavedAgain = true
          await write(of)
          return
        }
        if (there.writtenBy === tab && there.revision === of.revision + 1) {
          // a write of this tab that was given up as unanswered, and came through after all
          of.revision = there.revision
          await write(of)
          return
        }
        becomeReadOnly(
          of,
          'Another tab has changed this design since it was opened here. It is read-only here, so that nothing is overwritten.',
        )
        if (kept !== of) await keepBeside(design)
        return
      }
      of.revision = record.revision
      of.saved = design
      if (isDirty(of)) {
        if (of.copied !== of.design) copyNow(of)
      } else {
        emergency.drop(of.id)
        of.copied = undefined
      }
      if (!hasAskedToKeep) askToKeep()
      hasAskedToKeep = true
      if (kept !== of) return
      if (isDirty(of)) schedule()
      else if (!of.isElsewhere) {
        tell({
          state: 'saved',
          savedAt: record.savedAt,
          ...(of.isSavedAgain && { message: savedAgain }),
        })
        of.isSavedAgain = false
      }
    } catch (error) {
      const hasCopy = of.copied === of.design || copyNow(of, true)
      if (kept !== of) return
      tell({ state: 'failed', message: failureMessage(error), hasCopy })
      callOff?.()
      callOff = later(() => void flush(), againMs)
    } finally {
      of.isBeingWritten = false
    }
  }

  const flush = () => {
    callOff?.()
    callOff = undefined
    const of = kept
    if (of) writing = writing.then(() => write(of))
    return writing
  }

  const schedule = () => {
    const isCopied = kept !== undefined && kept.copied === kept.design
    const isCopyLasting = isCopied && kept?.isCopyLasting === true
    // only the write outlives the browser: made at once, because a browser runs timers after the keys that wait
    if (isCopied && !isCopyLasting && status.getState().state !== 'failed') {
      void flush()
      return
    }
    // a write that waits is not put off by further changes
    if (callOff && status.getState().state !== 'failed') return
    callOff?.()
    callOff = later(() => void flush(), isCopyLasting ? copiedDelayMs : delayMs)
  }

  const leave = (): Promise<void> => {
    const of = kept
    const left = flush()
    kept = undefined
    if (!of?.isElsewhere || !isDirty(of) || of.saved === undefined) return left
    writing = writing.then(() => keepBeside(of.design)).catch(() => undefined) // told by the banner while it was open
    return writing
  }

  const close = async () => {
    await leave()
    claims.release()
    designStore.getState().setReadOnly(false)
    tell({ state: 'unchanged' })
  }

  const show = (design: Design, as: Pick<Kept, 'saved' | 'revision'>): Kept => {
    const of: Kept = {
      ...as,
      id: design.id,
      design,
      isElsewhere: false,
      copied: undefined,
      isCopyLasting: false,
      isBeingWritten: false,
    }
    kept = of
    isShowing = true
    designStore.getState().setReadOnly(false)
    designStore.getState().open(design)
    isShowing = false
    return of
  }

  const adopt: Persistence['adopt'] = (design, keep) => {
    const left = leave()
    const own = { ...design, id: nextId() }
    const of = show(own, { saved: keep === 'when-changed' ? own : undefined, revision: 0 })
    tell({ state: keep === 'now' ? 'saving' : 'unchanged' })
    // nobody else knows the new id, so that the claim is granted; the design before is written first
    writing = left.then(async () => {
      if (kept === of) await claims.claim(of.id, yieldTo(of))
    })
    if (keep === 'now') {
      copyNow(of)
      void flush()
    }
    return own
  }

  designStore.subscribe(({ history: { present } }, before) => {
    if (isShowing || present === before.history.present) return
    if (present.id !== before.history.present.id) {
      // shown by somebody who does not keep it
      adopt(present, 'now')
      return
    }
    if (!kept || kept.isElsewhere) return
    changes++
    // an example that is changed becomes a design of its own: nothing of it is saved yet, even if the change is undone
    if (status.getState().state === 'unchanged') kept.saved = undefined
    kept.design = present
    if (!isDirty(kept) && !kept.isBeingWritten) {
      // undone to what is saved
      emergency.drop(kept.id)
      kept.copied = undefined
      schedule()
      return
    }
    if (status.getState().state !== 'failed') tell({ state: 'saving' })
    copyNow(kept)
    schedule()
  })

  /** What is saved under an id: the record, or the copy of a change that was not written any more. */
  const readNewest = async (
    id: string,
    withCopies: boolean,
  ): Promise<
    { readonly record: DesignRecord; readonly base: number; readonly isCopy: boolean } | undefined
  > => {
    const reading = withCopies ? emergency.read(id) : Promise.resolve([])
    const [copies, record] = await Promise.all([
      reading,
      storage.read(id).catch(async (cause: unknown) => {
        if ((await reading).length > 0) return undefined
        throw cause
      }),
    ])
    const base = record?.revision ?? 0
    const copy = newestCopy(
      copies.filter(
        ({ revision, writtenBy, change }) =>
          !record ||
          revision === base + 1 ||
          (writtenBy === record.writtenBy && change > record.change),
      ),
    )
    if (copy) return { record: copy, base, isCopy: true }
    if (copies.length > 0) emergency.drop(id)
    return record && { record, base, isCopy: false }
  }

  const readDesign = async (
    id: string,
    withCopies = true,
  ): Promise<
    Result<{
      readonly design: Design
      readonly base: number
      readonly isCopy: boolean
      readonly isDamaged: boolean
    }>
  > => {
    try {
      const found = await readNewest(id, withCopies)
      if (!found) return fail('saved/not-found', 'This design is not saved in this browser.')
      const { record, base, isCopy } = found
      const opened = openDesign(JSON.parse(record.text))
      if (!opened.ok) return opened
      // what is under an id is that design, whatever it calls itself
      const design = { ...opened.value, id }
      const isDamaged = record.isDamaged === true
      return ok({ design, base, isCopy, isDamaged }, opened.problems)
    } catch (error) {
      return fail('saved/unreadable', `The design cannot be read: ${plainReason(error)}.`)
    }
  }

  return {
    status,
    adopt,
    keep: () => {
      if (!kept || status.getState().state !== 'unchanged' || kept.saved !== kept.design) return
      kept.saved = undefined
      tell({ state: 'saving' })
      copyNow(kept)
      schedule()
    },
    close,
    flush,
    list: async () => {
      const listing = emergency.list()
      const [copies, saved] = await Promise.all([
        listing,
        storage.list().catch(async (cause: unknown) => {
          if ((await listing).length > 0) return []
          throw cause
        }),
      ])
      const known = new Set(saved.map(({ id }) => id))
      return [...copies.filter(({ id }) => !known.has(id)), ...saved]
    },
    open: async (id) => {
      await close()
      const shown: { kept?: Kept } = {}
      // the copies of a tab that lives are its own affair: first the claim, then the text
      const isOurs = await claims.claim(id, async () => shown.kept && yieldTo(shown.kept)())
      const read = await readDesign(id, isOurs)
      if (!read.ok) {
        claims.release()
        return read
      }
      const { design, base, isCopy, isDamaged } = read.value
      const isUnsaved = isCopy || isDamaged
      const of = show(design, { saved: isUnsaved ? undefined : design, revision: base })
      shown.kept = of
      tell({ state: isUnsaved ? 'saving' : 'saved' })
      if (!isOurs) {
        becomeReadOnly(
          of,
          'This design is being edited in another tab. It is read-only here, so that nothing is overwritten.',
        )
      } else if (isUnsaved) {
        if (isCopy) of.copied = design
        // not waited for: where the storage does not answer, the design is shown all the same
        void flush()
      }
      return ok(design, read.problems)
    },
    secure: () => {
      if (!kept || kept.isElsewhere || !isDirty(kept)) return
      if (kept.copied !== kept.design) copyNow(kept, true)
      void flush()
    },
    wouldLose: () =>
      kept !== undefined && !kept.isElsewhere && isDirty(kept) && kept.copied !== kept.design,
    rename: async (id, name) => {
      if (kept?.id === id) {
        const renamed = designStore
          .getState()
          .edit('Rename the design', (design) => renameDesign(design, { name }))
        return renamed.ok ? ok(undefined) : renamed
      }
      const read = await readDesign(id)
      if (!read.ok) return read
      const renamed = renameDesign(read.value.design, { name })
      if (!renamed.ok) return renamed
      const text = writer.write(renamed.value)
      const outcome = await storage.write(recordOf(renamed.value, read.value.base + 1, text))
      if (outcome === 'stale')
        return fail('saved/stale', 'Another tab has changed this design in the meantime.')
      emergency.drop(id)
      return ok(undefined)
    },
    duplicate: async (id) => {
      if (kept?.id === id) await flush()
      const read = await readDesign(id)
      if (!read.ok) return read
      const copy = { ...read.value.design, id: nextId(), name: `${read.value.design.name} (copy)` }
      await storage.write(recordOf(copy, 1, writer.write(copy)))
      return ok(copy.id)
    },
    remove: async (id) => {
      if (kept?.id === id) await close()
      const found = await readNewest(id, true)
      await storage.remove(id)
      emergency.drop(id)
      if (!found) return undefined
      return async () => {
        const outcome = await storage.write({ ...found.record, revision: 1 })
        if (outcome === 'stale') throw new SentenceError('A design is already saved in its place.')
      }
    },
    readText: async (id) => (await readNewest(id, true))?.record.text ?? storage.readRaw(id),
    takeOver: async () => {
      const of = kept
      if (!of) return fail('saved/nothing-open', 'No design is open.')
      const mine = of.saved !== undefined && isDirty(of) ? of.design : undefined
      await claims.takeOver(of.id, async () => kept && yieldTo(kept)())
      try {
        if (mine) await keepBeside(mine)
      } catch (error) {
        return fail('saved/full', failureMessage(error))
      }
      const read = await readDesign(of.id)
      // a design that was never saved is taken over as it stands
      if (!read.ok && of.saved !== undefined && of.revision !== undefined) return read
      const design = read.ok ? read.value.design : of.design
      const base = read.ok ? read.value.base : undefined
      const isSame = read.ok && !read.value.isCopy && base === of.revision && !mine
      if (isSame) {
        of.isElsewhere = false
        designStore.getState().setReadOnly(false)
      } else {
        const saved = read.ok ? (read.value.isCopy ? undefined : design) : of.saved
        show(design, { saved, revision: base })
      }
      tell({ state: 'saved' })
      if (kept && isDirty(kept)) await flush()
      return ok(isSame ? of.design : design)
    },
    saveAsCopy: () => {
      const design = designStore.getState().history.present
      // its changes go with the copy, and need not be kept a second time
      if (kept?.isElsewhere) kept.saved = kept.design
      return adopt({ ...design, name: `${design.name} (copy)` }, 'now')
    },
  }
}

function failureMessage(error: unknown): string {
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return 'The storage of this browser is full: the design is not saved. Save it to a file, or delete saved designs.'
  }
  return `This browser does not keep the design (${plainReason(error)}). Save it to a file.`
}
