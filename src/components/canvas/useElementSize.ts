import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** The size of an element, followed as it changes; `undefined` before it is known, and while the element is hidden. */
export function useElementSize(
  element: RefObject<HTMLElement | null>,
): { readonly width: number; readonly height: number } | undefined {
  const [size, setSize] = useState<{ width: number; height: number }>()
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = target
      setSize(width > 0 && height > 0 ? { width, height } : undefined)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
