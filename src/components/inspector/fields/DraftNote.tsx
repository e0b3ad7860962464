/** Below a field whose draft is not valid: what that means, and the way to throw the draft away. */
export function DraftNote({
  label,
  onDiscard,
}: {
  readonly label: string
  readonly onDiscard: () => void
}) {
  return (
    <p className="gw-draft-note">
      Kept as a draft, not part of the design.{' '}
      <button
        type="button"
        className="gw-link"
        aria-label={`Discard the draft of ${label}`}
        onClick={onDiscard}
      >
        Discard
      </button>
    </p>
  )
}
