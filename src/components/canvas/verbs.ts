import {
  addBackend,
  addMethod,
  addResourcePath,
  backendsOf,
  clearOffsets,
  connectBackend,
  copyMethod,
  copyResource,
  formatAddress,
  httpMethods,
  methodAddress,
  moveMethod,
  moveResource,
  ok,
  renameResource,
  resourceAddress,
  resourcePath,
  sameAddress,
  setOffsets,
} from '../../model/index.ts'
import type {
  Address,
  BackendKind,
  Design,
  HttpMethod,
  Method,
  MethodRef,
  Resource,
  Result,
  RestApi,
} from '../../model/index.ts'
import { notifyEdit } from '../store/editAndTell.ts'
import { singlePane } from '../shell/regions.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { methodOf } from '../store/viewStore.ts'
import type { CanvasEditing, CanvasView, ViewportRequest } from './canvasView.ts'
import {
  methodFragment,
  parseFragment,
  pasteFragment,
  pasteSentence,
  resourceFragment,
} from './fragment.ts'
import type { Fragment, Pasted } from './fragment.ts'
import { backendNodeId, buildMap, resourceNodeId } from './graph.ts'
import { placeMap } from './place.ts'
import { preflightsLeftAlone, removalAt } from './removal.ts'
import { stopOf, stopsOf, walkFlow, walkMap } from './walk.ts'
import type { Direction } from './walk.ts'
import { buildFlow, shownStation } from './flow.ts'

// Every verb of the canvas, for commands, menus, buttons and gestures alike.

/** Change what the canvas shows. */
export function changeCanvas({ viewStore }: Stores, change: Partial<CanvasView>): void {
  const { canvas, change: changeView } = viewStore.getState()
  changeView({ canvas: { ...canvas, ...change } })
}

/** Open something to type or pick in, in place. */
export function startEditing(stores: Stores, editing: CanvasEditing): void {
  changeCanvas(stores, { editing, menu: undefined })
}

/** Close it, and give the canvas the focus back. */
export function stopEditing(stores: Stores): void {
  changeCanvas(stores, { editing: undefined })
  focusCanvas(stores)
}

export function focusCanvas(stores: Stores): void {
  const { focusCount } = stores.viewStore.getState().canvas
  changeCanvas(stores, { focusCount: focusCount + 1 })
}

export function moveView(stores: Stores, request: ViewportRequest): void {
  const count = (stores.viewStore.getState().canvas.viewport?.count ?? 0) + 1
  changeCanvas(stores, { viewport: { request, count } })
}

// what is there

export function presentDesign({ designStore }: Stores): Design {
  return designStore.getState().history.present
}

/** The REST API that the canvas shows: the chosen one, else the design's first. */
export function shownApi(stores: Stores): RestApi | undefined {
  const { apiId } = stores.viewStore.getState()
  const { apis } = presentDesign(stores)
  const api =
    apiId !== undefined && Object.hasOwn(apis, apiId) ? apis[apiId] : Object.values(apis)[0]
  return api?.protocol === 'REST' ? api : undefined
}

export function selectionOf({ viewStore }: Stores): readonly Address[] {
  const { selection, alsoSelected } = viewStore.getState()
  return selection.length === 0 ? alsoSelected : [selection, ...alsoSelected]
}

/** The resource that an address is, or is in. */
export function resourceOf(api: RestApi, at: Address): Resource | undefined {
  const id = at[3]
  return at[1] === api.id && at[2] === 'resources' && id !== undefined
    ? Object.hasOwn(api.resources, id)
      ? api.resources[id]
      : undefined
    : undefined
}

export function methodRefOf(at: Address): MethodRef | undefined {
  const method = methodOf(at)
  if (!method) return undefined
  const [, apiId = '', , resourceId = '', , verb = ''] = method
  const httpMethod = httpMethods.find((candidate) => candidate === verb)
  return httpMethod && { apiId, resourceId, httpMethod }
}

export function methodAt(api: RestApi, at: Address): Method | undefined {
  const ref = methodRefOf(at)
  return ref && resourceOf(api, at)?.methods[ref.httpMethod]
}

