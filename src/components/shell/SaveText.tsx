import { useStore } from 'zustand'
import type { SaveStatus } from '../store/persistence.ts'
import { useStores } from '../store/StoreContext.tsx'
import { SeverityIcon } from './icons.tsx'

const words: Readonly<Record<SaveStatus['state'], string>> = {
  unchanged: 'Example',
  saving: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved',
  elsewhere: 'Read-only',
}

/** Whether the browser has kept the design. */
export function SaveText() {
  const status = useStore(useStores().services.persistence.status)
  const { state } = status
  return (
    <span className={`gw-save-text gw-save-${state}`} role="status" title={explanation(status)}>
      {state === 'saved' && <SeverityIcon severity="success" />}
      {(state === 'failed' || state === 'elsewhere') && <SeverityIcon severity="warning" />}
      <span>{words[state]}</span>
    </span>
  )
}

function explanation({ state, message, savedAt }: SaveStatus): string {
  if (message !== undefined) return message
  if (state === 'unchanged') return 'An example. It is saved in this browser once you change it.'
  if (state === 'saving') return 'Being saved in this browser'
  return savedAt === undefined
    ? 'Saved in this browser'
    : `Saved in this browser at ${new Date(savedAt).toLocaleTimeString()}`
}
