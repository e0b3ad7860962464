import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { canvasCommands } from '../commands/canvas.ts'
import { chordText } from '../ui/chords.ts'
import { useStores } from '../store/StoreContext.tsx'

/** A button of a toolbar that runs a command; disabled where the command is. */
export function CommandButton({
  id,
  isFirst = false,
  isPressed,
  name,
  children,
}: {
  readonly id: string
  /** The first of its toolbar holds the tab stop. */
  readonly isFirst?: boolean
  readonly isPressed?: boolean
  /** What it is called, when the command's label says too much. */
  readonly name?: string
  readonly children: ReactNode
}) {
  const stores = useStores()
  const command = canvasCommands.find((candidate) => candidate.id === id)
  if (!command) throw new Error(`there is no command ${id}`)
  // both stores, because a command may look at either
  useStore(stores.designStore, (state) => state.history.present)
  const isEnabled = useStore(stores.viewStore, () => command.enabled?.(stores) ?? true)
  const label = name ?? command.label
  const shortcut = command.shortcuts?.[0]
  return (
    <button
      type="button"
      className="canvas-button"
      tabIndex={isFirst ? 0 : -1}
      disabled={!isEnabled}
      aria-label={label}
      aria-pressed={isPressed}
      title={shortcut === undefined ? label : `${label} (${chordText(shortcut)})`}
      onClick={() => void command.run(stores)}
    >
      {children}
    </button>
  )
}