/** The selected resource, else the one that holds the selected method, else the root. */
export function currentResource(stores: Stores): Resource | undefined {
  const api = shownApi(stores)
  if (!api) return undefined
  return resourceOf(api, stores.viewStore.getState().selection) ?? api.resources[api.rootResourceId]
}

export function isResourceAddress(at: Address): boolean {
  return at[2] === 'resources' && at.length === 4
}

/** The methods among what is selected. */
export function selectedMethods(stores: Stores): readonly Address[] {
  const methods = selectionOf(stores).flatMap((at) => {
    const method = methodOf(at)
    return method ? [method] : []
  })
  return methods.filter((at, i) => methods.findIndex((other) => sameAddress(other, at)) === i)
}

// edits

/** Do an edit; what refuses it is told in a notice. */
export function edit(
  stores: Stores,
  label: string,
  operation: (design: Design) => Result<Design>,
  mergeKey?: string,
): boolean {
  const result = stores.designStore.getState().edit(label, operation, mergeKey)
  if (!result.ok) refuse(stores, result.problems[0]?.message ?? `${label}: not possible`)
  return result.ok
}

export function refuse({ viewStore }: Stores, text: string): void {
  viewStore.getState().notify({ type: 'error', text })
}

/** One operation after another, until one refuses. */
function sequence(
  steps: readonly ((design: Design) => Result<Design>)[],
): (design: Design) => Result<Design> {
  return (design) => {
    let result: Result<Design> = ok(design)
    for (const step of steps) {
      if (!result.ok) return result
      result = step(result.value)
    }
    return result
  }
}

/** Add the resources of a path under a parent: `pets`, or `pets/{petId}`. Tells why it cannot. */
export function addResourceUnder(
  stores: Stores,
  parentId: string,
  typed: string,
): string | undefined {
  const api = shownApi(stores)
  if (!api) return 'There is no REST API to add to'
  const base = typed.startsWith('/') ? '/' : resourcePath(api, parentId)
  const path = `${base === '/' ? '' : base}/${typed.replace(/^\/+|\/+$/g, '')}`
  const { designStore, viewStore } = stores
  const { nextId } = designStore.getState()
  if (typed.replaceAll('/', '').trim() === '') return 'A resource needs a path part'
  const before = api.resources
  const result = designStore
    .getState()
    .edit(`Add resource ${path}`, (design) =>
      addResourcePath(design, { apiId: api.id, path, nextId }),
    )
  if (!result.ok) {
    designStore.getState().dismissRefusal()
    return result.problems[0]?.message ?? 'The resource cannot be added'
  }
  const after = shownApi(stores)?.resources ?? {}
  const added = Object.keys(after).filter((id) => !Object.hasOwn(before, id))
  const last = added.at(-1)
  if (last === undefined) return `There is a resource ${path} already`
  viewStore.getState().select(resourceAddress(api.id, last))
  return undefined
}

/** Give a resource another path part. */
export function rename(
  stores: Stores,
  { apiId, resourceId, pathPart }: { apiId: string; resourceId: string; pathPart: string },
): Result<Design> {
  return stores.designStore
    .getState()
    .edit(`Rename resource to ${pathPart}`, (design) =>
      renameResource(design, { apiId, resourceId, pathPart }),
    )
}

export function addMethodTo(stores: Stores, resourceId: string, httpMethod: HttpMethod): void {
  const api = shownApi(stores)
  if (!api) return
  const ref = { apiId: api.id, resourceId, httpMethod }
  const label = `Add method ${httpMethod} ${resourcePath(api, resourceId)}`
  if (edit(stores, label, (design) => addMethod(design, ref))) {
    stores.viewStore.getState().select(methodAddress(api.id, resourceId, httpMethod))
  }
}

/** Delete what is selected, at once: undo brings it back. Says why where it cannot. */
export function deleteSelected(stores: Stores): void {
  const { level } = stores.viewStore.getState()
  const selected = selectionOf(stores).filter((at) => at.length > 0)
  if (selected.length === 0) {
    const text =
      'Select what to delete: an API, a resource, a method. Designs are deleted on the start page.'
    stores.viewStore.getState().notify({ type: 'info', text })
    return
  }
  const isPart = (at: Address) => at.length > 6 && !isIntegrationAddress(at)
  if (level === 'flow' && selected.some((at) => methodOf(at) !== undefined && isPart(at))) {
    const text =
      'This is a part of the method. Delete responses and mappings in the form, the method on the map or in the tree.'
    stores.viewStore.getState().notify({ type: 'info', text })
    return
  }
  deleteAll(stores, selected)
}

