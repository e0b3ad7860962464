import type { Stores } from '../store/StoreContext.tsx'
import { canvasCommands } from './canvas.ts'
import type { Command } from './command.ts'
import { editCommands } from './edit.ts'
import { fileCommands } from './file.ts'
import { testCommands } from './test.ts'
import { viewCommands } from './view.ts'

export type { Command } from './command.ts'

/** Everything that the page can do. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...canvasCommands,
  ...testCommands,
  ...viewCommands,
]

/** The chord of a key press, as commands write it. */
export function chordOf(event: KeyboardEvent, isMac: boolean): string {
  const parts: string[] = []
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('Mod')
  if (event.altKey) parts.push('Alt')
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  if (event.shiftKey && (event.key.length > 1 || /[A-Z]/.test(key))) parts.push('Shift')
  return [...parts, key].join('+')
}

/** True where a key press writes text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** The command of a key press where it happened; `undefined` where it means nothing. */
export function commandFor(
  event: KeyboardEvent,
  stores: Stores,
  isMac: boolean,
): Command | undefined {
  const chord = chordOf(event, isMac)
  const isPlain = !/^(?:Mod|Alt)\+|^F\d+$/.test(chord)
  if (isPlain && isTyping(event.target)) return undefined
  const target = event.target instanceof Element ? event.target : null
  const isDialogOpen = stores.viewStore.getState().dialog !== undefined
  return commands.find((command) => {
    if (!command.shortcuts?.includes(chord)) return false
    if (command.scope !== undefined && !target?.closest(`[data-scope="${command.scope}"]`))
      return false
    if (isPlain && command.scope === undefined && chord !== '?') return false
    // a field on the canvas selects, copies and pastes its own text
    if (isTyping(event.target) && command.scope === 'canvas') return false
    if (
      isTyping(event.target) &&
      (chord === 'Mod+Z' || chord === 'Mod+Shift+Z' || chord === 'Mod+Y')
    )
      return false
    if (isDialogOpen && command.scope === undefined && chord !== 'Mod+K') return false
    return command.enabled?.(stores) ?? true
  })
}
