export interface Choice {
  readonly value: string
  readonly label: string
}

/** The value in a row of a list: text, or one of some choices. */
export function ValueInput(props: {
  readonly label: string
  readonly value: string
  readonly values: readonly Choice[] | undefined
  readonly placeholder?: string
  /** The id of the list of values that the browser offers. */
  readonly list?: string | undefined
  readonly isInvalid?: boolean
  readonly onChange: (value: string) => void
  readonly onEnter?: () => void
  readonly onEscape?: () => void
}) {
  const shared = {
    'aria-label': props.label,
    'aria-invalid': props.isInvalid === true ? true : undefined,
    'data-value': '',
    value: props.value,
  }
  if (props.values) {
    return (
      <select
        {...shared}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') props.onEnter?.()
        }}
      >
        {!props.values.some(({ value }) => value === props.value) && (
          <option value={props.value}>{props.value || 'Choose'}</option>
        )}
        {props.values.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      {...shared}
      placeholder={props.placeholder}
      list={props.list}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onEnter?.()
        if (event.key === 'Escape') props.onEscape?.()
      }}
    />
  )
}