/** Delete an API with everything in it, at once: undo brings it back. */
export function deleteApi(stores: Stores, apiId: string): void {
  deleteAll(stores, [['apis', apiId]])
}

function deleteAll(stores: Stores, addresses: readonly Address[]): void {
  const before = presentDesign(stores)
  const api = shownApi(stores)
  const nouns = addresses.map(nounAt)
  const chosen = api ? outermost(api, nouns) : nouns
  const roots = chosen.filter((at) => isRootResource(before, at))
  if (roots.length === chosen.length && roots.length > 0) {
    refuse(stores, 'The root resource cannot be deleted: it is there as long as the API is.')
    return
  }
  const removals = chosen
    .filter((at) => !roots.includes(at))
    .flatMap((at) => removalAt(before, at, methodRefOf(at)) ?? [])
  const [first] = removals
  if (!first) {
    refuse(stores, 'What is selected cannot be deleted, or is no longer there.')
    return
  }
  const words = removals.length === 1 ? first.words : `${removals.length} things`
  const operations = removals.map(({ operation }) => operation)
  if (!edit(stores, `Delete ${words}`, sequence(operations))) return
  const { select, change, apiId } = stores.viewStore.getState()
  select(first.next)
  // of an API that is gone nothing stays shown
  if (apiId !== undefined && !Object.hasOwn(presentDesign(stores).apis, apiId)) {
    change({ apiId: undefined, entryAt: undefined, templateAt: undefined, level: 'map' })
  }
  const deleted = chosen.flatMap((at) => methodRefOf(at) ?? [])
  const remarks = [
    ...removals.flatMap(({ remark }) => remark ?? []),
    ...preflightsLeftAlone(presentDesign(stores), deleted),
  ]
  const text = [`Deleted ${words}.`, ...remarks].join(' ')
  notifyEdit(stores, { type: 'info', text }, before)
}

function isRootResource(design: Design, at: Address): boolean {
  const api = Object.hasOwn(design.apis, at[1] ?? '') ? design.apis[at[1] ?? ''] : undefined
  return at[0] === 'apis' && api?.protocol === 'REST' && isRoot(api, at)
}

function nounAt(at: Address): Address {
  return isIntegrationAddress(at) ? at.slice(0, 7) : stopOf(at)
}

function isIntegrationAddress(at: Address): boolean {
  return methodOf(at) !== undefined && at[6] === 'integration'
}

/** Without those that go with another one: a method goes with its resource, a resource with those above it. */
function outermost(api: RestApi, addresses: readonly Address[]): readonly Address[] {
  const keys = addresses.map(formatAddress)
  const whole = new Set(keys)
  return addresses.filter((at, i) => {
    if (keys.indexOf(keys[i] ?? '') < i) return false
    const isPartOfChosen = at.some((_part, length) => whole.has(formatAddress(at.slice(0, length))))
    return !isPartOfChosen && !parentsOf(api, at).some((above) => whole.has(formatAddress(above)))
  })
}

/** The resources above the one that an address is, or is in. */
function parentsOf(api: RestApi, at: Address): Address[] {
  const found: Address[] = []
  let id = resourceOf(api, at)?.parentId
  while (id !== undefined && found.length < 1000) {
    found.push(resourceAddress(api.id, id))
    id = Object.hasOwn(api.resources, id) ? api.resources[id]?.parentId : undefined
  }
  return found
}

function isRoot(api: RestApi, at: Address): boolean {
  return isResourceAddress(at) && at[3] === api.rootResourceId
}

export function wordsOf(api: RestApi, at: Address): string {
  const method = methodRefOf(at)
  if (method) {
    const name = `${method.httpMethod} ${resourcePath(api, method.resourceId)}`
    return isIntegrationAddress(at) ? `the integration of ${name}` : name
  }
  const resource = resourceOf(api, at)
  if (resource) return resourcePath(api, resource.id)
  return at[0] === 'backends' ? (at[1] ?? '').replace(/^[a-z]+:/, '') : 'this'
}

