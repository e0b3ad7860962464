import { useDesignState, useStores } from '../store/StoreContext.tsx'

/** What was done since the design was opened; a click goes back or forth to that state. */
export function ChangesPanel() {
  const { designStore } = useStores()
  const history = useDesignState((state) => state.history)
  const labels = [...history.past, ...history.future].map(({ label }) => label)
  const present = history.past.length
  const goTo = (index: number) => {
    const { undo, redo } = designStore.getState()
    for (let i = present; i > index; i--) undo()
    for (let i = present; i < index; i++) redo()
  }
  if (labels.length === 0)
    return <p className="gw-panel-empty">Nothing has been changed since this design was opened.</p>
  return (
    <ol className="gw-changes" aria-label="Changes">
      <li>
        <button type="button" aria-current={present === 0} onClick={() => goTo(0)}>
          As it was opened
        </button>
      </li>
      {labels.map((label, i) => (
        <li key={i}>
          <button
            type="button"
            aria-current={present === i + 1}
            className={i + 1 > present ? 'gw-undone' : ''}
            onClick={() => goTo(i + 1)}
          >
            {label}
          </button>
        </li>
      ))}
    </ol>
  )
}
