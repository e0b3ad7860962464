import { useRef, useState } from 'react'
import { renameDesign } from '../../model/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'

/** The name of the design; a field when it is clicked. */
export function DesignName() {
  const { designStore, viewStore } = useStores()
  const name = useDesign((design) => design.name)
  const [draft, setDraft] = useState<string>()
  const isDone = useRef(false)
  const finish = (isKept: boolean) => {
    // Enter and Escape take the field away, which also takes the focus from it
    if (isDone.current) return
    isDone.current = true
    setDraft(undefined)
    if (!isKept || draft === undefined || draft === name) return
    const result = designStore
      .getState()
      .edit('Rename the design', (design) => renameDesign(design, { name: draft.trim() }))
    if (!result.ok) {
      const text = result.problems[0]?.message ?? 'The name was refused.'
      viewStore.getState().notify({ type: 'warning', text })
    }
  }
  if (draft === undefined) {
    return (
      <button
        type="button"
        className="gw-design-name"
        aria-label={`Rename the design ${name}`}
        title={`${name}: click to rename`}
        onClick={() => {
          isDone.current = false
          setDraft(name)
        }}
      >
        {name}
      </button>
    )
  }
  return (
    <input
      className="gw-design-name gw-design-name-field"
      aria-label="Name of the design"
      value={draft}
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(true)
        if (event.key === 'Escape') finish(false)
      }}
    />
  )
}
