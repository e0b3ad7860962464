import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { fail, record, redo, startHistory, undo } from '../../model/index.ts'
import type { Design, History, IdSource, Problem, Result } from '../../model/index.ts'

/** The design and how it came about. The one place where a design changes. */
export interface DesignState {
  readonly history: History<Design>
  /** Why the last edit was refused, until the next edit or until dismissed. */
  readonly refusal: readonly Problem[]
  /**
   * Apply a model operation to the present design and record it under `label`.
   * Edits with the same `mergeKey` that follow each other closely undo as one.
   * A refusal changes nothing, is kept in `refusal` and returned.
   */
  readonly edit: (
    label: string,
    operation: (design: Design) => Result<Design>,
    mergeKey?: string,
  ) => Result<Design>
  readonly undo: () => void
  readonly redo: () => void
  /** Show another design, with a history of its own. */
  readonly open: (design: Design) => void
  readonly dismissRefusal: () => void
  /** True while another tab has the design: edits are refused. */
  readonly readOnly: boolean
  readonly setReadOnly: (readOnly: boolean) => void
  /** Ids for new things. */
  readonly nextId: IdSource
}

export type DesignStore = StoreApi<DesignState>

/** What the store takes from the world. */
export interface DesignStoreEnvironment {
  /** Milliseconds. */
  readonly now: () => number
  readonly nextId: IdSource
}

export function createDesignStore(
  initial: Design,
  environment: DesignStoreEnvironment,
): DesignStore {
  return createStore<DesignState>((set, get) => ({
    history: startHistory(initial),
    refusal: [],
    edit: (label, operation, mergeKey) => {
      const { history, readOnly } = get()
      if (readOnly) {
        const refused = fail(
          'design/read-only',
          'Another tab has this design: take over to edit it here.',
        )
        set({ refusal: refused.problems })
        return refused
      }
      const result = operation(history.present)
      if (!result.ok) {
        set({ refusal: result.problems })
        return result
      }
      const edit = { label, now: environment.now(), ...(mergeKey !== undefined && { mergeKey }) }
      set({ history: record(history, result.value, edit), refusal: [] })
      return result
    },
    undo: () =>
      set(({ history, readOnly }) => (readOnly ? {} : { history: undo(history), refusal: [] })),
    redo: () =>
      set(({ history, readOnly }) => (readOnly ? {} : { history: redo(history), refusal: [] })),
    open: (design) => set({ history: startHistory(design), refusal: [] }),
    dismissRefusal: () => set({ refusal: [] }),
    readOnly: false,
    setReadOnly: (readOnly) => set({ readOnly }),
    nextId: environment.nextId,
  }))
}
