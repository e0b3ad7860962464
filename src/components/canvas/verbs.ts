import {
  addBackend,
  addMethod,
  addResourcePath,
  apiAddress,
  backendsOf,
  clearOffsets,
  connectBackend,
  connectRoute,
  connectionAddress,
  entryPointAddress,
  entryPointAt,
  fail,
  formatAddress,
  httpMethods,
  idsOf,
  isAtPlace,
  isThingOf,
  methodAddress,
  methodRefAt,
  nounAt,
  nounOf,
  ok,
  parentAddress,
  pathInThing,
  renameResource,
  resourceAddress,
  resourceAt,
  resourcePath,
  sameAddress,
  setOffsets,
  thingAddress,
  thingAt,
} from '../../model/index.ts'
import type {
  Address,
  Api,
  BackendKind,
  Design,
  HttpApi,
  HttpMethod,
  Method,
  Noun,
  Resource,
  RestApi,
  Result,
} from '../../model/index.ts'
import { notifyEdit } from '../store/editAndTell.ts'
import { singlePane } from '../store/regions.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { CanvasEditing, CanvasView, ViewportRequest } from '../store/canvasView.ts'
import {
  changeCanvas,
  edit,
  focusCanvas,
  presentDesign,
  refuse,
  selectionOf,
  sequence,
  startEditing,
} from './editing.ts'
import {
  methodFragment,
  parseFragment,
  pasteFragment,
  pasteSentence,
  resourceFragment,
} from './fragment.ts'
import type { Fragment, Pasted } from './fragment.ts'
import { buildFlow } from './flow/build.ts'
import { shownStation, walkFlow } from './flow/walk.ts'
import { buildMap } from './map/build.ts'
import { backendNodeId } from './map/graph.ts'
import type { MapCard } from './map/graph.ts'
import { pathNodeId, pathOfRouteKey } from './map/http.ts'
import { placeMap } from './map/place.ts'
import { resourceNodeId } from './map/rest.ts'
import { stopOf, stopsOf, walkMap } from './map/walk.ts'
import type { Direction } from './map/walk.ts'
import { preflightsLeftAlone, removalAt, wordsAt } from './removal.ts'
import { routeAt, shareIntegration } from './routeVerbs.ts'

// Every verb of the canvas, for commands, menus, buttons and gestures alike.

export {
  changeCanvas,
  edit,
  focusCanvas,
  presentDesign,
  refuse,
  selectionOf,
  startEditing,
  stopEditing,
} from './editing.ts'

export function moveView(stores: Stores, request: ViewportRequest): void {
  const count = (stores.viewStore.getState().canvas.viewport?.count ?? 0) + 1
  changeCanvas(stores, { viewport: { request, count } })
}

// what is there

/** The REST API that the canvas shows: the chosen one, else the design's first. */
export function shownApi(stores: Stores): RestApi | undefined {
  const api = anyShownApi(stores)
  return api?.protocol === 'REST' ? api : undefined
}

/** The HTTP API that the canvas shows. */
export function shownHttpApi(stores: Stores): HttpApi | undefined {
  const api = anyShownApi(stores)
  return api?.protocol === 'HTTP' ? api : undefined
}

/** The API that the canvas shows, where the map draws its protocol. */
export function drawnApi(stores: Stores): RestApi | HttpApi | undefined {
  return shownApi(stores) ?? shownHttpApi(stores)
}

/** The API that is shown, of whatever kind: the chosen one, else the design's first. */
export function anyShownApi(stores: Stores): Api | undefined {
  const { apiId } = stores.viewStore.getState()
  const { apis } = presentDesign(stores)
  return apiId !== undefined && Object.hasOwn(apis, apiId) ? apis[apiId] : Object.values(apis)[0]
}

/** The resource of an API that an address is, or is in. */
export function resourceOf(api: RestApi, at: Address): Resource | undefined {
  return resourceAt({ apis: { [api.id]: api } }, at)?.resource
}

