import { idsOf, isAtPlace } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import {
  canDuplicate,
  changeCanvas,
  copySelected,
  currentResource,
  deleteApi,
  deleteSelected,
  duplicateSelected,
  enter,
  goUp,
  isResourceAddress,
  moveView,
  nudge,
  openFlow,
  openMap,
  pasteHere,
  presentDesign,
  selectAll,
  selectedMethods,
  selectionOf,
  showMap,
  drawnApi,
  shownApi,
  shownHttpApi,
  startConnecting,
  startEditing,
  tellCopied,
  tidy,
  walk,
} from '../canvas/verbs.ts'
import type { Command } from './command.ts'

const gridPx = 8

const whereabouts = {
  up: 'above',
  down: 'below',
  left: 'to the left',
  right: 'to the right',
} as const

/** All that can be done on the canvas. Menus, palette and keyboard read this one list. */
export const canvasCommands: readonly Command[] = [
  {
    id: 'canvas.add',
    label: 'Add…',
    group: 'Canvas',
    shortcuts: ['A'],
    scope: 'canvas',
    enabled: hasApi,
    run: onShownMap((stores) => startEditing(stores, { kind: 'add' })),
  },
  {
    id: 'canvas.add-resource',
    label: 'Add resource',
    group: 'Design',
    enabled: hasRestApi,
    run: onShownMap((stores) => {
      const parent = currentResource(stores)
      if (parent) startEditing(stores, { kind: 'add-resource', parentId: parent.id })
    }),
  },
  {
    id: 'canvas.add-method',
    label: 'Add method',
    group: 'Design',
    shortcuts: ['Shift+A'],
    scope: 'canvas',
    enabled: hasRestApi,
    run: onShownMap((stores) => {
      const resource = currentResource(stores)
      if (resource) startEditing(stores, { kind: 'add-method', resourceId: resource.id })
    }),
  },
  {
    id: 'canvas.add-route',
    label: 'Add route',
    group: 'Design',
    enabled: hasHttpApi,
    run: onShownMap((stores) => startEditing(stores, { kind: 'add-route' })),
  },
  {
    id: 'canvas.add-http-endpoint',
    label: 'Add backend: HTTP endpoint',
    group: 'Design',
    enabled: hasApi,
    run: onShownMap((stores) => startEditing(stores, { kind: 'add-backend', backend: 'http' })),
  },
  {
    id: 'canvas.add-lambda-function',
    label: 'Add backend: Lambda function',
    group: 'Design',
    enabled: hasApi,
    run: onShownMap((stores) => startEditing(stores, { kind: 'add-backend', backend: 'lambda' })),
  },
  {
    id: 'canvas.add-aws-service',
    label: 'Add backend: AWS service',
    group: 'Design',
    enabled: hasApi,
    run: onShownMap((stores) => startEditing(stores, { kind: 'add-backend', backend: 'service' })),
  },
  {
    id: 'canvas.open',
    label: 'Open',
    group: 'Canvas',
    shortcuts: ['Enter'],
    scope: 'canvas',
    enabled: (stores) => hasApi(stores) && selectionOf(stores).length > 0,
    run: enter,
  },
  {
    id: 'canvas.open-flow',
    label: 'Open the flow of the method or route',
    group: 'Go to',
    shortcuts: ['G P'],
    scope: 'canvas',
    enabled: (stores) =>
      stores.viewStore.getState().level === 'map' && selectedMethods(stores).length > 0,
    run: (stores) => {
      const [method] = selectedMethods(stores)
      if (method) openFlow(stores, method)
    },
  },
  {
    id: 'canvas.open-map',
    label: 'Open the map of the API',
    group: 'Go to',
    shortcuts: ['G M'],
    scope: 'canvas',
    enabled: (stores) => stores.viewStore.getState().level === 'flow',
    run: openMap,
  },
  {
    id: 'canvas.up-a-level',
    label: 'Up one level, or cancel',
    group: 'Canvas',
    shortcuts: ['Escape'],
    scope: 'canvas',
    run: goUp,
  },
  {
    id: 'canvas.rename',
    label: 'Rename',
    group: 'Edit',
    shortcuts: ['F2'],
    scope: 'canvas',
    enabled: (stores) => currentIsChild(stores) || selectedRouteId(stores) !== undefined,
    run: onShownMap((stores) => {
      const routeId = selectedRouteId(stores)
      if (routeId !== undefined) startEditing(stores, { kind: 'rename-route', routeId })
      const resource = currentResource(stores)
      if (resource) startEditing(stores, { kind: 'rename', resourceId: resource.id })
    }),
  },
  {
    id: 'canvas.move',
    label: 'Move under another resource…',
    group: 'Edit',
    shortcuts: ['Shift+M'],
    scope: 'canvas',
    enabled: (stores) => hasRestApi(stores) && (currentIsChild(stores) || hasMethod(stores)),
    run: onShownMap((stores) => startEditing(stores, { kind: 'move' })),
  },
  {
    id: 'canvas.connect',
    label: 'Connect to a backend',
    group: 'Design',
    shortcuts: ['C'],
    scope: 'canvas',
    enabled: (stores) => hasApi(stores) && hasMethod(stores),
    run: onShownMap(startConnecting),
  },
  {
    id: 'canvas.duplicate',
    label: 'Duplicate',
    group: 'Edit',
    shortcuts: ['Mod+D'],
    scope: 'canvas',
    enabled: (stores) => isDesigner(stores) && canDuplicate(stores),
    run: onShownMap(duplicateSelected),
  },
  {
    id: 'canvas.cut',
    label: 'Cut',
    group: 'Edit',
    shortcuts: ['Mod+X'],
    scope: 'canvas',
    enabled: (stores) => hasRestApi(stores) && (currentIsChild(stores) || hasMethod(stores)),
    run: (stores) => {
      if (copySelected(stores)) deleteSelected(stores)
    },
  },
  {
    id: 'canvas.copy',
    label: 'Copy',
    group: 'Edit',
    shortcuts: ['Mod+C'],
    scope: 'canvas',
    enabled: (stores) => hasRestApi(stores) && (currentIsChild(stores) || hasMethod(stores)),
    run: (stores) => {
      if (copySelected(stores)) tellCopied(stores)
    },
  },
  {
    id: 'canvas.paste',
    label: 'Paste',
    group: 'Edit',
    shortcuts: ['Mod+V'],
    scope: 'canvas',
    enabled: hasRestApi,
    run: onShownMap(pasteHere),
  },
  {
    id: 'canvas.delete',
    label: 'Delete',
    group: 'Edit',
    shortcuts: ['Delete', 'Backspace'],
    scope: 'canvas',
    enabled: isDesigner,
    run: deleteSelected,
  },
  {
    id: 'canvas.delete-api',
    label: 'Delete the API',
    group: 'Design',
    enabled: (stores) => isDesigner(stores) && apiIdToDelete(stores) !== undefined,
    run: (stores) => {
      const apiId = apiIdToDelete(stores)
      if (apiId !== undefined) deleteApi(stores, apiId)
    },
  },
  {
    id: 'canvas.select-all',
    label: 'Select everything on the map',
    group: 'Canvas',
    shortcuts: ['Mod+A'],
    scope: 'canvas',
    enabled: hasApi,
    run: onShownMap(selectAll),
  },
  {
    id: 'canvas.search',
    label: 'Search on the map',
    group: 'Canvas',
    shortcuts: ['Mod+F'],
    scope: 'canvas',
    enabled: hasApi,
    run: onShownMap((stores) =>
      changeCanvas(stores, { search: stores.viewStore.getState().canvas.search ?? '' }),
    ),
  },
  {
    id: 'canvas.tidy',
    label: 'Tidy the layout',
    group: 'Canvas',
    shortcuts: ['T'],
    scope: 'canvas',
    enabled: hasApi,
    run: onShownMap(tidy),
  },
  {
    id: 'canvas.minimap',
    label: 'Show or hide the minimap',
    group: 'View',
    shortcuts: ['M'],
    scope: 'canvas',
    enabled: hasApi,
    run: onShownMap((stores) =>
      changeCanvas(stores, { minimap: !stores.viewStore.getState().canvas.minimap }),
    ),
  },
  {
    id: 'canvas.fit',
    label: 'Fit everything',
    group: 'Canvas',
    shortcuts: ['1'],
    scope: 'canvas',
    enabled: hasApi,
    run: (stores) => moveView(stores, 'fit'),
  },
  {
    id: 'canvas.fit-selection',
    label: 'Fit the selection',
    group: 'Canvas',
    shortcuts: ['2'],
    scope: 'canvas',
    enabled: hasApi,
    run: (stores) => moveView(stores, 'fit-selection'),
  },
  {
    id: 'canvas.zoom-in',
    label: 'Zoom in',
    group: 'Canvas',
    shortcuts: ['+', '='],
    repeats: true,
    scope: 'canvas',
    enabled: hasApi,
    run: (stores) => moveView(stores, 'zoom-in'),
  },
  {
    id: 'canvas.zoom-out',
    label: 'Zoom out',
    group: 'Canvas',
    shortcuts: ['-'],
    repeats: true,
    scope: 'canvas',
    enabled: hasApi,
    run: (stores) => moveView(stores, 'zoom-out'),
  },
  {
    id: 'canvas.zoom-100',
    label: 'Zoom to 100 %',
    group: 'Canvas',
    shortcuts: ['0'],
    scope: 'canvas',
    enabled: hasApi,
    run: (stores) => moveView(stores, 'zoom-100'),
  },
  {
    id: 'canvas.menu',
    label: 'Open the menu of the selection',
    group: 'Canvas',
    shortcuts: ['Shift+F10', 'ContextMenu'],
    scope: 'canvas',
    enabled: hasApi,
    run: (stores) => changeCanvas(stores, { menu: { x: NaN, y: NaN } }),
  },
  ...(['up', 'down', 'left', 'right'] as const).flatMap((direction): Command[] => {
    const key = `Arrow${direction[0]?.toUpperCase()}${direction.slice(1)}`
    const across = direction === 'left' ? -1 : direction === 'right' ? 1 : 0
    const along = direction === 'up' ? -1 : direction === 'down' ? 1 : 0
    return [
      {
        id: `canvas.walk-${direction}`,
        label: `Select what is ${whereabouts[direction]}`,
        group: 'Canvas',
        shortcuts: [key],
        repeats: true,
        scope: 'canvas',
        enabled: hasApi,
        run: (stores) => walk(stores, direction),
      },
      {
        id: `canvas.extend-${direction}`,
        label: `Select also what is ${whereabouts[direction]}`,
        group: 'Canvas',
        shortcuts: [`Shift+${key}`],
        repeats: true,
        scope: 'canvas',
        enabled: onMap,
        run: (stores) => walk(stores, direction, true),
      },
      {
        id: `canvas.nudge-${direction}`,
        label: `Move the selection ${direction}`,
        group: 'Canvas',
        shortcuts: [`Alt+${key}`],
        repeats: true,
        scope: 'canvas',
        enabled: onMap,
        run: (stores) => nudge(stores, across * gridPx, along * gridPx),
      },
      {
        id: `canvas.nudge-far-${direction}`,
        label: `Move the selection far ${direction}`,
        group: 'Canvas',
        shortcuts: [`Alt+Shift+${key}`],
        repeats: true,
        scope: 'canvas',
        enabled: onMap,
        run: (stores) => nudge(stores, across * gridPx * 4, along * gridPx * 4),
      },
    ]
  }),
]

