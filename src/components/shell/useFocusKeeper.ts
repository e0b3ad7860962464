import { useEffect } from 'react'
import { useStores } from '../store/StoreContext.tsx'
import { focusRegion } from '../store/regions.ts'

/**
 * When what had the focus goes away — deleted, undone, closed — the browser gives the focus to nothing, and the
 * keyboard starts at the top of the page again. Then the region it was in takes it.
 */
export function useFocusKeeper(): void {
  const { viewStore, designStore } = useStores()
  useEffect(() => {
    let last: Element | undefined
    // a dialog and a menu stand in no region: what had the focus before them gets it back
    let inRegion: { readonly element: HTMLElement; readonly region: string } | undefined
    let frame = 0
    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      last = target
      const region = target.closest<HTMLElement>('[data-region]')?.dataset['region']
      if (region !== undefined && target instanceof HTMLElement)
        inRegion = { element: target, region }
    }
    const look = () => {
      const isLost = document.activeElement === document.body || document.activeElement === null
      if (!isLost || !last || isThere(last)) return
      if (inRegion && isThere(inRegion.element)) inRegion.element.focus()
      else if (viewStore.getState().screen === 'start') focusRegion('start')
      else focusRegion(inRegion?.region ?? 'canvas')
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
    const removals = new MutationObserver(() => {
      if (document.activeElement === document.body) lookSoon()
    })
    removals.observe(document.body, { childList: true, subtree: true })
    const stop = [viewStore.subscribe(lookSoon), designStore.subscribe(lookSoon)]
    return () => {
      cancelAnimationFrame(frame)
      removals.disconnect()
      document.removeEventListener('focusin', onFocusIn)
      for (const each of stop) each()
    }
  }, [viewStore, designStore])
}

function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility()
}