export function methodAt(api: RestApi, at: Address): Method | undefined {
  const ref = methodRefAt(at)
  return ref && resourceOf(api, at)?.methods[ref.httpMethod]
}

/** The selected resource, else the one that holds the selected method, else the root. */
export function currentResource(stores: Stores): Resource | undefined {
  const api = shownApi(stores)
  if (!api) return undefined
  return resourceOf(api, stores.viewStore.getState().selection) ?? api.resources[api.rootResourceId]
}

export function isResourceAddress(at: Address): boolean {
  return isThingOf('resource', at)
}

/** The methods and routes among what is selected. */
export function selectedMethods(stores: Stores): readonly Address[] {
  const methods = selectionOf(stores).flatMap((at) => {
    const entry = entryPointAddress(at)
    return entry ? [entry] : []
  })
  return methods.filter((at, i) => methods.findIndex((other) => sameAddress(other, at)) === i)
}

/** Open what adds to a card: a resource or a method under a resource, a route beside those of a path. */
export function addToCard(stores: Stores, { kind, at, path }: MapCard): void {
  stores.viewStore.getState().select(at)
  if (kind === 'resource') startEditing(stores, { kind: 'add' })
  else startEditing(stores, { kind: 'add-route', ...(kind === 'path' && { path }) })
}

// edits

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
  const isPart = (at: Address) => pathInThing(at).length > 0 && !connectionAddress(at)
  if (level === 'flow' && selected.some((at) => methodRefAt(at) !== undefined && isPart(at))) {
    const text =
      'This is a part of the method. Delete responses and mappings in the form, the method on the map or in the tree.'
    stores.viewStore.getState().notify({ type: 'info', text })
    return
  }
  deleteAll(stores, selected)
}

/** Delete an API with everything in it, at once: undo brings it back. */
export function deleteApi(stores: Stores, apiId: string): void {
  deleteAll(stores, [apiAddress(apiId)])
}

function deleteAll(stores: Stores, addresses: readonly Address[]): void {
  const before = presentDesign(stores)
  const chosen = outermost(
    before,
    addresses.map((at) => connectionAddress(at) ?? thingAddress(at)),
  )
  const roots = chosen.filter((at) => isRootResource(before, at))
  if (roots.length === chosen.length && roots.length > 0) {
    refuse(stores, 'The root resource cannot be deleted: it is there as long as the API is.')
    return
  }
  const removals = chosen
    .filter((at) => !roots.includes(at))
    .flatMap((at) => removalAt(before, at) ?? [])
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
  const deleted = chosen.flatMap((at) => methodRefAt(at) ?? [])
  const remarks = [
    ...removals.flatMap(({ remark }) => remark ?? []),
    ...preflightsLeftAlone(presentDesign(stores), deleted),
  ]
  const text = [`Deleted ${words}.`, ...remarks].join(' ')
  notifyEdit(stores, { type: 'info', text }, before)
}

function isRootResource(design: Pick<Design, 'apis'>, at: Address): boolean {
  const found = isThingOf('resource', at) ? resourceAt(design, at) : undefined
  return found !== undefined && found.resource.parentId === undefined
}

/** Without those that go with another one: a method goes with its resource, a resource with those above it. */
function outermost(
  design: Pick<Design, 'apis'>,
  addresses: readonly Address[],
): readonly Address[] {
  const keys = addresses.map(formatAddress)
  const whole = new Set(keys)
  return addresses.filter(
    (at, i) =>
      keys.indexOf(keys[i] ?? '') === i &&
      !holdersOf(design, at).some((above) => whole.has(formatAddress(above))),
  )
}

/** The things that hold the one at an address: a resource and those above it, the API. */
function holdersOf(design: Pick<Design, 'apis'>, at: Address): Address[] {
  const found: Address[] = connectionAddress(at) ? [thingAddress(at)] : []
  let above = parentAddress(design, at)
  while (above.length > 0 && found.length < 1000) {
    found.push(above)
    above = parentAddress(design, above)
  }
  return found
}

