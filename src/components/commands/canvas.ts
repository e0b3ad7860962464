import {
  addMethod,
  clearOffsets,
  copyResource,
  httpMethods,
  removeBackend,
  removeMethod,
  removeResource,
} from '../../model/index.ts'
import type { Address, Design, Result } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { methodRefOf } from '../store/viewStore.ts'
import type { Command } from './command.ts'

const hasApi = ({ viewStore }: Stores) =>
  viewStore.getState().screen === 'designer' && viewStore.getState().apiId !== undefined

/** The resource that the selection is or lies in; the root where it lies in none. */
export function selectedResource({
  designStore,
  viewStore,
}: Stores): { apiId: string; resourceId: string } | undefined {
  const { apiId, selection } = viewStore.getState()
  const api = apiId === undefined ? undefined : designStore.getState().history.present.apis[apiId]
  if (api?.protocol !== 'REST') return undefined
  const selected = selection[2] === 'resources' ? selection[3] : undefined
  const resourceId =
    selected !== undefined && Object.hasOwn(api.resources, selected) ? selected : api.rootResourceId
  return { apiId: api.id, resourceId }
}

/** Remove what an address leads to: a resource with all below, a method, a backend. */
export function removalOf(at: Address): ((design: Design) => Result<Design>) | undefined {
  const method = methodRefOf(at)
  if (method && at.length === 6) return (design) => removeMethod(design, method)
  const [kind, apiId = '', noun, id = ''] = at
  if (kind === 'apis' && noun === 'resources' && at.length === 4) {
    return (design) => removeResource(design, { apiId, resourceId: id })
  }
  if (kind === 'backends') return (design) => removeBackend(design, { key: apiId })
  return undefined
}

function removeSelected(stores: Stores): void {
  const { designStore, viewStore } = stores
  const { selection, alsoSelected, notify, select } = viewStore.getState()
  const removals = [selection, ...alsoSelected]
    .map(removalOf)
    .filter((removal) => removal !== undefined)
  if (removals.length === 0) return
  const label = removals.length === 1 ? 'Delete' : `Delete ${removals.length} things`
  const result = designStore.getState().edit(label, (design) => {
    let present: Result<Design> = { ok: true, value: design, problems: [] }
    for (const removal of removals) {
      if (!present.ok) return present
      const next = removal(present.value)
      // what lay below something that was removed before it is gone already
      if (next.ok || !next.problems[0]?.code.endsWith('not-found')) present = next
    }
    return present
  })
  if (!result.ok) {
    notify({ type: 'error', text: result.problems[0]?.message ?? 'This cannot be deleted.' })
    return
  }
  select(viewStore.getState().apiId === undefined ? [] : ['apis', viewStore.getState().apiId ?? ''])
  notify({
    type: 'success',
    text: `${label}: done.`,
    action: { label: 'Undo', run: () => designStore.getState().undo() },
  })
}

/** Add the first HTTP method that a resource does not have yet. */
function addNextMethod(stores: Stores): void {
  const target = selectedResource(stores)
  const { designStore, viewStore } = stores
  if (!target) return
  const api = designStore.getState().history.present.apis[target.apiId]
  const resource = api?.protocol === 'REST' ? api.resources[target.resourceId] : undefined
  const httpMethod = httpMethods.find((verb) => resource && !resource.methods[verb])
  if (!httpMethod) return
  const result = designStore
    .getState()
    .edit(`Add ${httpMethod}`, (design) => addMethod(design, { ...target, httpMethod }))
  if (result.ok)
    viewStore
      .getState()
      .select(['apis', target.apiId, 'resources', target.resourceId, 'methods', httpMethod])
}

export const canvasCommands: readonly Command[] = [
  {
    id: 'canvas.add-resource',
    label: 'Add a resource',
    group: 'Canvas',
    shortcuts: ['A'],
    scope: 'canvas',
    enabled: hasApi,
    run: ({ viewStore }) => viewStore.getState().change({ quickAdd: 'resource' }),
  },
  {
    id: 'canvas.add-method',
    label: 'Add a method',
    group: 'Canvas',
    shortcuts: ['Shift+A'],
    scope: 'canvas',
    enabled: hasApi,
    run: addNextMethod,
  },
  {
    id: 'canvas.add-backend',
    label: 'Add a backend',
    group: 'Canvas',
    enabled: hasApi,
    run: ({ viewStore }) => viewStore.getState().change({ quickAdd: 'backend' }),
  },
  {
    id: 'canvas.rename',
    label: 'Rename',
    group: 'Canvas',
    shortcuts: ['F2'],
    scope: 'canvas',
    enabled: ({ viewStore }) =>
      viewStore.getState().selection[2] === 'resources' &&
      viewStore.getState().selection.length === 4,
    run: ({ viewStore }) => viewStore.getState().change({ quickAdd: 'rename' }),
  },
  {
    id: 'canvas.delete',
    label: 'Delete',
    group: 'Canvas',
    shortcuts: ['Delete', 'Backspace'],
    scope: 'canvas',
    enabled: ({ viewStore }) => removalOf(viewStore.getState().selection) !== undefined,
    run: removeSelected,
  },
  {
    id: 'canvas.duplicate',
    label: 'Duplicate the resource',
    group: 'Canvas',
    shortcuts: ['Mod+D'],
    scope: 'canvas',
    enabled: ({ viewStore }) => viewStore.getState().selection[2] === 'resources',
    run: (stores) => {
      const target = selectedResource(stores)
      const { designStore, viewStore } = stores
      if (!target) return
      const { nextId, edit, history } = designStore.getState()
      const api = history.present.apis[target.apiId]
      const parentId =
        api?.protocol === 'REST' ? api.resources[target.resourceId]?.parentId : undefined
      const result = edit('Duplicate the resource', (design) =>
        copyResource(design, { ...target, parentId: parentId ?? '', nextId }),
      )
      if (!result.ok)
        viewStore
          .getState()
          .notify({ type: 'error', text: result.problems[0]?.message ?? 'This cannot be copied.' })
    },
  },
  {
    id: 'canvas.connect',
    label: 'Connect the method to a backend',
    group: 'Canvas',
    shortcuts: ['C'],
    scope: 'canvas',
    enabled: ({ viewStore }) => methodRefOf(viewStore.getState().selection) !== undefined,
    run: ({ viewStore }) => viewStore.getState().change({ quickAdd: 'connect' }),
  },
  {
    id: 'canvas.tidy',
    label: 'Tidy the layout',
    group: 'Canvas',
    shortcuts: ['T'],
    scope: 'canvas',
    enabled: hasApi,
    run: ({ designStore }) => void designStore.getState().edit('Tidy the layout', clearOffsets),
  },
  {
    id: 'canvas.map',
    label: 'Go to the map',
    group: 'Go to',
    enabled: ({ viewStore }) => viewStore.getState().level === 'flow',
    run: ({ viewStore }) => viewStore.getState().change({ level: 'map' }),
  },
  {
    id: 'canvas.flow',
    label: 'Go to the flow of the method',
    group: 'Go to',
    enabled: ({ viewStore }) => viewStore.getState().methodAt !== undefined,
    run: ({ viewStore }) => viewStore.getState().change({ level: 'flow' }),
  },
]
