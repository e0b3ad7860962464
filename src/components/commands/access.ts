import { nouns } from '../../model/index.ts'
import { createThing } from '../nouns/create.ts'
import { sharedNouns } from '../nouns/sharedNouns.ts'
import type { Command } from './command.ts'

/** Commands that add callers and access to the design. */
export const accessCommands: readonly Command[] = sharedNouns.map((name) => ({
  id: `access.${name}`,
  label: `Add: ${nouns[name].title}`,
  group: 'Design',
  enabled: ({ viewStore, designStore }) =>
    viewStore.getState().screen === 'designer' && !designStore.getState().readOnly,
  run: (stores) => {
    createThing(stores, name)
  },
}))