/** Put resources under another parent; methods onto another resource. One step to undo. */
export function moveUnder(stores: Stores, moved: readonly Address[], parentId: string): boolean {
  const api = shownApi(stores)
  if (!api) return false
  const before = presentDesign(stores)
  const words = moved.length === 1 ? wordsAt(before, moved[0] ?? []) : `${moved.length} things`
  const target = resourcePath(api, parentId)
  const to = resourceAddress(api.id, parentId)
  const done = edit(
    stores,
    `Move ${words} under ${target}`,
    sequence(outermost(before, moved).map((at) => (design: Design) => moveThing(design, at, to))),
  )
  if (!done) return false
  const first = methodRefAt(moved[0] ?? [])
  if (first) stores.viewStore.getState().select(methodAddress(api.id, parentId, first.httpMethod))
  // paths changed, perhaps by a slip of the hand
  notifyEdit(stores, { type: 'success', text: `Moved ${words} under ${target}.` }, before)
  return true
}

function moveThing(design: Design, at: Address, to: Address): Result<Design> {
  const name = nounAt(design, at)
  const move = name && nounOf(name).move
  if (!move) return fail('noun/not-movable', 'This cannot be moved', at)
  const moved = move(design, at, to)
  // its automatic place below the new parent is where it is looked for
  return moved.ok && isResourceAddress(at)
    ? setOffsets(moved.value, { offsets: { [formatAddress(at)]: { x: 0, y: 0 } } })
    : moved
}

/** What a method or a route is connected to: a backend, or an integration that routes share. */
export type ConnectTarget = { readonly backendKey: string } | { readonly integrationId: string }

/** Connect methods or routes to a backend, or routes to an integration that others use. */
export function connectTo(
  stores: Stores,
  rows: readonly Address[],
  target: ConnectTarget,
): boolean {
  if ('backendKey' in target) return connect(stores, rows, target.backendKey)
  const api = shownHttpApi(stores)
  return api !== undefined && shareIntegration(stores, api, rows, target.integrationId)
}

/** Make methods or routes reach a backend. */
export function connect(stores: Stores, rows: readonly Address[], backendKey: string): boolean {
  const api = drawnApi(stores)
  const [first] = rows
  if (!api || !first) return false
  const words = rowsWords(stores, api, rows)
  const use = backendsOf(presentDesign(stores)).find(({ key }) => key === backendKey)
  const name = use?.backend?.name ?? use?.name ?? backendKey
  const done = edit(
    stores,
    `Connect ${words} to ${name}`,
    sequence(connections(stores, rows, backendKey)),
  )
  if (done) {
    stores.viewStore.getState().select(connectedAt(stores, first))
    stores.viewStore.getState().notify({ type: 'success', text: `Connected ${words} to ${name}.` })
  }
  return done
}

/** The operations that make methods or routes reach a backend. */
function connections(
  stores: Stores,
  rows: readonly Address[],
  backendKey: string,
): readonly ((design: Design) => Result<Design>)[] {
  const { nextId } = stores.designStore.getState()
  return rows.map((at) => (design: Design) => {
    const ref = methodRefAt(at)
    if (ref) return connectBackend(design, { ...ref, backendKey })
    const [apiId = '', id = ''] = idsOf('route', at)
    return connectRoute(design, { apiId, id, backendKey, nextId })
  })
}

/** What is selected once a method or a route is connected: its integration. */
function connectedAt(stores: Stores, row: Address): Address {
  return entryPointAt(presentDesign(stores), row)?.integrationAt ?? row
}

