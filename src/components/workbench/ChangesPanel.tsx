import { useDesignState, useStores } from '../store/StoreContext.tsx'
import { changeRows } from './changes.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

/** The history of the design: every edit by its name; a click goes to the state after it. */
export function ChangesPanel() {
  const { designStore } = useStores()
  const history = useDesignState((state) => state.history)
  const rows = changeRows(history)
  if (rows.length === 1) {
    return (
      <EmptyState
        title="Nothing has been changed yet"
        text="Every edit will be here by its name, newest first. A click goes back to it, and forward again."
      />
    )
  }
  const goTo = (distance: number) => {
    const { undo, redo } = designStore.getState()
    for (let i = 0; i < Math.abs(distance); i++) {
      if (distance > 0) undo()
      else redo()
    }
  }
  return (
    <ol className="gw-changes" aria-label="Changes, newest first" reversed>
      {rows.map(({ distance, label, recordedAt }) => (
        <li key={history.past.length - distance}>
          <button
            type="button"
            aria-current={distance === 0 ? 'step' : undefined}
            data-undone={distance < 0 || undefined}
            onClick={() => goTo(distance)}
          >
            <span>{label}</span>
            <span className="gw-change-note">
              {distance === 0 ? 'Shown' : distance < 0 ? 'Undone' : ''}
            </span>
            {recordedAt !== undefined && (
              <time dateTime={new Date(recordedAt).toISOString()}>
                {new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(recordedAt)}
              </time>
            )}
          </button>
        </li>
      ))}
    </ol>
  )
}
