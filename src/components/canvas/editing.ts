import { ok } from '../../model/index.ts'
import type { Address, Design, Result } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { CanvasEditing, CanvasView } from '../store/canvasView.ts'

export function presentDesign({ designStore }: Stores): Design {
  return designStore.getState().history.present
}

export function selectionOf({ viewStore }: Stores): readonly Address[] {
  const { selection, alsoSelected } = viewStore.getState()
  return selection.length === 0 ? alsoSelected : [selection, ...alsoSelected]
}

/** Change what the canvas shows. */
export function changeCanvas({ viewStore }: Stores, change: Partial<CanvasView>): void {
  const { canvas, change: changeView } = viewStore.getState()
  changeView({ canvas: { ...canvas, ...change } })
}

/** Open something to type or pick in, in place. */
export function startEditing(stores: Stores, editing: CanvasEditing): void {
  changeCanvas(stores, { editing, menu: undefined })
}

/** Close it, and give the canvas the focus back. */
export function stopEditing(stores: Stores): void {
  changeCanvas(stores, { editing: undefined })
  focusCanvas(stores)
}

export function focusCanvas(stores: Stores): void {
  const { focusCount } = stores.viewStore.getState().canvas
  changeCanvas(stores, { focusCount: focusCount + 1 })
}

/** Make an edit; a refusal is shown in a notice. */
export function edit(
  stores: Stores,
  label: string,
  operation: (design: Design) => Result<Design>,
  mergeKey?: string,
): boolean {
  const result = stores.designStore.getState().edit(label, operation, mergeKey)
  if (!result.ok) refuse(stores, result.problems[0]?.message ?? `${label}: not possible`)
  return result.ok
}

export function refuse({ viewStore }: Stores, text: string): void {
  viewStore.getState().notify({ type: 'error', text })
}

/** One operation after another, until one refuses. */
export function sequence(
  steps: readonly ((design: Design) => Result<Design>)[],
): (design: Design) => Result<Design> {
  return (design) => {
    let result: Result<Design> = ok(design)
    for (const step of steps) {
      if (!result.ok) return result
      result = step(result.value)
    }
    return result
  }
}
