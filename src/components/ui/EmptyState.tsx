import Button from '@cloudscape-design/components/button'

/** What stands where nothing is yet: what will be here, and the one button that gets it. */
export function EmptyState({
  title,
  text,
  action,
  onAction,
}: {
  readonly title: string
  readonly text: string
  readonly action?: string
  readonly onAction?: () => void
}) {
  return (
    <div className="gw-empty-state">
      <strong>{title}</strong>
      <p>{text}</p>
      {action !== undefined && onAction && <Button onClick={onAction}>{action}</Button>}
    </div>
  )
}
