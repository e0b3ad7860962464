import { createAccess } from '../access/create.ts'
import { accessNounIds, accessNouns } from '../access/nouns.ts'
import type { Command } from './command.ts'

/** Adding who calls, and by which way. */
export const accessCommands: readonly Command[] = accessNounIds.map((id) => ({
  id: `access.${id}`,
  label: `Add: ${accessNouns[id].title}`,
  group: 'Design',
  enabled: ({ viewStore, designStore }) =>
    viewStore.getState().screen === 'designer' && !designStore.getState().readOnly,
  run: (stores) => createAccess(stores, id),
}))
