import { useStore } from 'zustand'
import type { SaveStatus } from '../store/persistence.ts'
import { invalidDrafts } from '../store/fieldDrafts.ts'
import { useFieldDrafts, useStores } from '../store/StoreContext.tsx'
import { SeverityIcon } from './icons.tsx'

const words: Readonly<Record<SaveStatus['state'], string>> = {
  unchanged: 'Example',
  saving: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved',
  elsewhere: 'Read-only',
}

/** Whether the browser has kept the design, and how many drafts are not part of it. */
export function SaveText() {
  const status = useStore(useStores().services.persistence.status)
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

function explanation({ state, message, savedAt }: SaveStatus): string {
  if (message !== undefined) return message
  if (state === 'unchanged') return 'An example. It is saved in this browser once you change it'
  if (state === 'saving') return 'Being saved in this browser'
  return savedAt === undefined
    ? 'Saved in this browser'
    : `Saved in this browser at ${new Date(savedAt).toLocaleTimeString()}`
}
