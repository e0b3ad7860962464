import { useEffect } from 'react'
import { isPressedOnce, isSecondClickIgnored } from './repeatedPresses.ts'

/** Ignore the second click of a double click and a held Enter where they would create or delete one thing more. */
export function useRepeatedPresses(): void {
  useEffect(() => {
    let first: Element | null = null
    const onClick = (event: MouseEvent) => {
      const button = buttonOf(event)
      // keys click too, with a count of 0
      if (event.detail < 2) first = button
      else if (isSecondClickIgnored(first, button)) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.repeat) return
      const button = buttonOf(event)
      if (button !== null && isPressedOnce(button)) event.preventDefault()
    }
    addEventListener('click', onClick, { capture: true })
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      removeEventListener('click', onClick, { capture: true })
      removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [])
}

function buttonOf({ target }: Event): Element | null {
  return target instanceof Element ? target.closest('button') : null
}
