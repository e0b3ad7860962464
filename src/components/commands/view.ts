import type { Stores } from '../store/StoreContext.tsx'
import type { RegionName } from '../store/viewStore.ts'
import type { Command } from './command.ts'

function toggle(region: RegionName): Command['run'] {
  return ({ viewStore }) => {
    const { regions, change } = viewStore.getState()
    change({
      regions: { ...regions, [region]: { ...regions[region], open: !regions[region].open } },
    })
  }
}

const isDesigner = ({ viewStore }: Stores) => viewStore.getState().screen === 'designer'

function focusRegion(step: number): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const present = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(present + step + regions.length) % regions.length]
  const focusable = next?.querySelector<HTMLElement>(
    '[tabindex="0"], button:not([disabled]), input:not([disabled]), select, textarea, a[href]',
  )
  ;(focusable ?? next)?.focus()
}

export const viewCommands: readonly Command[] = [
  {
    id: 'view.palette',
    label: 'Search commands and go to anything',
    group: 'Go to',
    shortcuts: ['Mod+K', 'Mod+P'],
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'palette' }),
  },
  {
    id: 'view.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    shortcuts: ['?', 'Mod+/'],
    run: ({ viewStore }) => viewStore.getState().change({ dialog: 'shortcuts' }),
  },
  {
    id: 'view.navigator',
    label: 'Show or hide the navigator',
    group: 'View',
    shortcuts: ['Mod+B'],
    enabled: isDesigner,
    run: toggle('navigator'),
  },
  {
    id: 'view.workbench',
    label: 'Show or hide the workbench',
    group: 'View',
    shortcuts: ['Mod+J'],
    enabled: isDesigner,
    run: toggle('workbench'),
  },
  {
    id: 'view.inspector',
    label: 'Show or hide the inspector',
    group: 'View',
    shortcuts: ['Alt+B'],
    enabled: isDesigner,
    run: toggle('inspector'),
  },
  {
    id: 'view.next-region',
    label: 'Next region',
    group: 'View',
    shortcuts: ['F6'],
    enabled: isDesigner,
    run: () => focusRegion(1),
  },
  {
    id: 'view.previous-region',
    label: 'Previous region',
    group: 'View',
    shortcuts: ['Shift+F6'],
    enabled: isDesigner,
    run: () => focusRegion(-1),
  },
  {
    id: 'view.light',
    label: 'Light theme',
    group: 'View',
    run: ({ viewStore }) => viewStore.getState().change({ theme: 'light' }),
  },
  {
    id: 'view.dark',
    label: 'Dark theme',
    group: 'View',
    run: ({ viewStore }) => viewStore.getState().change({ theme: 'dark' }),
  },
  {
    id: 'view.system',
    label: 'Theme of the system',
    group: 'View',
    run: ({ viewStore }) => viewStore.getState().change({ theme: 'system' }),
  },
  {
    id: 'view.problems',
    label: 'Show the problems',
    group: 'Go to',
    enabled: isDesigner,
    run: ({ viewStore }) => {
      const { regions, change } = viewStore.getState()
      change({
        workbenchTab: 'problems',
        regions: { ...regions, workbench: { ...regions.workbench, open: true } },
      })
    },
  },
]
