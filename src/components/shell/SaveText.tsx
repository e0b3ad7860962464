import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { SaveStatus } from '../store/persistence.ts'
import { invalidDrafts } from '../store/fieldDrafts.ts'
import { useFieldDrafts, useStores } from '../store/StoreContext.tsx'
import { SeverityIcon } from '../ui/icons.tsx'

const words: Readonly<Record<SaveStatus['state'], string>> = {
  unchanged: 'Example',
  saving: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved',
  elsewhere: 'Read-only',
}

/** Milliseconds without a change after which the design is shown as saved. */
const settledMs = 300

/** Whether the browser has kept the design, and how many drafts are not part of it. */
export function SaveText() {
  const status = useSettled(useStore(useStores().services.persistence.status))
  const invalid = useFieldDrafts((state) => invalidDrafts(state).length)
  const isKept = useFieldDrafts((state) => state.isKept)
  const { state } = status
  const drafts =
    invalid === 0 ? '' : ` · ${invalid} ${invalid === 1 ? 'draft' : 'drafts'} not valid`
  const needsLook = state === 'failed' || state === 'elsewhere' || drafts !== ''
  return (
    <span
      className={`gw-save-text gw-save-${state}`}
      role="status"
      title={[explanation(status), ...draftRemarks(invalid, isKept)].join('. ')}
    >
      {needsLook && <SeverityIcon severity="warning" />}
      {!needsLook && state === 'saved' && <SeverityIcon severity="success" />}
      <span>
        {words[state]}
        {drafts}
      </span>
    </span>
  )
}

function draftRemarks(invalid: number, isKept: boolean): string[] {
  if (invalid === 0) return []
  return [
    'Drafts that are not valid stay in their fields and are not in the design: see Problems',
    ...(isKept ? [] : ['This browser could not keep them: closing the page loses them']),
  ]
}

/** The status, with `saved` only once it lasts: while somebody types it changes many times a second. */
function useSettled(status: SaveStatus): SaveStatus {
  const [settled, setSettled] = useState(status)
  const waits = status.state === 'saved' && settled.state === 'saving'
  useEffect(() => {
    if (!waits) {
      setSettled(status)
      return undefined
    }
    const timer = setTimeout(() => setSettled(status), settledMs)
    return () => clearTimeout(timer)
  }, [status, waits])
  return waits ? settled : status
}

function explanation({ state, message, savedAt }: SaveStatus): string {
  if (message !== undefined) return message
  if (state === 'unchanged') return 'An example. It is saved in this browser once you change it'
  if (state === 'saving') return 'Being saved in this browser'
  return savedAt === undefined
    ? 'Saved in this browser'
    : `Saved in this browser at ${new Date(savedAt).toLocaleTimeString()}`
}
