import { redoLabel, undoLabel } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { Command } from './command.ts'

const isDesigner = ({ viewStore }: Stores) => viewStore.getState().screen === 'designer'

/** Back and forth in the history of the design. */
export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    label: 'Undo',
    group: 'Edit',
    shortcuts: ['Mod+Z'],
    repeats: true,
    enabled: (stores) =>
      isDesigner(stores) &&
      undoLabel(stores.designStore.getState().history) !== undefined &&
      !stores.designStore.getState().readOnly,
    run: ({ designStore }) => designStore.getState().undo(),
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    group: 'Edit',
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    repeats: true,
    enabled: (stores) =>
      isDesigner(stores) &&
      redoLabel(stores.designStore.getState().history) !== undefined &&
      !stores.designStore.getState().readOnly,
    run: ({ designStore }) => designStore.getState().redo(),
  },
]
