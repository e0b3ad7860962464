import { useRef } from 'react'
import { resourceAddress } from '../../../model/index.ts'
import { useTextDraft } from '../../store/useTextDraft.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { rename, shownApi, stopEditing } from '../verbs.ts'

/**
 * The path part, typed in place. Enter and leaving the field rename, Esc drops what was typed. It shares its draft with the form of
 * the resource: what the design refuses is kept there.
 */
export function RenameField({
  resourceId,
  pathPart,
}: {
  readonly resourceId: string
  readonly pathPart: string
}) {
  const stores = useStores()
  const apiId = shownApi(stores)?.id ?? ''
  const isRefused = useRef(false)
  const isClosed = useRef(false)
  const draft = useTextDraft({
    at: [...resourceAddress(apiId, resourceId), 'pathPart'],
    label: 'Path part',
    value: pathPart,
    apply: (text) => {
      const result = rename(stores, { apiId, resourceId, pathPart: text.trim() })
      isRefused.current = !result.ok
      return result
    },
    commits: 'leaving',
    keepsTyped: false,
  })
  const close = () => {
    if (isClosed.current) return
    isClosed.current = true
    stopEditing(stores)
  }
  const finish = (how: 'left' | 'pressed') => {
    if (isClosed.current) return
    isRefused.current = false
    draft.commit()
    if (how === 'left' || !isRefused.current) close()
  }
  return (
    <span className="canvas-rename nodrag nopan nowheel">
      <input
        autoFocus
        aria-label="Path part"
        aria-invalid={draft.reason !== undefined}
        aria-describedby={draft.reason === undefined ? undefined : 'canvas-rename-refusal'}
        value={draft.shown}
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onBlur={() => finish('left')}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') finish('pressed')
          if (event.key === 'Escape') {
            draft.discard()
            close()
          }
        }}
      />
      {draft.reason !== undefined && (
        <span id="canvas-rename-refusal" role="alert" className="canvas-refusal">
          {draft.reason}
        </span>
      )}
    </span>
  )
}
