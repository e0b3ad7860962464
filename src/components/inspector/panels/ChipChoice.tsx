/** Chips of which one is chosen; nothing where there is no choice. */
export function ChipChoice({
  label,
  keys,
  chosen,
  choose,
  nameOf = (key) => key,
}: {
  readonly label: string
  readonly keys: readonly string[]
  readonly chosen: string | undefined
  readonly choose: (key: string) => void
  readonly nameOf?: (key: string) => string
}) {
  if (keys.length < 2) return null
  return (
    <div className="gw-row gw-wrap gw-tight" role="group" aria-label={label}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className="gw-chip"
          aria-pressed={key === chosen}
          onClick={() => choose(key)}
        >
          {nameOf(key)}
        </button>
      ))}
    </div>
  )
}