/** The shown API, of whatever protocol. */
function apiIdToDelete(stores: Stores): string | undefined {
  const { apis } = presentDesign(stores)
  const { apiId } = stores.viewStore.getState()
  return apiId !== undefined && Object.hasOwn(apis, apiId) ? apiId : Object.keys(apis)[0]
}

function isDesigner({ viewStore }: Stores): boolean {
  return viewStore.getState().screen === 'designer'
}

/** The map draws the shown API. */
function hasApi(stores: Stores): boolean {
  return drawnApi(stores) !== undefined
}

function hasRestApi(stores: Stores): boolean {
  return shownApi(stores) !== undefined
}

function hasHttpApi(stores: Stores): boolean {
  return shownHttpApi(stores) !== undefined
}

/** A command that types or picks on the map, from wherever it is run. */
function onShownMap(run: Command['run']): Command['run'] {
  return (stores) => {
    showMap(stores)
    return run(stores)
  }
}

function onMap(stores: Stores): boolean {
  return hasApi(stores) && stores.viewStore.getState().level === 'map'
}

function hasMethod(stores: Stores): boolean {
  return selectedMethods(stores).length > 0
}

/** The route of the shown HTTP API that is selected. */
function selectedRouteId(stores: Stores): string | undefined {
  const { selection } = stores.viewStore.getState()
  const [, routeId] = isAtPlace('route', selection) ? idsOf('route', selection) : []
  return hasHttpApi(stores) ? routeId : undefined
}

/** A resource other than the root is selected. */
function currentIsChild(stores: Stores): boolean {
  const { selection } = stores.viewStore.getState()
  return isResourceAddress(selection) && currentResource(stores)?.parentId !== undefined
}
