import { useId } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

/** One of several parts that share a place. */
export interface Tab<Id extends string> {
  readonly id: Id
  readonly label: string
  /** Stands behind the label; not part of the name. */
  readonly badge?: ReactNode
}

/** Tabs as the ARIA practices have them: one tab stop, arrows, Home and End; what is reached is shown. */
export function Tabs<Id extends string>({
  label,
  tabs,
  active,
  panelId,
  idPrefix,
  variant = 'bar',
  onSelect,
}: {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly active: Id
  /** The id of the element that holds the shown part. */
  readonly panelId: string
  /** Begins the ids of the tabs, where others look for them; else one that nobody knows. */
  readonly idPrefix?: string
  readonly variant?: 'bar' | 'plain'
  readonly onSelect: (id: Id) => void
}) {
  const ownPrefix = useId()
  const prefix = idPrefix ?? ownPrefix
  const onKeyDown = (event: KeyboardEvent) => {
    const index = tabs.findIndex(({ id }) => id === active)
    const next = tabs[neighbour(event.key, index, tabs.length)]
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onSelect(next.id)
    document.getElementById(prefix + next.id)?.focus()
  }
  return (
    <div
      className={`gw-tabs gw-tabs-${variant}`}
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {tabs.map(({ id, label: name, badge }) => (
        <button
          key={id}
          id={prefix + id}
          type="button"
          role="tab"
          className="gw-tab"
          aria-selected={id === active}
          aria-controls={id === active ? panelId : undefined}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {name}
          {badge}
        </button>
      ))}
    </div>
  )
}

/** The index that a key leads to; -1 for keys that lead nowhere. */
function neighbour(key: string, index: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count
    case 'ArrowLeft':
      return (index - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}
