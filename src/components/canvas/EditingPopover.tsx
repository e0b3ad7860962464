import {
  httpMethods,
  methodRefAt,
  pathPartRefusal,
  resourceAddress,
  resourcePath,
  resourcesByPath,
} from '../../model/index.ts'
import type { HttpApi, RestApi } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { CanvasEditing, NewBackendKind } from '../store/canvasView.ts'
import { domId } from './domId.ts'
import { nodeIdOf } from './map/graph.ts'
import { wordsAt } from './removal.ts'
import { pathNodeId } from './map/http.ts'
import { resourceNodeId } from './map/rest.ts'
import { BackendIcon, Icon } from './icons.tsx'
import { Picker } from './Picker.tsx'
import type { PickerOption } from './Picker.tsx'
import { Popover } from './Popover.tsx'
import { TextForm } from './TextForm.tsx'
import { RouteForm } from './RouteForm.tsx'
import { stopOf } from './map/walk.ts'
import {
  addBackendNamed,
  addMethodTo,
  addResourceUnder,
  currentResource,
  isResourceAddress,
  presentDesign,
  resourceOf,
  moveUnder,
  selectionOf,
  drawnApi,
  startEditing,
  stopEditing,
} from './verbs.ts'

/** What is being added or picked, beside the thing that it is about. */
export function EditingPopover({
  pageOf,
}: {
  /** From the map's own pixels to the page's. */
  readonly pageOf: (place: { x: number; y: number }) => { x: number; y: number }
}) {
  const stores = useStores()
  const editing = useView(({ canvas }) => canvas.editing)
  const api = drawnApi(stores)
  if (!editing || editing.kind === 'rename' || !api) return null
  const close = () => stopEditing(stores)
  const place = editing.kind === 'add-backend' && editing.place ? pageOf(editing.place) : undefined
  return (
    <Popover
      key={place ? `${editing.kind} ${place.x} ${place.y}` : editing.kind}
      label={titleOf(editing)}
      anchorId={anchorOf(stores, editing, api)}
      {...(place && { place })}
      onClose={close}
    >
      <EditingContent editing={editing} api={api} close={close} />
    </Popover>
  )
}

function titleOf(editing: CanvasEditing): string {
  switch (editing.kind) {
    case 'add':
      return 'Add'
    case 'add-resource':
      return 'Add resource'
    case 'add-method':
      return 'Add method'
    case 'add-backend':
      return 'Add backend'
    case 'add-route':
      return 'Add route'
    case 'rename-route':
      return 'Change route'
    case 'move':
      return 'Move'
    case 'rename':
      return 'Rename'
  }
}

function anchorOf(
  stores: Stores,
  editing: CanvasEditing,
  api: RestApi | HttpApi,
): string | undefined {
  if (editing.kind === 'add-resource') return domId(resourceNodeId(api.id, editing.parentId))
  if (editing.kind === 'add-method') return domId(resourceNodeId(api.id, editing.resourceId))
  if (editing.kind === 'add-backend') return undefined
  if (editing.kind === 'add-route' && editing.path !== undefined) {
    return domId(pathNodeId(api.id, editing.path))
  }
  const [at] = selectionOf(stores).map(stopOf)
  if (!at) return undefined
  return domId(nodeIdOf(api.id, at))
}

interface EditingProps<A> {
  readonly editing: CanvasEditing
  readonly api: A
  readonly close: () => void
}

function EditingContent({ editing, api, close }: EditingProps<RestApi | HttpApi>) {
  if (editing.kind === 'add-backend') {
    return <BackendForm apiId={api.id} editing={editing} close={close} />
  }
  return api.protocol === 'REST' ? (
    <RestEditing editing={editing} api={api} close={close} />
  ) : (
    <HttpEditing editing={editing} api={api} close={close} />
  )
}

function HttpEditing({ editing, api, close }: EditingProps<HttpApi>) {
  const stores = useStores()
  switch (editing.kind) {
    case 'add':
      return (
        <Picker
          label="Add"
          placeholder="What do you want to add?"
          options={[
            {
              id: 'route',
              label: 'Route',
              detail: 'a method and a path, or $default',
              sign: <Icon name="add" />,
              run: () => startEditing(stores, { kind: 'add-route' }),
            },
            ...backendOptions(stores),
          ]}
          emptyText="Nothing of this name can be added here."
        />
      )
    case 'add-route':
      return <RouteForm api={api} path={editing.path} close={close} />
    case 'rename-route':
      return <RouteForm api={api} routeId={editing.routeId} close={close} />
    default:
      return null
  }
}

function RestEditing({ editing, api, close }: EditingProps<RestApi>) {
  const stores = useStores()
  switch (editing.kind) {
    case 'add':
      return (
        <Picker
          label="Add"
          placeholder="What do you want to add?"
          options={addOptions(stores, api)}
          emptyText="Nothing of this name can be added here."
        />
      )
    case 'add-method':
      return (
        <Picker
          label="HTTP method"
          placeholder="HTTP method"
          options={methodOptions(stores, api, editing.resourceId)}
          emptyText="This resource has every method already."
        />
      )
    case 'move':
      return (
        <Picker
          label={`Move ${selectionOf(stores)
            .map((at) => wordsAt(presentDesign(stores), stopOf(at)))
            .join(', ')} under`}
          placeholder="Under which resource?"
          options={parentOptions(stores, api)}
          emptyText="It can stand under no other resource."
        />
      )
    case 'add-resource':
      return (
        <TextForm
          at={resourceAddress(api.id, editing.parentId)}
          label={`Path under ${pathOf(api, editing.parentId)}`}
          placeholder="pets or {petId}"
          hint="pets/{petId} makes both; a leading slash counts from the root."
          submitLabel="Add resource"
          onSubmit={(text) => addResourceUnder(stores, editing.parentId, text)}
          onDone={close}
        />
      )
    default:
      return null
  }
}

