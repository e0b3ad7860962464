import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { valueAt } from '../../model/index.ts'
import type { Address, Design, Problem } from '../../model/index.ts'
import type { DesignStore } from './designStore.ts'
import type { DraftRecords } from './draftRecords.ts'
import { followAddress, hasHolder, holderDepth } from './followAddress.ts'

/** Text that was typed into a form and is not in the design. */
export interface FieldDraft {
  /** The address of the field. Fields that share one differ in their labels. */
  readonly at: Address
  readonly label: string
  /** The text of a field, or the name and the value of a row that is being added. */
  readonly texts: readonly string[]
  /** The design's value that was typed over. */
  readonly over: string
  /** Why the design does not have it, in one sentence. Absent while it is being typed. */
  readonly reason?: string
  /**
   * True when lint reads the text as it is typed and reports it, so that it is not reported a second time. Such a draft goes
   * as soon as the design's value changes.
   */
  readonly isLinted?: boolean
  /** True when the text is used by a button of its form: it is kept until then, and is never reported. */
  readonly awaitsButton?: boolean
}

/** A draft with the depth of the thing that holds its field. */
interface HeldDraft extends FieldDraft {
  readonly depth: number
}

export interface FieldDraftsState {
  /** By `draftKey`. */
  readonly drafts: Readonly<Record<string, HeldDraft>>
  /** False when the browser could not keep the drafts: closing the page would lose them. */
  readonly isKept: boolean
  readonly put: (draft: FieldDraft) => void
  readonly drop: (at: Address, label: string) => void
}

export type FieldDraftStore = StoreApi<FieldDraftsState>

/** The name of a field: its label and its address. */
export function draftKey(at: Address, label: string): string {
  return JSON.stringify([label, ...at])
}

/** The reason of a draft that a closed page left in the middle of typing. */
const cutOff = 'This was typed before the page was closed and is not in the design yet.'

/** Drafts of things that were deleted and can come back by Undo. */
const rememberedDeletions = 100

interface Deleted {
  readonly holder: object
  readonly draft: HeldDraft
}

/**
 * Make the store of the drafts of the open design. A draft follows its thing through renames, disappears and returns with it, and
 * stays with its design. Changes are written to `records` at once; a design that is only read here writes nothing.
 */
export function createFieldDrafts(
  designStore: DesignStore,
  records: DraftRecords,
): FieldDraftStore {
  let deleted: readonly Deleted[] = []
  const present = () => designStore.getState().history.present
  const store = createStore<FieldDraftsState>((_set, get) => ({
    drafts: {},
    isKept: true,
    put: (draft) => {
      const depth = holderDepth(present(), draft.at)
      keep({ ...get().drafts, [draftKey(draft.at, draft.label)]: { ...draft, depth } })
    },
    drop: (at, label) => {
      const { [draftKey(at, label)]: dropped, ...others } = get().drafts
      if (dropped) keep(others)
    },
  }))

  const keep = (drafts: FieldDraftsState['drafts']) => {
    if (designStore.getState().readOnly) {
      store.setState({ drafts })
      return
    }
    const all = Object.values(drafts)
    const isKept = records.write(present().id, all.length === 0 ? undefined : JSON.stringify(all))
    store.setState({ drafts, isKept })
  }

  /** Show the drafts that are kept for a design. What is typed before the slower record is read wins. */
  const load = (design: Design) => {
    deleted = []
    const drafts = draftsOf(records.readNow(design.id), design)
    store.setState({ drafts, isKept: true })
    void records.readLate(design.id).then((text) => {
      if (text === undefined || present().id !== design.id || store.getState().drafts !== drafts)
        return
      store.setState({ drafts: draftsOf(text, present()) })
    })
  }

  const follow = (before: Design, after: Design) => {
    const { drafts } = store.getState()
    const returned = deleted.filter(
      ({ holder, draft: { at, depth } }) =>
        valueAt(after, at.slice(0, depth)) === holder && hasHolder(after, at, depth),
    )
    const next: Record<string, HeldDraft> = {}
    for (const draft of Object.values(drafts)) {
      if (draft.isLinted && (valueAt(after, draft.at) ?? '') !== draft.over) continue
      const at = followAddress(draft.at, draft.depth, before, after)
      if (at !== undefined && hasHolder(after, at, draft.depth)) {
        next[draftKey(at, draft.label)] = at === draft.at ? draft : { ...draft, at }
        continue
      }
      const holder = valueAt(before, draft.at.slice(0, draft.depth))
      if (typeof holder !== 'object' || holder === null) continue
      deleted = [...deleted, { holder, draft }].slice(-rememberedDeletions)
    }
    for (const { draft } of returned) next[draftKey(draft.at, draft.label)] = draft
    deleted = deleted.filter((each) => !returned.includes(each))
    if (!sameDrafts(drafts, next)) keep(next)
  }

  designStore.subscribe(({ history, readOnly }, before) => {
    const design = history.present
    const earlier = before.history.present
    if (design.id !== earlier.id) {
      const isCopy = design.apis === earlier.apis && design.access === earlier.access
      const carried = store.getState().drafts
      load(design)
      if (isCopy && Object.keys(carried).length > 0) keep(carried)
    } else if (before.readOnly && !readOnly) load(design)
    else if (design !== earlier) follow(earlier, design)
  })
  load(present())
  return store
}

function sameDrafts(
  left: Readonly<Record<string, HeldDraft>>,
  right: Readonly<Record<string, HeldDraft>>,
): boolean {
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key])
}

/** The drafts of a record whose things the design still has. A record that cannot be read has none. */
function draftsOf(text: string | undefined, design: Design): Record<string, HeldDraft> {
  const drafts: Record<string, HeldDraft> = {}
  for (const draft of parsedList(text)) {
    if (!isDraft(draft) || !hasHolder(design, draft.at, draft.depth)) continue
    const value = valueAt(design, draft.at)
    const over = draft.isLinted === true && typeof value === 'string' ? value : draft.over
    const isCutOff = draft.isLinted !== true && draft.awaitsButton !== true
    const reason = draft.reason ?? (isCutOff ? cutOff : undefined)
    drafts[draftKey(draft.at, draft.label)] = {
      ...draft,
      over,
      ...(reason !== undefined && { reason }),
    }
  }
  return drafts
}

function parsedList(text: string | undefined): readonly unknown[] {
  if (text === undefined) return []
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? (value as unknown[]) : [] // an array of anything
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function isDraft(value: unknown): value is HeldDraft {
  const draft = value as Partial<HeldDraft> | null | undefined // checked below
  return (
    isTexts(draft?.at) &&
    isTexts(draft.texts) &&
    draft.texts.length > 0 &&
    typeof draft.label === 'string' &&
    typeof draft.over === 'string' &&
    typeof draft.depth === 'number' &&
    (draft.reason === undefined || typeof draft.reason === 'string')
  )
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** The drafts that are not valid: those that are not just being typed. */
export function invalidDrafts({ drafts }: FieldDraftsState): readonly FieldDraft[] {
  return Object.values(drafts).filter(({ reason }) => reason !== undefined)
}

/** The code of the problem that reports a draft. */
export const draftCode = 'draft/not-valid'

/** Invalid drafts as problems that lead to their fields. */
export function draftProblems(drafts: readonly FieldDraft[]): readonly Problem[] {
  return drafts.flatMap(({ at, label, reason = '', isLinted = false }) =>
    isLinted
      ? []
      : [
          {
            code: draftCode,
            message: `${label}: ${reason}`,
            severity: 'error',
            at,
          },
        ],
  )
}
