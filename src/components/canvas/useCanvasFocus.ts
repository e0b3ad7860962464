import { useEffect } from 'react'
import type { RefObject } from 'react'
import { useStores, useView } from '../store/StoreContext.tsx'

/** Gives the canvas the focus when a verb asks for it. */
export function useCanvasFocus(canvas: RefObject<HTMLElement | null>): void {
  const stores = useStores()
  const focusCount = useView((state) => state.canvas.focusCount)
  useEffect(() => {
    // a field that has just been opened keeps the focus that it took
    const { editing, menu } = stores.viewStore.getState().canvas
    if (focusCount > 0 && !editing && !menu) canvas.current?.focus({ preventScroll: true })
  }, [canvas, focusCount, stores])
}
