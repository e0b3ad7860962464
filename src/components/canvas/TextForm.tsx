import { useId, useState } from 'react'

/** One field and a button. What refuses the text stands below the field, and the text stays. */
export function TextForm({
  label,
  placeholder,
  hint,
  submitLabel,
  suggestions = [],
  onSubmit,
  onDone,
}: {
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
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string>()
  return (
    <form
      className="canvas-text-form"
      onSubmit={(event) => {
        event.preventDefault()
        const reason = onSubmit(typed)
        setRefusal(reason)
        if (reason === undefined) onDone()
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
