import { useId, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

export interface PickerOption {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly sign?: ReactNode
  readonly run: () => void
}

/** A list to pick from, with a field that narrows it. */
export function Picker({
  label,
  placeholder,
  options,
  emptyText,
}: {
  readonly label: string
  readonly placeholder: string
  readonly options: readonly PickerOption[]
  readonly emptyText: string
}) {
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [index, setIndex] = useState(0)
  const text = typed.trim().toLowerCase()
  const shown = options.filter((option) =>
    `${option.label} ${option.detail ?? ''}`.toLowerCase().includes(text),
  )
  const active = shown[Math.min(index, shown.length - 1)]
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (shown.length > 0) setIndex((index + step + shown.length) % shown.length)
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault()
      active.run()
    }
  }
  const optionId = (option: PickerOption) => `${listId}-${option.id}`
  return (
    <div className="canvas-picker">
      <input
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active && optionId(active)}
        aria-autocomplete="list"
        placeholder={placeholder}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setIndex(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={label}>
        {shown.map((option) => (
          <li
            key={option.id}
            id={optionId(option)}
            role="option"
            aria-selected={option === active}
            ref={(element) => {
              if (option === active) element?.scrollIntoView({ block: 'nearest' })
            }}
            // the field keeps the focus, so that the panel stays open until the click is done
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setIndex(shown.indexOf(option))}
            onClick={option.run}
          >
            {option.sign}
            <span className="canvas-picker-label">{option.label}</span>
            {option.detail !== undefined && (
              <span className="canvas-picker-detail">{option.detail}</span>
            )}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="canvas-picker-empty">{emptyText}</p>}
    </div>
  )
}
