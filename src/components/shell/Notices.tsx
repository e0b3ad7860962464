import { useEffect } from 'react'
import Button from '@cloudscape-design/components/button'
import { useView } from '../store/StoreContext.tsx'
import type { Notice } from '../store/viewStore.ts'

const marks = { success: '✓', info: 'i', warning: '!', error: '✕' } as const

/** Messages in a polite live region. Errors stay until they are dismissed. */
export function Notices() {
  const notices = useView((state) => state.notices)
  return (
    <section className="gw-notices" aria-label="Messages">
      <div role="status" aria-live="polite">
        {notices.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} />
        ))}
      </div>
    </section>
  )
}

function NoticeItem({ notice }: { readonly notice: Notice }) {
  const dismiss = useView((state) => state.dismissNotice)
  useEffect(() => {
    if (notice.type === 'error') return undefined
    const timer = setTimeout(() => dismiss(notice.id), 10_000)
    return () => clearTimeout(timer)
  }, [notice, dismiss])
  const { action } = notice
  return (
    <div className={`gw-notice gw-notice-${notice.type}`}>
      <span aria-hidden="true">{marks[notice.type]}</span>
      <span>{notice.text}</span>
      {action && (
        <Button
          variant="inline-link"
          onClick={() => {
            action.run()
            dismiss(notice.id)
          }}
        >
          {action.label}
        </Button>
      )}
      <Button
        variant="inline-icon"
        iconName="close"
        ariaLabel="Dismiss the message"
        onClick={() => dismiss(notice.id)}
      />
    </div>
  )
}