/** Put resources under another parent; methods onto another resource. One step to undo. */
export function moveUnder(stores: Stores, moved: readonly Address[], parentId: string): boolean {
  const api = shownApi(stores)
  if (!api) return false
  const words = moved.length === 1 ? wordsOf(api, moved[0] ?? []) : `${moved.length} things`
  const target = resourcePath(api, parentId)
  const label = `Move ${words} under ${target}`
  const before = presentDesign(stores)
  const done = edit(
    stores,
    label,
    sequence(
      outermost(api, moved).map((at) => (design: Design) => {
        const ref = methodRefOf(at)
        if (ref) {
          return moveMethod(design, {
            ...ref,
            to: { resourceId: parentId, httpMethod: ref.httpMethod },
          })
        }
        const resourceId = at[3] ?? ''
        const moving = moveResource(design, { apiId: api.id, resourceId, parentId })
        // its automatic place below the new parent is where it is looked for
        return moving.ok
          ? setOffsets(moving.value, {
              offsets: { [resourceNodeId(api.id, resourceId)]: { x: 0, y: 0 } },
            })
          : moving
      }),
    ),
  )
  if (!done) return false
  const first = methodRefOf(moved[0] ?? [])
  if (first) stores.viewStore.getState().select(methodAddress(api.id, parentId, first.httpMethod))
  // paths changed, perhaps by a slip of the hand
  notifyEdit(stores, { type: 'success', text: `Moved ${words} under ${target}.` }, before)
  return true
}

/** Make methods reach a backend. */
export function connect(stores: Stores, methods: readonly Address[], backendKey: string): boolean {
  const api = shownApi(stores)
  const refs = methods.flatMap((at) => methodRefOf(at) ?? [])
  const [first] = methods
  if (!api || !first || refs.length === 0) return false
  const words = refs.length === 1 ? wordsOf(api, first) : `${refs.length} methods`
  const use = backendsOf(presentDesign(stores)).find(({ key }) => key === backendKey)
  const name = use?.backend?.name ?? use?.name ?? backendKey
  const done = edit(
    stores,
    `Connect ${words} to ${name}`,
    sequence(refs.map((ref) => (design: Design) => connectBackend(design, { ...ref, backendKey }))),
  )
  if (done) {
    stores.viewStore.getState().select([...first, 'integration'])
    stores.viewStore.getState().notify({ type: 'success', text: `Connected ${words} to ${name}.` })
  }
  return done
}

const serviceKinds: Readonly<Record<string, BackendKind>> = {
  dynamodb: 'dynamodb',
  kinesis: 'kinesis',
  sqs: 'sqs',
  sns: 'sns',
  states: 'states',
  events: 'events',
  s3: 's3',
}

/** Declare a backend from what was typed: a URL, a function's name, a service's. Tells why it cannot. */
export function addBackendNamed(
  stores: Stores,
  editing: Extract<CanvasEditing, { kind: 'add-backend' }>,
  typed: string,
): string | undefined {
  const api = shownApi(stores)
  if (!api) return 'There is no REST API to add to'
  const text = typed.trim()
  const described = describeBackend(editing.backend, text)
  if (typeof described === 'string') return described
  const { key } = described
  const existing = backendsOf(presentDesign(stores)).find((use) => use.key === key)
  const id = backendNodeId(api.id, key)
  const refs = (editing.connect ?? []).flatMap((at) => methodRefOf(at) ?? [])
  const result = stores.designStore.getState().edit(`Add backend ${described.name}`, (design) => {
    const added = existing?.backend
      ? ok(design)
      : addBackend(design, { backend: { ...described, mode: 'canned' } })
    if (!added.ok) return added
    const connected = sequence(
      refs.map((ref) => (from: Design) => connectBackend(from, { ...ref, backendKey: key })),
    )(added.value)
    if (!connected.ok || !editing.place) return connected
    const automatic = placeMap(buildMap(connected.value, api.id)).get(id)
    if (!automatic) return connected
    const offset = {
      x: Math.round(editing.place.x - automatic.x),
      y: Math.round(editing.place.y - automatic.y),
    }
    return setOffsets(connected.value, { offsets: { [id]: offset } })
  })
  if (!result.ok) {
    stores.designStore.getState().dismissRefusal()
    return result.problems[0]?.message ?? 'The backend cannot be added'
  }
  const [method] = editing.connect ?? []
  stores.viewStore.getState().select(method ? [...method, 'integration'] : ['backends', key])
  return undefined
}

