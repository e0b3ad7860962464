import { useRef, useState } from 'react'
import { useStores } from '../../store/StoreContext.tsx'
import { rename, stopEditing } from '../verbs.ts'

/** The path part, typed in place. Enter renames, Esc leaves it, leaving the field renames too. */
export function RenameField({
  resourceId,
  pathPart,
}: {
  readonly resourceId: string
  readonly pathPart: string
}) {
  const stores = useStores()
  const [typed, setTyped] = useState(pathPart)
  const [refusal, setRefusal] = useState<string>()
  const closed = useRef(false)
  const close = () => {
    if (closed.current) return
    closed.current = true
    stopEditing(stores)
  }
  const finish = (keepOpen: boolean) => {
    if (closed.current) return
    if (typed.trim() === pathPart) {
      close()
      return
    }
    const reason = rename(stores, resourceId, typed.trim())
    if (reason === undefined || !keepOpen) close()
    else setRefusal(reason)
  }
  return (
    <span className="canvas-rename nodrag nopan nowheel">
      <input
        autoFocus
        aria-label="Path part"
        aria-invalid={refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : 'canvas-rename-refusal'}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setRefusal(undefined)
        }}
        onBlur={() => finish(false)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') finish(true)
          if (event.key === 'Escape') close()
        }}
      />
      {refusal !== undefined && (
        <span id="canvas-rename-refusal" role="alert" className="canvas-refusal">
          {refusal}
        </span>
      )}
    </span>
  )
}