function pathOf(api: RestApi, resourceId: string): string {
  return resourcesByPath(api).find(({ resource }) => resource.id === resourceId)?.path ?? '/'
}

const backendKinds: readonly {
  readonly kind: NewBackendKind
  readonly label: string
  readonly field: string
  readonly placeholder: string
  readonly hint: string
}[] = [
  {
    kind: 'http',
    label: 'HTTP endpoint',
    field: 'Endpoint URL',
    placeholder: 'https://petstore.example.com',
    hint: 'It answers with what you can it, until you let it answer live.',
  },
  {
    kind: 'lambda',
    label: 'Lambda function',
    field: 'Function name',
    placeholder: 'list-pets',
    hint: 'A name or an ARN.',
  },
  {
    kind: 'service',
    label: 'AWS service',
    field: 'Service name',
    placeholder: 'dynamodb',
    hint: 'As in the integration’s ARN: dynamodb, sqs, states, …',
  },
]

const services = ['dynamodb', 'sqs', 'sns', 'kinesis', 'states', 'events', 's3', 'firehose']

function BackendForm({
  apiId,
  editing,
  close,
}: {
  readonly apiId: string
  readonly editing: Extract<CanvasEditing, { kind: 'add-backend' }>
  readonly close: () => void
}) {
  const stores = useStores()
  const chosen = backendKinds.find(({ kind }) => kind === editing.backend)
  if (!chosen) return null
  return (
    <>
      <span className="canvas-kinds" role="radiogroup" aria-label="Kind of backend">
        {backendKinds.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === chosen.kind}
            onClick={() => startEditing(stores, { ...editing, backend: kind })}
          >
            <BackendIcon kind={kind} />
            {label}
          </button>
        ))}
      </span>
      <TextForm
        key={chosen.kind}
        at={['apis', apiId]}
        label={chosen.field}
        placeholder={chosen.placeholder}
        hint={chosen.hint}
        submitLabel="Add backend"
        suggestions={chosen.kind === 'service' ? services : []}
        onSubmit={(text) => addBackendNamed(stores, editing, text)}
        onDone={close}
      />
    </>
  )
}

function addOptions(stores: Stores, api: RestApi): readonly PickerOption[] {
  const resource = currentResource(stores)
  if (!resource) return []
  const path = pathOf(api, resource.id)
  return [
    {
      id: 'resource',
      label: 'Resource',
      detail: `under ${path}`,
      sign: <Icon name="add" />,
      run: () => startEditing(stores, { kind: 'add-resource', parentId: resource.id }),
    },
    ...methodOptions(stores, api, resource.id).map((option) => ({
      ...option,
      detail: `method on ${path}`,
    })),
    ...backendOptions(stores),
  ]
}

function backendOptions(stores: Stores): readonly PickerOption[] {
  return backendKinds.map(({ kind, label }) => ({
    id: kind,
    label,
    detail: 'backend',
    sign: <BackendIcon kind={kind} />,
    run: () => startEditing(stores, { kind: 'add-backend', backend: kind }),
  }))
}

function methodOptions(stores: Stores, api: RestApi, resourceId: string): readonly PickerOption[] {
  const taken = Object.hasOwn(api.resources, resourceId) ? api.resources[resourceId]?.methods : {}
  return httpMethods
    .filter((verb) => !taken?.[verb])
    .map((verb) => ({
      id: verb,
      label: verb,
      sign: <span className={`canvas-verb canvas-verb-${verb}`}>{verb}</span>,
      run: () => {
        stopEditing(stores)
        addMethodTo(stores, resourceId, verb)
      },
    }))
}

function parentOptions(stores: Stores, api: RestApi): readonly PickerOption[] {
  const moved = selectionOf(stores).map(stopOf)
  const paths = resourcesByPath(api)
  const movedPaths = moved
    .filter(isResourceAddress)
    .map((at) => (resourceOf(api, at) ? resourcePath(api, resourceOf(api, at)?.id ?? '') : ''))
  return paths
    .filter(({ resource, path }) => {
      const isBelow = movedPaths.some((from) => path === from || path.startsWith(from + '/'))
      if (isBelow) return false
      return moved.every((at) => {
        const ref = methodRefAt(at)
        if (ref) return !resource.methods[ref.httpMethod]
        const child = resourceOf(api, at)
        return (
          child?.pathPart !== undefined &&
          child.parentId !== resource.id &&
          pathPartRefusal(api, resource.id, child.pathPart, child.id) === undefined
        )
      })
    })
    .map(({ resource, path }) => ({
      id: resource.id,
      label: path,
      run: () => {
        stopEditing(stores)
        moveUnder(stores, moved, resource.id)
      },
    }))
}