function describeBackend(
  kind: 'http' | 'lambda' | 'service',
  text: string,
): { key: string; kind: BackendKind; name: string } | string {
  if (text === '') return kind === 'http' ? 'An endpoint needs a URL' : 'A backend needs a name'
  if (kind === 'http') {
    const host = /^(?:https?:\/\/)?([^/?#\s]+)/i.exec(text)?.[1]
    return host === undefined || !/^[\w.:${}-]+$/.test(host)
      ? 'Type a URL such as https://petstore.example.com'
      : { key: `http:${host}`, kind: 'http', name: host }
  }
  if (kind === 'lambda') {
    const name = /:function:([^:]+)/.exec(text)?.[1] ?? text
    return /^[\w-]{1,64}$/.test(name)
      ? { key: `lambda:${name}`, kind: 'lambda', name }
      : 'A function name has letters, digits, hyphens and underscores, at most 64'
  }
  const service = text.toLowerCase()
  if (!/^[a-z0-9-]+$/.test(service)) return 'Type a service name such as dynamodb or sqs'
  const serviceKind = Object.hasOwn(serviceKinds, service) ? serviceKinds[service] : undefined
  return { key: `aws:${service}`, kind: serviceKind ?? 'service', name: service }
}

/** Duplicate what is selected beside itself: resources with a free path part, methods under a free verb. */
export function duplicateSelected(stores: Stores): void {
  const api = shownApi(stores)
  if (!api) return
  const chosen = outermost(api, selectionOf(stores).map(stopOf)).filter((at) => at[0] === 'apis')
  const { nextId } = stores.designStore.getState()
  const [first] = chosen
  if (!first) return
  const words = chosen.length === 1 ? wordsOf(api, first) : `${chosen.length} things`
  const done = edit(
    stores,
    `Duplicate ${words}`,
    sequence(
      chosen.map((at) => (design: Design) => {
        const ref = methodRefOf(at)
        const resource = resourceOf(api, at)
        if (ref) {
          const free = httpMethods.find(
            (verb) => verb !== 'ANY' && verb !== 'OPTIONS' && !resource?.methods[verb],
          )
          const to = { resourceId: ref.resourceId, httpMethod: free ?? ref.httpMethod }
          return copyMethod(design, { ...ref, to })
        }
        return copyResource(design, {
          apiId: api.id,
          resourceId: at[3] ?? '',
          parentId: resource?.parentId ?? api.rootResourceId,
          nextId,
        })
      }),
    ),
  )
  if (!done) return
  const copies = chosen.flatMap((at) => addedBeside(api, shownApi(stores), at))
  const [top = first, ...rest] = copies
  stores.viewStore.getState().select(top, rest)
}

/** What a duplication put beside its original. */
function addedBeside(before: RestApi, after: RestApi | undefined, at: Address): Address[] {
  const ref = methodRefOf(at)
  const resource = after && resourceOf(after, at)
  if (!after || !resource) return []
  if (ref) {
    const old = resourceOf(before, at)?.methods ?? {}
    const verb = httpMethods.find((candidate) => resource.methods[candidate] && !old[candidate])
    return verb ? [methodAddress(after.id, resource.id, verb)] : []
  }
  return Object.values(after.resources).flatMap(({ id, parentId }) =>
    !Object.hasOwn(before.resources, id) && parentId === resource.parentId
      ? [resourceAddress(after.id, id)]
      : [],
  )
}

/** Copy the selected resource or method, for here and as text for elsewhere. */
export function copySelected(stores: Stores): Fragment | undefined {
  const api = shownApi(stores)
  const [at] = selectionOf(stores).map(stopOf)
  if (!api || !at) return undefined
  const method = methodAt(api, at)
  const resource = resourceOf(api, at)
  const design = presentDesign(stores)
  const fragment = method
    ? methodFragment(design, api, method)
    : resource && resourceFragment(design, api, resource.id)
  if (!fragment) return undefined
  changeCanvas(stores, { clipboard: fragment })
  const { clipboard } = navigator
  // an insecure page has no clipboard; copying within the page works all the same
  clipboard?.writeText(JSON.stringify(fragment)).catch(() => {
    stores.viewStore.getState().notify({
      type: 'info',
      text: 'Copied for this page only: the browser keeps its clipboard closed.',
    })
  })
  return fragment
}

/** Say what was copied: nothing on the canvas shows it. */
export function tellCopied(stores: Stores): void {
  const api = shownApi(stores)
  const [at] = selectionOf(stores).map(stopOf)
  if (!api || !at) return
  const { notify } = stores.viewStore.getState()
  notify({ type: 'info', text: `Copied ${wordsOf(api, at)}.` })
}

/** Paste what was copied here or, when nothing was, elsewhere. */
export async function pasteHere(stores: Stores): Promise<void> {
  const api = shownApi(stores)
  const target = currentResource(stores)
  if (!api || !target) return
  const fragment = stores.viewStore.getState().canvas.clipboard ?? (await clipboardFragment())
  if (!fragment) {
    refuse(stores, 'There is nothing to paste: copy a resource or a method first.')
    return
  }
  const { nextId } = stores.designStore.getState()
  const words = fragment.kind === 'method' ? fragment.method.httpMethod : fragment.resource.pathPart
  const before = presentDesign(stores)
  const { designStore, viewStore } = stores
  let pasted: Pasted | undefined
  const result = designStore.getState().edit(`Paste ${words}`, (design) => {
    const outcome = pasteFragment(design, {
      apiId: api.id,
      resourceId: target.id,
      fragment,
      nextId,
    })
    if (!outcome.ok) return outcome
    pasted = outcome.value
    return ok(pasted.design, outcome.problems)
  })
  if (!result.ok || !pasted) {
    refuse(stores, result.problems[0]?.message ?? 'This cannot be pasted here')
    return
  }
  const [warning] = result.problems
  const text = [pasteSentence(fragment, pasted), warning?.message].filter(Boolean).join(' ')
  const isWhole = !warning && pasted.withoutAuthorizer === 0
  notifyEdit(stores, { type: isWhole ? 'success' : 'warning', text }, before)
  const after = shownApi(stores)?.resources ?? {}
  const added = Object.keys(after).find((id) => !Object.hasOwn(api.resources, id))
  if (added !== undefined) viewStore.getState().select(resourceAddress(api.id, added))
  else {
    const verb = httpMethods.find(
      (each) => after[target.id]?.methods[each] && !target.methods[each],
    )
    if (verb) viewStore.getState().select(methodAddress(api.id, target.id, verb))
  }
}

async function clipboardFragment(): Promise<Fragment | undefined> {
  try {
    return parseFragment(await navigator.clipboard.readText())
  } catch (error) {
    // the browser may refuse to show its clipboard: then there is nothing to paste
    if (error instanceof DOMException || error instanceof TypeError) return undefined
    throw error
  }
}

// the selection

/** Walk with an arrow key; `extend` keeps what is selected. */
export function walk(stores: Stores, direction: Direction, extend = false): void {
  const { level, selection, alsoSelected, canvas, entryAt: shown } = stores.viewStore.getState()
  if (canvas.connecting) {
    if (direction === 'up' || direction === 'down') stepConnecting(stores, direction)
    return
  }
  if (level === 'flow' && shown) {
    const next = walkFlow(shownStation(shown, canvas.station, selection), direction)
    if (next) selectStation(stores, next)
    return
  }
  const { graph, places } = shownMap(stores)
  const next = walkMap(graph, places, selection, direction)
  if (!next) return
  const others = extend ? [selection, ...alsoSelected].filter((at) => !sameAddress(at, next)) : []
  stores.viewStore.getState().select(next, others)
}

export function shownMap(stores: Stores) {
  const design = presentDesign(stores)
  const graph = buildMap(design, shownApi(stores)?.id ?? '')
  return { graph, places: placeMap(graph, design.layout.offsets) }
}

/** Select a station of the shown flow, and the step of the shown run that it took. */
export function selectStation(stores: Stores, station: NonNullable<CanvasView['station']>): void {
  const { entryAt: shown } = stores.viewStore.getState()
  const flow = shown && buildFlow(presentDesign(stores), shown)
  const item = flow?.stations.find((candidate) => candidate.station === station)
  if (!item) return
  changeCanvas(stores, { station })
  stores.viewStore.getState().select(item.at)
}

/** Select every resource and backend of the map. */
export function selectAll(stores: Stores): void {
  const { graph, places } = shownMap(stores)
  const { column, backends } = stopsOf(graph, places)
  const [first, ...rest] = [...column.filter(isResourceAddress), ...backends]
  if (first) stores.viewStore.getState().select(first, rest)
}

/** Into the flow of the selected method; a resource opens its first one, a station its editor. */
export function enter(stores: Stores): void {
  const { canvas, level, selection, entryAt: shown, change, goTo } = stores.viewStore.getState()
  if (canvas.connecting) {
    finishConnecting(stores)
    return
  }
  if (level === 'flow') {
    const flow = shown && buildFlow(presentDesign(stores), shown)
    const here = shown && shownStation(shown, canvas.station, selection)
    const item = flow?.stations.find(({ station }) => station === here)
    if (item?.station === 'client') change({ workbenchTab: 'test' })
    else if (item) goTo(item.editAt)
    return
  }
  const method = methodOf(selection)
  if (method) openFlow(stores, method)
  else if (selection[0] === 'backends') goTo(selection)
  else walk(stores, 'right')
}

/**
 * Show the canvas, in a narrow window in place of the tree. There the inspector lies over everything, so that it closes.
 */
export function showCanvas({ viewStore }: Stores): void {
  viewStore.getState().change({
    showsCanvas: true,
    ...(isWithoutCanvas() && { inspectorDrawer: false }),
  })
}

/** True in a window that has room for the canvas or the tree, not for both. */
function isWithoutCanvas(): boolean {
  return typeof matchMedia === 'function' && matchMedia(singlePane).matches
}

/** Show the map, whatever the canvas showed, and leave the selection as it is: for verbs that type or pick on the map. */
export function showMap(stores: Stores): void {
  const { level, change } = stores.viewStore.getState()
  if (level !== 'map') {
    change({ level: 'map' })
    changeCanvas(stores, { station: undefined })
  }
  showCanvas(stores)
}

export function openFlow(stores: Stores, at: Address): void {
  stores.viewStore.getState().select(at)
  stores.viewStore.getState().change({ level: 'flow' })
  showCanvas(stores)
  changeCanvas(stores, { station: 'methodRequest', editing: undefined, menu: undefined })
  focusCanvas(stores)
}

export function openMap(stores: Stores): void {
  const { entryAt: shown, select, change } = stores.viewStore.getState()
  change({ level: 'map' })
  changeCanvas(stores, { station: undefined })
  if (shown) select(shown)
  focusCanvas(stores)
}

/** One level up: end what is under way, else leave the flow, else select the parent's level. */
export function goUp(stores: Stores): void {
  const { canvas, level, alsoSelected, selection, select } = stores.viewStore.getState()
  if (canvas.menu || canvas.editing) {
    changeCanvas(stores, { menu: undefined, editing: undefined })
    focusCanvas(stores)
  } else if (canvas.connecting) changeCanvas(stores, { connecting: undefined })
  else if (canvas.search !== undefined) changeCanvas(stores, { search: undefined })
  else if (level === 'flow') openMap(stores)
  else if (alsoSelected.length > 0) select(selection)
  else {
    const api = shownApi(stores)
    if (!api) return
    const method = methodOf(selection)
    if (method) select(method.slice(0, 4))
    else if (isResourceAddress(selection) && !isRoot(api, selection)) {
      select(resourceAddress(api.id, resourceOf(api, selection)?.parentId ?? api.rootResourceId))
    }
  }
}

// connecting by keyboard

export function startConnecting(stores: Stores): void {
  const methods = selectedMethods(stores)
  if (methods.length === 0) return
  const { graph, places } = shownMap(stores)
  const { backends } = stopsOf(graph, places)
  if (backends.length === 0) {
    startEditing(stores, { kind: 'add-backend', backend: 'http', connect: methods })
    return
  }
  const first = methods[0] ?? []
  const edge = graph.integrations.find((item) => sameAddress(item.at.slice(0, -1), first))
  const reached = graph.backends.find((item) => item.id === edge?.backendId)?.key
  const other = backends.map((at) => at[1]).find((key) => key !== reached)
  changeCanvas(stores, { connecting: { methods, backendKey: other ?? backends[0]?.[1] } })
}

function stepConnecting(stores: Stores, direction: 'up' | 'down'): void {
  const { connecting } = stores.viewStore.getState().canvas
  if (!connecting) return
  const { graph, places } = shownMap(stores)
  const keys = stopsOf(graph, places).backends.flatMap((at) => at[1] ?? [])
  const index = keys.indexOf(connecting.backendKey ?? '') + (direction === 'down' ? 1 : -1)
  const backendKey = keys[(index + keys.length) % keys.length]
  changeCanvas(stores, { connecting: { ...connecting, backendKey } })
}

function finishConnecting(stores: Stores): void {
  const { connecting } = stores.viewStore.getState().canvas
  changeCanvas(stores, { connecting: undefined })
  if (connecting?.backendKey !== undefined) {
    connect(stores, connecting.methods, connecting.backendKey)
  }
}

// places

/** Move what is selected; a burst of key presses is one step to undo. */
export function nudge(stores: Stores, x: number, y: number): void {
  const api = shownApi(stores)
  if (!api) return
  const design = presentDesign(stores)
  const ids = movableIds(api, selectionOf(stores))
  if (ids.length === 0) return
  const offsets = Object.fromEntries(
    ids.map((id) => {
      const before = Object.hasOwn(design.layout.offsets, id)
        ? design.layout.offsets[id]
        : undefined
      return [id, { x: (before?.x ?? 0) + x, y: (before?.y ?? 0) + y }]
    }),
  )
  edit(stores, 'Move on the canvas', (from) => setOffsets(from, { offsets }), 'canvas/nudge')
}

function movableIds(api: RestApi, addresses: readonly Address[]): readonly string[] {
  const ids = outermost(api, addresses.map(stopOf)).flatMap((at) => {
    if (at[0] === 'backends') return [backendNodeId(api.id, at[1] ?? '')]
    const resource = resourceOf(api, at)
    return resource && resource.parentId !== undefined ? [resourceNodeId(api.id, resource.id)] : []
  })
  return [...new Set(ids)]
}

/** Put everything back to its automatic place. */
export function tidy(stores: Stores): void {
  const count = Object.keys(presentDesign(stores).layout.offsets).length
  if (count === 0) {
    stores.viewStore.getState().notify({ type: 'info', text: 'Nothing to tidy.' })
    return
  }
  edit(stores, 'Tidy the layout', (design) => clearOffsets(design))
  moveView(stores, 'fit')
}

// search

/** What the search finds, in the order of the map. */
export function found(stores: Stores, search: string): readonly Address[] {
  const text = search.trim().toLowerCase()
  if (text === '') return []
  const { graph } = shownMap(stores)
  return [
    ...graph.resources.flatMap((item) => [
      ...(item.searchText.includes(text) ? [item.at] : []),
      ...item.methods.flatMap((row) => (row.searchText.includes(text) ? [row.at] : [])),
    ]),
    ...graph.backends.flatMap((item) => (item.searchText.includes(text) ? [item.at] : [])),
  ]
}

/** Select the next thing that the search finds, or the one before. */
export function jump(stores: Stores, search: string, step: 1 | -1): void {
  const hits = found(stores, search)
  if (hits.length === 0) return
  const { selection, select } = stores.viewStore.getState()
  const here = hits.findIndex((at) => formatAddress(at) === formatAddress(stopOf(selection)))
  const next = here < 0 ? (step === 1 ? 0 : hits.length - 1) : here + step
  select(hits[(next + hits.length) % hits.length] ?? [])
}
