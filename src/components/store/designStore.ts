import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { fail, record, redo, startHistory, undo } from '../../model/index.ts'
import type { Design, History, IdSource, Problem, Result } from '../../model/index.ts'

/** The design and how it came about. The one place where a design changes. */
export interface DesignState {
  readonly history: History<Design>
  /** Why the last edit was refused, until the next edit or until dismissed. */
  readonly refusal: readonly Problem[]
  /** While true every edit is refused: the design is being edited in another tab. */
  readonly readOnly: boolean
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
  readonly setReadOnly: (readOnly: boolean) => void
  readonly dismissRefusal: () => void
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
  return createStore<DesignState>((set, get) => {
    const step = (walk: (history: History<Design>) => History<Design>) => {
      if (get().readOnly) set({ refusal: readOnlyRefusal().problems })
      else set(({ history }) => ({ history: walk(history), refusal: [] }))
    }
    return {
      history: startHistory(initial),
      refusal: [],
      readOnly: false,
      edit: (label, operation, mergeKey) => {
        const { history, readOnly } = get()
        const result = readOnly ? readOnlyRefusal() : operation(history.present)
        if (!result.ok) {
          set({ refusal: result.problems })
          return result
        }
        const edit = { label, now: environment.now(), ...(mergeKey !== undefined && { mergeKey }) }
        set({ history: record(history, result.value, edit), refusal: [] })
        return result
      },
      undo: () => step(undo),
      redo: () => step(redo),
      open: (design) => set({ history: startHistory(design), refusal: [] }),
      setReadOnly: (readOnly) => set({ readOnly, refusal: [] }),
      dismissRefusal: () => set({ refusal: [] }),
      nextId: environment.nextId,
    }
  })
}

/** Why nothing can be edited while another tab edits the design. */
export const readOnlyReason =
  'The design is read-only here, because it is being edited in another tab. Take it over to edit it in this one.'

function readOnlyRefusal() {
  return fail('design/read-only', readOnlyReason)
}
