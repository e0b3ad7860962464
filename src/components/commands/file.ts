import { saveDesign } from '../../model/index.ts'
import { downloadText } from '../transfer/download.ts'
import type { Command } from './command.ts'

export const fileCommands: readonly Command[] = [
  {
    id: 'file.open',
    label: 'Open or import…',
    group: 'File',
    shortcuts: ['Mod+O'],
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'import' }),
  },
  {
    id: 'file.export',
    label: 'Export…',
    group: 'File',
    shortcuts: ['Mod+E'],
    enabled: ({ viewStore }) => viewStore.getState().screen === 'designer',
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'export' }),
  },
  {
    id: 'file.save',
    label: 'Save the design to a file',
    group: 'File',
    shortcuts: ['Mod+S'],
    enabled: ({ viewStore }) => viewStore.getState().screen === 'designer',
    run: ({ designStore }) => {
      const design = designStore.getState().history.present
      downloadText(
        `${design.name.replace(/[^\w.-]+/g, '-') || 'design'}.gatewright.json`,
        'application/json',
        saveDesign(design),
      )
    },
  },
  {
    id: 'file.start',
    label: 'Go to the start page',
    group: 'File',
    enabled: ({ viewStore }) => viewStore.getState().screen === 'designer',
    run: async ({ viewStore, services }) => {
      await services.persistence.flush()
      viewStore.getState().change({ screen: 'start' })
    },
  },
  {
    id: 'file.new-api',
    label: 'Add a REST API…',
    group: 'Design',
    enabled: ({ viewStore }) => viewStore.getState().screen === 'designer',
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'new-api' }),
  },
]
