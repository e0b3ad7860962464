import { openFile, saveToFile, saveToOtherFile } from '../files/fileVerbs.ts'
import { showEmpty } from '../store/openDesigns.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { Command } from './command.ts'

const isDesigner = ({ viewStore }: Stores) => viewStore.getState().screen === 'designer'

/** Designs and documents, in and out. */
export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    label: 'New design',
    group: 'File',
    run: (stores) => void showEmpty(stores),
  },
  {
    id: 'file.open',
    label: 'Open a file…',
    group: 'File',
    shortcuts: ['Mod+O'],
    run: openFile,
  },
  {
    id: 'file.import',
    label: 'Import: paste, file or URL…',
    group: 'File',
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'import' }),
  },
  {
    id: 'file.save',
    label: 'Save to a file',
    group: 'File',
    shortcuts: ['Mod+S'],
    enabled: isDesigner,
    run: saveToFile,
  },
  {
    id: 'file.save-as',
    label: 'Save to another file…',
    group: 'File',
    shortcuts: ['Mod+Shift+S'],
    enabled: isDesigner,
    run: saveToOtherFile,
  },
  {
    id: 'file.save-copy',
    label: 'Save as a copy in this browser',
    group: 'File',
    enabled: isDesigner,
    run: ({ services, viewStore }) => {
      const { name } = services.persistence.saveAsCopy()
      viewStore.getState().notify({ type: 'success', text: `This is now ${name}.` })
    },
  },
  {
    id: 'file.export',
    label: 'Export: OpenAPI, CloudFormation, SAM…',
    group: 'File',
    shortcuts: ['Mod+E'],
    enabled: isDesigner,
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'export' }),
  },
  {
    id: 'file.new-api',
    label: 'Add a REST API…',
    group: 'Design',
    enabled: isDesigner,
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'new-api' }),
  },
  {
    id: 'file.new-http-api',
    label: 'Add an HTTP API…',
    group: 'Design',
    enabled: isDesigner,
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'new-http-api' }),
  },
  {
    id: 'file.compare',
    label: 'REST or HTTP? Compare and convert…',
    group: 'Design',
    enabled: isDesigner,
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'compare' }),
  },
  {
    id: 'file.start',
    label: 'Start page and saved designs',
    group: 'Go to',
    enabled: isDesigner,
    run: async ({ viewStore, services }) => {
      // the last write may take its time where the storage does
      viewStore.getState().change({ screen: 'start' })
      await services.persistence.close()
    },
  },
]
