import { useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

/** A row of buttons that is one tab stop: arrows walk in it. */
export function Toolbar({
  label,
  className,
  children,
}: {
  readonly label: string
  readonly className: string
  readonly children: ReactNode
}) {
  const row = useRef<HTMLDivElement>(null)
  const buttons = () => [...(row.current?.querySelectorAll('button') ?? [])]
  const walk = (event: KeyboardEvent) => {
    const all = buttons().filter((button) => !button.disabled)
    const here = all.findIndex((button) => button === document.activeElement)
    const steps: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      Home: 0,
      End: all.length - 1,
    }
    const next = steps[event.key]
    if (next === undefined || here < 0) return
    event.preventDefault()
    all[(next + all.length) % all.length]?.focus()
  }
  return (
    <div
      ref={row}
      role="toolbar"
      aria-label={label}
      className={className}
      onKeyDown={walk}
      onFocus={(event) => {
        const focused: EventTarget = event.target
        for (const button of buttons()) button.tabIndex = button === focused ? 0 : -1
      }}
    >
      {children}
    </div>
  )
}
