import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { chordText } from './chords.ts'
import { SeverityIcon } from './icons.tsx'

export interface MenuItem {
  readonly id: string
  readonly label: string
  /** What stands behind the label in quieter type. */
  readonly remark?: string
  readonly chord?: string
  /** Present: one of several that exclude each other. */
  readonly isChosen?: boolean
  readonly isDisabled?: boolean
  readonly run: () => void
}

export interface MenuGroup {
  readonly title?: string
  readonly items: readonly MenuItem[]
}

/** A button that opens a menu under it. The menu gives the focus back to the button before an item runs. */
export function MenuButton({
  name,
  title,
  className = 'gw-btn',
  groups,
  children,
}: {
  /** The accessible name of the button; absent: its text. */
  readonly name?: string
  readonly title?: string
  readonly className?: string
  readonly groups: () => readonly MenuGroup[]
  readonly children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = (focus: 'back' | 'elsewhere') => {
    setOpen(false)
    if (focus === 'back') button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        className={className}
        aria-label={name}
        title={title}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {children}
      </button>
      {isOpen && button.current && (
        <Menu anchor={button.current} labelledBy={id} groups={groups()} onClose={close} />
      )}
    </>
  )
}

function Menu({
  anchor,
  labelledBy,
  groups,
  onClose,
}: {
  readonly anchor: HTMLElement
  readonly labelledBy: string
  readonly groups: readonly MenuGroup[]
  readonly onClose: (focus: 'back' | 'elsewhere') => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number }>()
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const { left, top, bottom } = anchor.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = element
    const hasRoomBelow = bottom + 4 + offsetHeight <= innerHeight - 8
    setPlace({
      left: Math.max(8, Math.min(left, innerWidth - offsetWidth - 8)),
      top: hasRoomBelow ? bottom + 4 : Math.max(8, top - 4 - offsetHeight),
    })
  }, [anchor])
  const isPlaced = place !== undefined
  useEffect(() => {
    if (isPlaced) itemsOf(list.current)[0]?.focus()
  }, [isPlaced])
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      const isInside = target instanceof Node && list.current?.contains(target)
      if (!isInside && !(target instanceof Node && anchor.contains(target))) onClose('elsewhere')
    }
    const onBlur = () => onClose('elsewhere')
    document.addEventListener('pointerdown', onPointerDown, true)
    window.addEventListener('resize', onBlur)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true)
      window.removeEventListener('resize', onBlur)
    }
  }, [anchor, onClose])
  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsOf(list.current)
    const here = items.findIndex((item) => item === document.activeElement)
    const walks: Readonly<Record<string, number>> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      Home: 0,
      End: items.length - 1,
    }
    const next = walks[event.key]
    if (next !== undefined) {
      event.preventDefault()
      items[(next + items.length) % items.length]?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      onClose('back')
    } else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      const letter = event.key.toLowerCase()
      const after = [...items.slice(here + 1), ...items.slice(0, here + 1)]
      after.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus()
    }
  }
  const hasChoices = groups.some(({ items }) => items.some((item) => item.isChosen !== undefined))
  return (
    <div
      ref={list}
      role="menu"
      aria-labelledby={labelledBy}
      className={hasChoices ? 'gw-shell-menu gw-shell-menu-choices' : 'gw-shell-menu'}
      style={place ?? { visibility: 'hidden' }}
      onKeyDown={onKeyDown}
    >
      {groups.map(({ title, items }) => (
        <div key={title ?? items[0]?.id} role="group" aria-label={title}>
          {title !== undefined && (
            <div className="gw-shell-menu-title" aria-hidden="true">
              {title}
            </div>
          )}
          {items.map(({ id, label, remark, chord, isChosen, isDisabled, run }) => (
            <button
              key={id}
              type="button"
              role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={isChosen}
              aria-disabled={isDisabled}
              tabIndex={-1}
              onClick={() => {
                if (isDisabled) return
                onClose('back')
                run()
              }}
            >
              {hasChoices && (
                <span className="gw-shell-menu-mark">
                  {isChosen === true && <SeverityIcon severity="success" />}
                </span>
              )}
              <span className="gw-shell-menu-label">{label}</span>
              {remark !== undefined && <small>{remark}</small>}
              {chord !== undefined && <kbd>{chordText(chord)}</kbd>}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
}
