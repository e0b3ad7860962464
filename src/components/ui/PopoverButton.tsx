import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

/** A button that opens a panel under it. Escape, a click elsewhere and the button itself close the panel. */
export function PopoverButton({
  name,
  title,
  className = 'gw-btn',
  panelName,
  panel,
  children,
}: {
  /** The accessible name of the button. */
  readonly name: string
  readonly title: string
  readonly className?: string
  readonly panelName: string
  readonly panel: () => ReactNode
  readonly children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        title={title}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && button.current && (
        <Panel
          id={id}
          name={panelName}
          anchor={button.current}
          onClose={(focus) => {
            setOpen(false)
            if (focus === 'back') button.current?.focus()
          }}
        >
          {panel()}
        </Panel>
      )}
    </>
  )
}

function Panel({
  id,
  name,
  anchor,
  onClose,
  children,
}: {
  readonly id: string
  readonly name: string
  readonly anchor: HTMLElement
  readonly onClose: (focus: 'back' | 'elsewhere') => void
  readonly children: ReactNode
}) {
  const panel = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number }>()
  useLayoutEffect(() => {
    const width = panel.current?.offsetWidth ?? 0
    const { left, bottom } = anchor.getBoundingClientRect()
    setPlace({ left: Math.max(8, Math.min(left, innerWidth - width - 8)), top: bottom + 4 })
  }, [anchor])
  const isPlaced = place !== undefined
  useEffect(() => {
    if (isPlaced) panel.current?.focus()
  }, [isPlaced])
  useEffect(() => {
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && (panel.current?.contains(target) || anchor.contains(target))
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!isInside(target)) onClose('elsewhere')
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (!isInside(target)) onClose('elsewhere')
    }
    const onResize = () => onClose('elsewhere')
    document.addEventListener('pointerdown', onPointerDown, true)
    document.addEventListener('focusin', onFocus)
    window.addEventListener('resize', onResize)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true)
      document.removeEventListener('focusin', onFocus)
      window.removeEventListener('resize', onResize)
    }
  }, [anchor, onClose])
  return (
    <div
      ref={panel}
      id={id}
      role="dialog"
      aria-label={name}
      tabIndex={-1}
      className="gw-popover"
      style={place ?? { visibility: 'hidden' }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose('back')
      }}
    >
      {children}
    </div>
  )
}
