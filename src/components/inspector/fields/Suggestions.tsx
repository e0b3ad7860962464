/** The values that an input with `list={id}` offers. */
export function Suggestions({
  id,
  values,
}: {
  readonly id: string
  readonly values: readonly string[]
}) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}
