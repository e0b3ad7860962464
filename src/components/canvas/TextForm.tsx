import { useId, useState } from 'react'
import type { Address } from '../../model/index.ts'
import { useKeptText } from '../store/useTextDraft.ts'

/**
 * One field and a button. A refused text stays, with the reason below. What was typed is kept while the form is closed; Esc drops it.
 */
export function TextForm({
  at,
  label,
  placeholder,
  hint,
  submitLabel,
  suggestions = [],
  onSubmit,
  onDone,
}: {
  /** The thing that the text is kept with. */
  readonly at: Address
  readonly label: string
  readonly placeholder: string
  readonly hint?: string
  readonly submitLabel: string
  readonly suggestions?: readonly string[]
  /** Do it, or say why not. */
  readonly onSubmit: (text: string) => string | undefined
  readonly onDone: () => void
}) {
  const id = useId()
  const [typed, setTyped] = useKeptText(at, label)
  const [refusal, setRefusal] = useState<string>()
  return (
    <form
      className="canvas-text-form"
      onSubmit={(event) => {
        event.preventDefault()
        const reason = onSubmit(typed)
        setRefusal(reason)
        if (reason !== undefined) return
        setTyped('')
        onDone()
      }}
    >
      <label htmlFor={id}>{label}</label>
      <span className="canvas-text-form-row">
        <input
          id={id}
          autoFocus
          placeholder={placeholder}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          list={suggestions.length > 0 ? `${id}-suggestions` : undefined}
          aria-invalid={refusal !== undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setRefusal(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('')
          }}
        />
        <button type="submit" className="canvas-submit">
          {submitLabel}
        </button>
      </span>
      {suggestions.length > 0 && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
      <span id={`${id}-hint`} className="canvas-text-form-hint">
        {refusal === undefined ? (
          hint
        ) : (
          <span role="alert" className="canvas-refusal">
            {refusal}
          </span>
        )}
      </span>
    </form>
  )
}
