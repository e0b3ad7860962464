import { entryPointAt, valueAt } from '../../model/index.ts'
import type { Address, Design } from '../../model/index.ts'
import { isTemplateAddress } from './viewStore.ts'
import type { Density, RegionName, Theme, ViewState, ViewStore, WorkbenchTab } from './viewStore.ts'

/** Where preferences are kept: the browser's local storage, or nothing where it is forbidden. */
export interface TextPlace {
  readonly read: (name: string) => string | undefined
  readonly write: (name: string, text: string) => void
}

/** The browser's local storage. What it refuses is not kept, which costs a preference and nothing else. */
export function localTexts(): TextPlace {
  return {
    read: (name) => {
      try {
        return localStorage.getItem(`gatewright:${name}`) ?? undefined
      } catch (error) {
        console.info('Preferences cannot be read', error)
        return undefined
      }
    },
    write: (name, text) => {
      try {
        localStorage.setItem(`gatewright:${name}`, text)
      } catch (error) {
        console.info('Preferences cannot be kept', error)
      }
    },
  }
}

const themes: readonly Theme[] = ['light', 'dark', 'system']
const densities: readonly Density[] = ['comfortable', 'compact']
const regionNames: readonly RegionName[] = ['navigator', 'inspector', 'workbench']
const tabs: readonly WorkbenchTab[] = ['test', 'template', 'trace', 'log', 'problems', 'changes']

/** Sizes in pixels that a region may have. */
export const regionSizes: Readonly<
  Record<RegionName, { readonly least: number; readonly usual: number; readonly most: number }>
> = {
  navigator: { least: 180, usual: 264, most: 560 },
  inspector: { least: 280, usual: 376, most: 720 },
  workbench: { least: 120, usual: 320, most: 900 },
}

/** The height of the workbench to begin with: a low window leaves the canvas more. */
export function usualWorkbench(windowHeight: number): number {
  return Math.max(200, Math.min(regionSizes.workbench.usual, Math.round(windowHeight * 0.35)))
}

/** The height of the workbench when it has most of the window. */
export function largeWorkbench(windowHeight: number): number {
  const { least, most } = regionSizes.workbench
  return Math.max(least, Math.min(most, Math.round(windowHeight * 0.72)))
}

/** What a person set and finds again at the next visit: theme, density, sizes of the regions. */
export function readPreferences(place: TextPlace, windowHeight: number): Partial<ViewState> {
  const saved = parsed(place.read('preferences'))
  const theme = themes.find((known) => known === saved['theme'])
  const density = densities.find((known) => known === saved['density'])
  const regions = asObject(saved['regions'])
  const read = (name: RegionName) => {
    const { open, size } = asObject(regions[name])
    const { least, most } = regionSizes[name]
    const usual = name === 'workbench' ? usualWorkbench(windowHeight) : regionSizes[name].usual
    return {
      open: typeof open === 'boolean' ? open : true,
      size: typeof size === 'number' ? Math.min(most, Math.max(least, size)) : usual,
    }
  }
  return {
    ...(theme && { theme }),
    ...(density && { density }),
    regions: {
      navigator: read('navigator'),
      inspector: read('inspector'),
      workbench: read('workbench'),
    },
  }
}

/** Keep preferences as they change. */
export function keepPreferences(place: TextPlace, viewStore: ViewStore): () => void {
  return viewStore.subscribe(({ theme, density, regions }, before) => {
    const isSame =
      theme === before.theme && density === before.density && regions === before.regions
    if (isSame) return
    const kept = Object.fromEntries(regionNames.map((name) => [name, regions[name]]))
    place.write('preferences', JSON.stringify({ theme, density, regions: kept }))
  })
}

/** What was looked at in a design, to be found again when it is opened. */
export type KeptView = Pick<
  ViewState,
  'apiId' | 'selection' | 'level' | 'entryAt' | 'templateAt' | 'workbenchTab'
>

/** How many designs have their views remembered. */
const rememberedViews = 30

/** Remember what is looked at in a design. */
export function keepView(place: TextPlace, designId: string, view: KeptView): void {
  const { apiId, selection, level, entryAt, templateAt, workbenchTab } = view
  const kept = { apiId, selection, level, entryAt, templateAt, workbenchTab }
  const others = Object.entries(parsed(place.read('views'))).filter(([id]) => id !== designId)
  const views = [[designId, kept], ...others].slice(0, rememberedViews)
  place.write('views', JSON.stringify(Object.fromEntries(views)))
}

/** The remembered view of a design, as far as what it shows is still there; else its first API. */
export function recallView(place: TextPlace, design: Design): KeptView {
  const saved = asObject(parsed(place.read('views'))[design.id])
  const there = (value: unknown): Address | undefined =>
    isAddress(value) && valueAt(design, value) !== undefined ? value : undefined
  const [firstApi] = Object.keys(design.apis)
  const savedApi = saved['apiId']
  const apiId =
    typeof savedApi === 'string' && Object.hasOwn(design.apis, savedApi) ? savedApi : firstApi
  // earlier versions remembered methods only
  const savedEntry = there(saved['entryAt'] ?? saved['methodAt'])
  const entryAt = savedEntry && entryPointAt(design, savedEntry)?.at
  const savedTemplate = there(saved['templateAt'])
  const isTemplate =
    savedTemplate !== undefined &&
    isTemplateAddress(savedTemplate) &&
    typeof valueAt(design, savedTemplate) === 'string'
  return {
    apiId,
    selection: there(saved['selection']) ?? (apiId === undefined ? [] : ['apis', apiId]),
    entryAt,
    templateAt: isTemplate ? savedTemplate : undefined,
    level: saved['level'] === 'flow' && entryAt ? 'flow' : 'map',
    workbenchTab: tabs.find((tab) => tab === saved['workbenchTab']) ?? 'test',
  }
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {}
  try {
    return asObject(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Readonly<Record<string, unknown>>) : {} // checked above
}

function isAddress(value: unknown): value is Address {
  return Array.isArray(value) && value.every((part) => typeof part === 'string')
}
