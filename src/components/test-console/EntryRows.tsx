import { useId } from 'react'
import { CloseIcon } from '../ui/icons.tsx'
import { removeEntry, rowsOf, setEntry } from './entries.ts'
import type { Declared, Entry, EntryRow, EntrySyntax } from './entries.ts'
import { destructive } from '../ui/destructive.ts'

/** Names and values of a text as rows: what is declared, what else is sent, and a blank one for more. */
export function EntryRows({
  syntax,
  text,
  declared,
  noun,
  onChange,
}: {
  readonly syntax: EntrySyntax
  readonly text: string
  readonly declared: readonly Declared[]
  /** What a row is: `header`. */
  readonly noun: string
  readonly onChange: (text: string) => void
}) {
  const count = syntax.partsOf(text).length
  const set = (index: number, entry: Entry) => onChange(setEntry(syntax, text, index, entry))
  const remove = (index: number) => onChange(removeEntry(syntax, text, index))
  const rows: readonly EntryRow[] = [
    ...rowsOf(syntax, text, declared),
    { name: '', value: '', index: count },
  ]
  return rows.map((row) =>
    row.declared ? (
      <ValueRow
        key={`declared ${row.declared.name}`}
        label={row.declared.name}
        isRequired={row.declared.isRequired}
        value={row.value}
        onChange={(value) => {
          if (value === '' && row.index !== undefined) remove(row.index)
          else set(row.index ?? count, { name: row.name, value })
        }}
      />
    ) : (
      <FreeRow
        key={`row ${row.index}`}
        noun={noun}
        row={row}
        isLast={row.index === count}
        onChange={(entry) => set(row.index ?? count, entry)}
        onRemove={() => remove(row.index ?? count)}
      />
    ),
  )
}

/** A value whose name is given. */
export function ValueRow({
  label,
  isRequired,
  value,
  onChange,
}: {
  readonly label: string
  readonly isRequired: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  const isMissing = isRequired && value === ''
  return (
    <div className="gw-entry">
      <label htmlFor={id} title={label}>
        <span className="gw-entry-name">{label}</span>
        {isRequired && <small className="gw-required">required</small>}
      </label>
      <input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isMissing || undefined}
        placeholder={isRequired ? 'Needs a value' : 'Not sent'}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

function FreeRow({
  noun,
  row,
  isLast,
  onChange,
  onRemove,
}: {
  readonly noun: string
  readonly row: EntryRow
  /** The blank row at the end, which writing in makes one of the others. */
  readonly isLast: boolean
  readonly onChange: (entry: Entry) => void
  readonly onRemove: () => void
}) {
  const which = row.name === '' ? String((row.index ?? 0) + 1) : row.name
  return (
    <div className="gw-entry gw-free-entry">
      <input
        aria-label={isLast ? `Name of a new ${noun}` : `Name of ${noun} ${(row.index ?? 0) + 1}`}
        placeholder="Name"
        value={row.name}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ name: event.target.value, value: row.value })}
      />
      <input
        aria-label={isLast ? `Value of a new ${noun}` : `Value of ${noun} ${which}`}
        placeholder="Value"
        value={row.value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ name: row.name, value: event.target.value })}
      />
      {isLast ? (
        <span />
      ) : (
        <button
          type="button"
          className="gw-btn gw-btn-icon"
          aria-label={`Remove ${noun} ${which}`}
          {...destructive}
          onClick={(event) => {
            // the row that comes up must not put its own button under the focus
            const row = event.currentTarget.parentElement
            onRemove()
            row?.querySelector('input')?.focus()
          }}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  )
}
