import { useEffect } from 'react'
import { isSecondClickIgnored } from './doubleClicks.ts'

/** Ignore the second click of a double click where it would create or delete one thing more. */
export function useDoubleClicks(): void {
  useEffect(() => {
    let first: Element | null = null
    const onClick = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      // keys click too, with a count of 0
      if (event.detail < 2) first = button
      else if (isSecondClickIgnored(first, button)) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
    }
    addEventListener('click', onClick, { capture: true })
    return () => removeEventListener('click', onClick, { capture: true })
  }, [])
}
