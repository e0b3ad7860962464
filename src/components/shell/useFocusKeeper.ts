import { useEffect } from 'react'
import { useStores } from '../store/StoreContext.tsx'
import { focusRegion } from './regions.ts'

/**
 * When what had the focus goes away — deleted, undone, closed — the browser gives the focus to nothing, and the
 * keyboard starts at the top of the page again. Then the region it was in takes it.
 */
export function useFocusKeeper(): void {
  const { viewStore, designStore } = useStores()
  useEffect(() => {
    let last: { readonly element: Element; readonly region: string | undefined } | undefined
    let frame = 0
    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      const region = target.closest<HTMLElement>('[data-region]')?.dataset['region']
      // a dialog stands in no region: the one before it gets the focus back
      last = { element: target, region: region ?? last?.region }
    }
    const look = () => {
      const isLost = document.activeElement === document.body || document.activeElement === null
      if (!isLost || !last || (last.element.isConnected && last.element.checkVisibility())) return
      focusRegion(viewStore.getState().screen === 'start' ? 'start' : (last.region ?? 'canvas'))
      if (document.activeElement === document.body) focusRegion('canvas')
    }
    const lookSoon = () => {
      cancelAnimationFrame(frame)
      // two frames: what takes the focus by itself has done so by then
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(look)
      })
    }
    document.addEventListener('focusin', onFocusIn)
    const stop = [viewStore.subscribe(lookSoon), designStore.subscribe(lookSoon)]
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', onFocusIn)
      for (const each of stop) each()
    }
  }, [viewStore, designStore])
}
