import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

/** A small panel beside an element of the canvas, inside the canvas; in the middle where the element is not there. */
export function Popover({
  label,
  anchorId,
  place,
  onClose,
  children,
}: {
  readonly label: string
  readonly anchorId: string | undefined
  /** A point of the page instead of an element. */
  readonly place?: { readonly x: number; readonly y: number }
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const panel = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ left: number; top: number }>()
  useLayoutEffect(() => {
    const element = panel.current
    const frame = element?.offsetParent?.getBoundingClientRect()
    if (!element || !frame) return
    const anchor = anchorId === undefined ? null : document.getElementById(anchorId)
    const box = anchor?.getBoundingClientRect()
    const left = place
      ? place.x - frame.left
      : box
        ? box.left - frame.left + 12
        : (frame.width - element.offsetWidth) / 2
    const top = place ? place.y - frame.top : box ? box.bottom - frame.top + 6 : 24
    setAt({
      left: within(left, 8, frame.width - element.offsetWidth - 8),
      top: within(top, 8, frame.height - element.offsetHeight - 8),
    })
  }, [anchorId, place])
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      className="canvas-popover"
      style={at ?? { opacity: 0 }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
    >
      {children}
    </div>
  )
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
