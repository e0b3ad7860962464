import { focusNextRegion, focusRegion, narrowWindow, singlePane } from '../store/regions.ts'
import { largeWorkbench, usualWorkbench } from '../store/preferences.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { Density, DialogName, RegionName, Theme } from '../store/viewStore.ts'
import type { Command } from './command.ts'

const isDesigner = ({ viewStore }: Stores) => viewStore.getState().screen === 'designer'

/** Regions, theme, and the ways to find things. */
export const viewCommands: readonly Command[] = [
  {
    id: 'view.palette',
    label: 'Search commands, paths and models',
    group: 'Go to',
    shortcuts: ['Mod+K'],
    run: toggleDialog('palette'),
  },
  {
    id: 'view.go-to',
    label: 'Go to a path, method or model',
    group: 'Go to',
    shortcuts: ['Mod+P'],
    enabled: isDesigner,
    run: toggleDialog('go-to'),
  },
  {
    id: 'view.navigator',
    label: 'Show or hide the navigator',
    group: 'View',
    shortcuts: ['Mod+B'],
    enabled: isDesigner,
    run: toggleRegion('navigator'),
  },
  {
    id: 'view.canvas',
    label: 'Show the map or the tree',
    group: 'View',
    enabled: (stores) => isDesigner(stores) && matchMedia(singlePane).matches,
    run: ({ viewStore }) => {
      const { showsCanvas, change } = viewStore.getState()
      change({ showsCanvas: !showsCanvas, inspectorDrawer: false })
      requestAnimationFrame(() => focusRegion(showsCanvas ? 'navigator' : 'canvas'))
    },
  },
  {
    id: 'view.workbench',
    label: 'Show or hide the workbench',
    group: 'View',
    shortcuts: ['Mod+J'],
    enabled: isDesigner,
    run: toggleRegion('workbench'),
  },
  {
    id: 'view.enlarge-workbench',
    label: 'Enlarge the workbench, or give it its usual height',
    group: 'View',
    shortcuts: ['Mod+Shift+J'],
    enabled: isDesigner,
    run: ({ viewStore }) => {
      const { regions, change } = viewStore.getState()
      const large = largeWorkbench(window.innerHeight)
      const isLarge = regions.workbench.open && regions.workbench.size >= large
      const usual = usualWorkbench(window.innerHeight)
      change({
        regions: { ...regions, workbench: { open: true, size: isLarge ? usual : large } },
      })
    },
  },
  {
    id: 'view.inspector',
    label: 'Show or hide the inspector',
    group: 'View',
    shortcuts: ['Alt+B'],
    enabled: isDesigner,
    run: toggleRegion('inspector'),
  },
  {
    id: 'view.next-region',
    label: 'Next region',
    group: 'View',
    shortcuts: ['F6'],
    repeats: true,
    enabled: isDesigner,
    run: () => focusNextRegion(1),
  },
  {
    id: 'view.previous-region',
    label: 'Previous region',
    group: 'View',
    shortcuts: ['Shift+F6'],
    repeats: true,
    enabled: isDesigner,
    run: () => focusNextRegion(-1),
  },
  { id: 'view.light', label: 'Light theme', group: 'View', run: chooseTheme('light') },
  { id: 'view.dark', label: 'Dark theme', group: 'View', run: chooseTheme('dark') },
  { id: 'view.system', label: 'Theme of the system', group: 'View', run: chooseTheme('system') },
  {
    id: 'view.comfortable',
    label: 'Comfortable density',
    group: 'View',
    run: chooseDensity('comfortable'),
  },
  { id: 'view.compact', label: 'Compact density', group: 'View', run: chooseDensity('compact') },
]

function toggleRegion(region: RegionName): Command['run'] {
  return ({ viewStore }) => {
    const { regions, change } = viewStore.getState()
    if (region === 'inspector' && matchMedia(narrowWindow).matches) {
      const { inspectorDrawer } = viewStore.getState()
      change({ inspectorDrawer: !inspectorDrawer })
      requestAnimationFrame(() => focusRegion(inspectorDrawer ? 'canvas' : region))
      return
    }
    const { open, size } = regions[region]
    const hadFocus = document
      .querySelector(`[data-region="${region}"]`)
      ?.contains(document.activeElement)
    change({ regions: { ...regions, [region]: { open: !open, size } } })
    // what is opened can be used at once, and what is closed leaves the focus to the canvas
    if (!open) requestAnimationFrame(() => focusRegion(region))
    else if (hadFocus) focusRegion('canvas')
  }
}

function toggleDialog(dialog: DialogName): Command['run'] {
  return ({ viewStore }) => {
    const isOpen = viewStore.getState().dialog === dialog
    viewStore.getState().change({ dialog: isOpen ? undefined : dialog })
  }
}

function chooseTheme(theme: Theme): Command['run'] {
  return ({ viewStore }) => viewStore.getState().change({ theme })
}

function chooseDensity(density: Density): Command['run'] {
  return ({ viewStore }) => viewStore.getState().change({ density })
}
