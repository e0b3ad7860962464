import { useEffect } from 'react'
import { beginsSequence, commandFor, isOurs } from '../commands/dispatch.ts'
import type { KeyPlace } from '../commands/dispatch.ts'
import { commands } from '../commands/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import { isMacHere } from '../ui/chords.ts'
import { runCommand } from '../commands/runCommand.ts'

/** Milliseconds between the keys of a sequence. */
const sequenceMs = 1500

/** Run the commands' shortcuts, before an editor or a field can swallow them. */
export function useKeyboard(): void {
  const stores = useStores()
  useEffect(() => {
    const isMac = isMacHere()
    let before: { readonly key: string; readonly at: number } | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      stores.nextFrame.hurry()
      if (event.defaultPrevented || event.isComposing || isOwnKey(event)) return
      const isInTime = before !== undefined && event.timeStamp - before.at < sequenceMs
      const place = { ...placeOf(event, stores), before: isInTime ? before?.key : undefined }
      before = undefined
      const isEnabled = (command: (typeof commands)[number]) => command.enabled?.(stores) ?? true
      const command = commandFor(commands, event, place, isMac, isEnabled)
      if (command) {
        event.preventDefault()
        event.stopPropagation()
        if (event.repeat && command.repeats !== true) return
        leaveField()
        runCommand(stores, command)
      } else if (beginsSequence(commands, event, place, isMac)) {
        before = { key: event.key.toUpperCase(), at: event.timeStamp }
      } else if (isOurs(commands, event, isMac)) {
        // the browser's own print or save would surprise whoever means ours
        event.preventDefault()
      }
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [stores])
}

/** Names are in the design once their field is left: a command that is run from the field must find them there. */
function leaveField(): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || !field.closest('[data-region="inspector"]')) return
  field.blur()
  field.focus({ preventScroll: true })
}

/** A key that what has the focus walks with itself: `data-own-keys` names them. With Ctrl, Alt or Cmd they are commands. */
function isOwnKey({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false
  const keys = target.closest<HTMLElement>('[data-own-keys]')?.dataset['ownKeys'] ?? ''
  return keys.split(' ').includes(key)
}

function placeOf({ target }: KeyboardEvent, stores: Stores): KeyPlace {
  const element = target instanceof Element ? target : undefined
  const scopes: string[] = []
  for (let at = element?.closest<HTMLElement>('[data-scope]'); at;) {
    scopes.push(at.dataset['scope'] ?? '')
    at = at.parentElement?.closest<HTMLElement>('[data-scope]') ?? null
  }
  return {
    isTyping: element !== undefined && takesText(element),
    scopes,
    dialog: stores.viewStore.getState().dialog,
  }
}

function takesText(element: Element): boolean {
  if (element instanceof HTMLElement && element.isContentEditable) return true
  if (['TEXTAREA', 'SELECT'].includes(element.tagName)) return true
  if (!(element instanceof HTMLInputElement)) return element.closest('.monaco-editor') !== null
  return !['button', 'checkbox', 'radio', 'range', 'submit', 'file', 'color'].includes(element.type)
}
