import { useEffect, useState } from 'react'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { Notice } from '../store/viewStore.ts'
import { CloseIcon, SeverityIcon } from '../ui/icons.tsx'

/** Milliseconds that good news stay. Warnings and errors stay until they are dismissed. */
const shownMs = 10_000

const words = { success: 'Done', info: 'Note', warning: 'Warning', error: 'Error' } as const

/** What happened, told politely; nowhere the only place of a message that matters later. */
export function Notices() {
  const notices = useView((state) => state.notices)
  return (
    <section className="gw-notices" aria-label="Messages">
      <div role="status" aria-live="polite" aria-relevant="additions">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </div>
    </section>
  )
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { viewStore } = useStores()
  const [isHeld, setHeld] = useState(false)
  const { id, type, text, action } = notice
  const goes = type === 'success' || type === 'info'
  useEffect(() => {
    if (!goes || isHeld) return
    const timer = setTimeout(() => viewStore.getState().dismissNotice(id), shownMs)
    return () => clearTimeout(timer)
  }, [goes, isHeld, id, viewStore])
  const dismiss = () => viewStore.getState().dismissNotice(id)
  return (
    <div
      className={`gw-notice gw-notice-${type}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <SeverityIcon severity={type} />
      <span className="gw-visually-hidden">{words[type]}: </span>
      <span className="gw-notice-text">{text}</span>
      {action && (
        <button
          type="button"
          className="gw-btn gw-btn-link"
          onClick={() => {
            dismiss()
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="gw-btn gw-btn-icon"
        aria-label="Dismiss the message"
        onClick={dismiss}
      >
        <CloseIcon />
      </button>
    </div>
  )
}
