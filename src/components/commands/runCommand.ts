import { commands } from './index.ts'
import type { Command } from './index.ts'
import { readOnlyReason } from '../store/designStore.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import { plainReason } from '../ui/plainReason.ts'

/** Run a command, unless it is disabled now. Reports what goes wrong, and that a read-only design takes no edits. */
export function runCommand(stores: Stores, command: Command): void {
  if (!(command.enabled?.(stores) ?? true)) {
    const isEdit = command.group === 'Design' || command.group === 'Edit'
    if (isEdit && stores.designStore.getState().readOnly) {
      stores.viewStore.getState().notify({ type: 'error', text: readOnlyReason })
    }
    return
  }
  const tell = (error: unknown) => {
    const reason = plainReason(error)
    stores.viewStore.getState().notify({ type: 'error', text: `${command.label}: ${reason}.` })
    console.error(error)
  }
  try {
    Promise.resolve(command.run(stores)).catch(tell)
  } catch (error) {
    tell(error)
  }
}

/** Run a command with the next frame, or before the next key if that comes first. */
export function runInFrame(stores: Stores, command: Command): void {
  stores.nextFrame.plan(() => runCommand(stores, command))
}

/** The command of an id. */
export function commandOf(id: string): Command {
  const command = commands.find((each) => each.id === id)
  if (!command) throw new Error(`there is no command ${id}`)
  return command
}

/** Run commands by their ids. */
export function useRun(): (id: string) => void {
  const stores = useStores()
  return (id) => runCommand(stores, commandOf(id))
}
