import { redoLabel, undoLabel } from '../../model/index.ts'
import type { Command } from './command.ts'

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    label: 'Undo',
    group: 'Edit',
    shortcuts: ['Mod+Z'],
    enabled: ({ designStore }) => undoLabel(designStore.getState().history) !== undefined,
    run: ({ designStore }) => designStore.getState().undo(),
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    group: 'Edit',
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: ({ designStore }) => redoLabel(designStore.getState().history) !== undefined,
    run: ({ designStore }) => designStore.getState().redo(),
  },
]
