import { commands } from '../commands/index.ts'
import type { Command } from '../commands/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'

/** Run a command, unless it is not enabled now. What goes wrong is told, and the work goes on. */
export function runCommand(stores: Stores, command: Command): void {
  if (!(command.enabled?.(stores) ?? true)) return
  const tell = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    stores.viewStore.getState().notify({ type: 'error', text: `${command.label}: ${reason}` })
    console.error(error)
  }
  try {
    Promise.resolve(command.run(stores)).catch(tell)
  } catch (error) {
    tell(error)
  }
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
