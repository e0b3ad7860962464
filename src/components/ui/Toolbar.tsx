import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

/** A row of buttons that is one tab stop: arrows, Home and End walk in it. */
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
  const buttons = () => [
    ...(row.current?.querySelectorAll<HTMLElement>('button:not([role])') ?? []),
  ]
  // after each drawing, because buttons come and go; with the next picture, which lays the page out anyway
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const all = buttons()
      const stop = all.find((button) => isRoving(button) && button.checkVisibility()) ?? all[0]
      for (const button of all) setStop(button, button === stop)
    })
    return () => cancelAnimationFrame(frame)
  })
  const walk = (event: KeyboardEvent) => {
    const all = buttons().filter((button) => button.checkVisibility())
    const here = all.findIndex((button) => button === document.activeElement)
    const steps: Readonly<Record<string, number>> = {
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
      onFocus={({ target }) => {
        const all = buttons()
        // a menu that is open in the row has its own focus
        if (all.includes(target)) for (const button of all) setStop(button, button === target)
      }}
    >
      {children}
    </div>
  )
}

function isRoving(button: HTMLElement): boolean {
  return button.dataset['roving'] === 'true'
}

function setStop(button: HTMLElement, isStop: boolean): void {
  button.dataset['roving'] = String(isStop)
  button.tabIndex = isStop ? 0 : -1
}