function rowsWords(stores: Stores, api: RestApi | HttpApi, rows: readonly Address[]): string {
  if (rows.length === 1) return wordsAt(presentDesign(stores), rows[0] ?? [])
  return `${rows.length} ${api.protocol === 'HTTP' ? 'routes' : 'methods'}`
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
  const api = drawnApi(stores)
  if (!api) return 'There is no API to add to'
  const text = typed.trim()
  const described = describeBackend(editing.backend, text)
  if (typeof described === 'string') return described
  const { key } = described
  const existing = backendsOf(presentDesign(stores)).find((use) => use.key === key)
  const id = backendNodeId(api.id, key)
  const result = stores.designStore.getState().edit(`Add backend ${described.name}`, (design) => {
    const added = existing?.backend
      ? ok(design)
      : addBackend(design, { backend: { ...described, mode: 'canned' } })
    if (!added.ok) return added
    const connected = sequence(connections(stores, editing.connect ?? [], key))(added.value)
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
  stores.viewStore.getState().select(method ? connectedAt(stores, method) : ['backends', key])
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

/** True when something of the selection can be duplicated. */
export function canDuplicate(stores: Stores): boolean {
  const design = presentDesign(stores)
  return selectionOf(stores).some((at) => copyOf(design, at) !== undefined)
}

/** How the thing at an address is copied; `undefined` where it cannot be. */
function copyOf(design: Design, at: Address): Noun['copy'] {
  const thing = thingAt(design, at)
  return thing && !isRootResource(design, thing.at) ? nounOf(thing.noun).copy : undefined
}

/** Duplicate what is selected: resources with a free path part, methods and routes under a free verb, other things under a free name. */
export function duplicateSelected(stores: Stores): void {
  const before = presentDesign(stores)
  const chosen = outermost(before, selectionOf(stores).map(thingAddress)).filter((at) =>
    copyOf(before, at),
  )
  const { nextId } = stores.designStore.getState()
  const [first] = chosen
  if (!first) return
  const words = chosen.length === 1 ? wordsAt(before, first) : `${chosen.length} things`
  const copies: Address[] = []
  const steps = chosen.map((at) => (design: Design): Result<Design> => {
    const copied = copyOf(design, at)?.(design, at, nextId)
    if (!copied) return ok(design)
    if (!copied.ok) return copied
    copies.push(copied.value.at)
    return ok(copied.value.design)
  })
  if (!edit(stores, `Duplicate ${words}`, sequence(steps))) return
  const [top = first, ...rest] = copies
  stores.viewStore.getState().select(top, rest)
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
  notify({ type: 'info', text: `Copied ${wordsAt(presentDesign(stores), at)}.` })
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
  const flow = level === 'flow' && shown ? buildFlow(presentDesign(stores), shown) : undefined
  if (flow && shown) {
    const next = walkFlow(flow.shape, shownStation(shown, canvas.station, selection), direction)
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
  const graph = buildMap(design, drawnApi(stores)?.id ?? '')
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

/** Select every resource or route, every shared integration and every backend of the map. */
export function selectAll(stores: Stores): void {
  const { graph, places } = shownMap(stores)
  const { joints, backends } = stopsOf(graph, places)
  const cards = graph.cards.filter(({ kind }) => kind !== 'api').flatMap(({ selects }) => selects)
  const [first, ...rest] = [...cards, ...joints, ...backends]
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
  const entry = entryPointAddress(selection)
  if (entry) openFlow(stores, entry)
  else if (isThingOf('backend', selection) || isThingOf('routeIntegration', selection))
    goTo(selection)
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
  changeCanvas(stores, { station: undefined, editing: undefined, menu: undefined })
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
  else if (shownHttpApi(stores)) select(selection.slice(0, 2))
  else {
    const api = shownApi(stores)
    if (!api) return
    const design = presentDesign(stores)
    const isBelow = isAtPlace('resource', selection) && !isRootResource(design, selection)
    if (isBelow) select(parentAddress(design, selection))
  }
}

// connecting by keyboard

export function startConnecting(stores: Stores): void {
  const methods = selectedMethods(stores)
  const [first] = methods
  if (!first) return
  const targets = targetsFor(stores)
  if (targets.length === 0) {
    startEditing(stores, { kind: 'add-backend', backend: 'http', connect: methods })
    return
  }
  const { graph } = shownMap(stores)
  const edge = graph.edges.find(({ rowAt }) => rowAt && sameAddress(rowAt, first))
  const isReached = (target: ConnectTarget) =>
    'backendKey' in target
      ? graph.backends.some(({ id, key }) => id === edge?.targetId && key === target.backendKey)
      : target.integrationId === edge?.integrationId
  aimAt(stores, methods, targets.find((target) => !isReached(target)) ?? targets[0])
}

/** What the keys can connect to: the backends from top to bottom, then the integrations that routes can share. */
function targetsFor(stores: Stores): readonly ConnectTarget[] {
  const { graph, places } = shownMap(stores)
  const backends = stopsOf(graph, places).backends.map((at) => ({ backendKey: backendKeyOf(at) }))
  const joints = graph.joints.map(({ integrationId }) => integrationId)
  const used = graph.edges.flatMap(({ integrationId }) => integrationId ?? [])
  const integrations = [...new Set([...joints, ...used])]
  return [...backends, ...integrations.map((integrationId) => ({ integrationId }))]
}

function aimAt(
  stores: Stores,
  methods: readonly Address[],
  target: ConnectTarget | undefined,
): void {
  changeCanvas(stores, { connecting: { methods, backendKey: undefined, ...target } })
}

function stepConnecting(stores: Stores, direction: 'up' | 'down'): void {
  const { connecting } = stores.viewStore.getState().canvas
  if (!connecting) return
  const targets = targetsFor(stores)
  const here = targets.findIndex((target) =>
    'backendKey' in target
      ? target.backendKey === connecting.backendKey
      : target.integrationId === connecting.integrationId,
  )
  const index = here + (direction === 'down' ? 1 : -1)
  aimAt(stores, connecting.methods, targets[(index + targets.length) % targets.length])
}

function finishConnecting(stores: Stores): void {
  const { connecting } = stores.viewStore.getState().canvas
  changeCanvas(stores, { connecting: undefined })
  if (!connecting) return
  const { methods, backendKey, integrationId } = connecting
  if (integrationId !== undefined) connectTo(stores, methods, { integrationId })
  else if (backendKey !== undefined) connectTo(stores, methods, { backendKey })
}

// places

/** The key of the backend at an address. */
function backendKeyOf(at: Address): string {
  return idsOf('backend', at)[0] ?? ''
}

/** Move what is selected; a burst of key presses is one step to undo. */
export function nudge(stores: Stores, x: number, y: number): void {
  const api = drawnApi(stores)
  if (!api) return
  const design = presentDesign(stores)
  const chosen = selectionOf(stores)
  const ids = api.protocol === 'REST' ? movableIds(api, chosen) : movableRoutedIds(api, chosen)
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
  const ids = outermost({ apis: { [api.id]: api } }, addresses.map(stopOf)).flatMap((at) => {
    if (isThingOf('backend', at)) return [backendNodeId(api.id, backendKeyOf(at))]
    const resource = resourceOf(api, at)
    return resource && resource.parentId !== undefined ? [resourceNodeId(api.id, resource.id)] : []
  })
  return [...new Set(ids)]
}

/** The nodes of an HTTP API that move with what is selected: a route moves the card of its path. */
function movableRoutedIds(api: HttpApi, addresses: readonly Address[]): readonly string[] {
  const ids = addresses.flatMap((at) => {
    const stop = stopOf(at)
    if (isThingOf('backend', stop)) return [backendNodeId(api.id, backendKeyOf(stop))]
    if (isThingOf('routeIntegration', stop)) return [formatAddress(stop)]
    const route = routeAt(api, stop)
    return route ? [pathNodeId(api.id, pathOfRouteKey(route.routeKey))] : []
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
    ...graph.cards.flatMap((card) => [
      ...(card.kind !== 'path' && card.searchText.includes(text) ? [card.at] : []),
      ...card.rows.flatMap((row) => (row.searchText.includes(text) ? [row.at] : [])),
    ]),
    ...[...graph.joints, ...graph.backends].flatMap((item) =>
      item.searchText.includes(text) ? [item.at] : [],
    ),
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
