import type { Command } from './command.ts'

export const testCommands: readonly Command[] = [
  {
    id: 'test.send',
    label: 'Send the request',
    group: 'Test',
    shortcuts: ['Mod+Enter'],
    enabled: ({ viewStore }) =>
      viewStore.getState().screen === 'designer' && viewStore.getState().entryAt !== undefined,
    run: ({ viewStore }) => {
      const { regions, change, sendRequested } = viewStore.getState()
      change({
        workbenchTab: 'test',
        regions: { ...regions, workbench: { ...regions.workbench, open: true } },
        sendRequested: sendRequested + 1,
      })
    },
  },
]
