import type { Command } from './command.ts'

/** Where to look when lost. */
export const helpCommands: readonly Command[] = [
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    shortcuts: ['?', 'Mod+/'],
    run: ({ viewStore }) => {
      const isOpen = viewStore.getState().dialog === 'shortcuts'
      viewStore.getState().change({ dialog: isOpen ? undefined : 'shortcuts' })
    },
  },
]
