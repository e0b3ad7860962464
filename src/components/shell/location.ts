import { entryPointAt, idsOf, isAtPlace, nouns } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import type { ViewState, WorkbenchTab } from '../store/viewStore.ts'

/** What the address of the page says: which design, and what of it. */
export interface Place {
  /** The id of a saved design. */
  readonly design?: string
  /** The id of an example, or how it begins. */
  readonly example?: string
  readonly api?: string
  readonly method?: { readonly resourceId: string; readonly httpMethod: string }
  /** The id of a route of an HTTP or WebSocket API. */
  readonly route?: string
  readonly level: 'map' | 'flow'
  readonly tab?: WorkbenchTab
}

const tabs: readonly WorkbenchTab[] = ['test', 'template', 'trace', 'log', 'problems', 'changes']

/** Read the part of an address after `#`. */
export function readPlace(hash: string): Place {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  const text = (name: string) => parameters.get(name) || undefined
  const design = text('design')
  const example = text('example')
  const api = text('api')
  const [, resourceId, httpMethod] = /^(.+)\.([A-Z]+)$/.exec(text('method') ?? '') ?? []
  const route = text('route')
  const tab = tabs.find((known) => known === text('tab'))
  return {
    ...(design !== undefined && { design }),
    ...(example !== undefined && { example }),
    ...(api !== undefined && { api }),
    ...(resourceId !== undefined &&
      httpMethod !== undefined && { method: { resourceId, httpMethod } }),
    ...(route !== undefined && { route }),
    level: text('view') === 'flow' ? 'flow' : 'map',
    ...(tab && { tab }),
  }
}

/** Write a place as the part of an address from `#` on; the start page's is empty. */
export function writePlace(place: Place): string {
  const { design, example, api, method, route, level, tab } = place
  const parameters = new URLSearchParams()
  if (design !== undefined) parameters.set('design', design)
  else if (example !== undefined) parameters.set('example', example)
  else return ''
  if (api !== undefined) parameters.set('api', api)
  if (method) parameters.set('method', `${method.resourceId}.${method.httpMethod}`)
  else if (route !== undefined) parameters.set('route', route)
  if (level === 'flow') parameters.set('view', 'flow')
  if (tab !== undefined) parameters.set('tab', tab)
  return `#${parameters.toString()}`
}

/** The place that a view of a design is. */
export function placeOf(view: ViewState, designId: string): Place {
  if (view.screen === 'start') return { level: 'map' }
  return {
    ...(view.exampleId === undefined ? { design: designId } : { example: view.exampleId }),
    ...(view.apiId !== undefined && { api: view.apiId }),
    ...entryOf(view),
    level: view.level,
    tab: view.workbenchTab,
  }
}

/** The entry point of a view in the terms of a place. */
function entryOf({ entryAt = [] }: ViewState): Pick<Place, 'method' | 'route'> {
  if (isAtPlace('method', entryAt)) {
    const [, resourceId = '', httpMethod = ''] = idsOf('method', entryAt)
    return { method: { resourceId, httpMethod } }
  }
  const [, route = ''] = isAtPlace('route', entryAt) ? idsOf('route', entryAt) : []
  return route === '' ? {} : { route }
}

/** What a place shows of a design, as far as it is there. */
export function viewOfPlace(place: Place, design: Design): Partial<ViewState> {
  const { api, method, route, level, tab } = place
  if (api === undefined || !Object.hasOwn(design.apis, api)) return tab ? { workbenchTab: tab } : {}
  const entryAt = method
    ? nouns.method.at(api, method.resourceId, method.httpMethod)
    : route !== undefined && nouns.route.at(api, route)
  const isThere = entryAt && entryPointAt(design, entryAt) !== undefined
  return {
    apiId: api,
    ...(isThere && { entryAt, selection: entryAt }),
    level: level === 'flow' && isThere ? 'flow' : 'map',
    ...(tab && { workbenchTab: tab }),
  }
}

/** True where going from one place to the other is a step that Back takes back. */
export function isStep(from: Place, to: Place): boolean {
  const entry = ({ level, method, route }: Place) =>
    level === 'flow' ? (route ?? `${method?.resourceId}.${method?.httpMethod}`) : ''
  const isStart = ({ design, example }: Place) => design === undefined && example === undefined
  const isOtherDesign = from.design !== to.design && from.example === to.example
  return (
    isStart(from) !== isStart(to) ||
    isOtherDesign ||
    from.api !== to.api ||
    from.level !== to.level ||
    entry(from) !== entry(to)
  )
}
