import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent } from 'react'
import {
  apiNouns,
  collectionOf,
  entryPointsOf,
  nounNames,
  nounOf,
  nouns,
  partNounsOf,
  resourcesByPath,
  sameAddress,
  thingAddress,
} from '../../model/index.ts'
import type {
  Address,
  Api,
  Design,
  EntryPoint,
  NounName,
  RestApi,
  Thing,
} from '../../model/index.ts'
import { thingText } from '../nouns/thingText.ts'
import { PaneButton } from '../shared/PaneButton.tsx'
import { useProblems } from '../shared/useProblems.tsx'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import './navigator.css'

interface Entry {
  readonly at: Address
  readonly label: string
  readonly verb?: string
  readonly level: number
  /** A heading of a section: not a thing of the design. */
  readonly isSection?: boolean
}

/** The nouns of the whole design, in the order of the tree. */
const designNouns = nounNames.filter((name) => nounOf(name).of === 'design')

/** The design's tree in the order in which it is read. */
export function entriesOf(design: Design): Entry[] {
  const apis = Object.values(design.apis).flatMap((api) => [
    { at: nounOf(apiNouns[api.protocol]).at(api.id), label: api.name, level: 2 },
    ...partNounsOf(api.protocol).flatMap((name) => apiSection(design, api, name)),
  ])
  return [
    { at: [], label: design.name, level: 1 },
    ...apis,
    ...designNouns.flatMap((name) => section(name, nounOf(name).list(design), 2)),
  ]
}

/** The rows of one kind of parts of an API. Methods are drawn below their resources, routes below their paths. */
function apiSection(design: Design, api: Api, name: NounName): Entry[] {
  if (name === 'method') return []
  if (name === 'resource' && api.protocol === 'REST') return resourceEntries(api)
  if (name === 'route' && api.protocol === 'HTTP') return routeEntries(design, api.id)
  return section(name, nounOf(name).list(design, api.id), 3)
}

function section(name: NounName, things: readonly Thing[], level: number): Entry[] {
  const [first] = things
  if (!first) return []
  return [
    { at: collectionOf(name, first.at), label: nounOf(name).heading, level, isSection: true },
    ...things.map(({ at, label }) => ({ at, label: thingText(label), level: level + 1 })),
  ]
}

function resourceEntries(api: RestApi): Entry[] {
  const root = nouns.resource.at(api.id, api.rootResourceId)
  return [
    { at: collectionOf('resource', root), label: 'Resources', level: 3, isSection: true },
    ...resourcesByPath(api).flatMap(({ resource, depth }) => [
      {
        at: nouns.resource.at(api.id, resource.id),
        label: `/${resource.pathPart ?? ''}`,
        level: 4 + depth,
      },
      ...Object.keys(resource.methods).map((verb) => ({
        at: nouns.method.at(api.id, resource.id, verb),
        label: '',
        verb,
        level: 5 + depth,
      })),
    ]),
  ]
}

/** Routes below a row for their path, as the canvas draws them; `$default` has no path. */
function routeEntries(design: Design, apiId: string): Entry[] {
  const routes = entryPointsOf(design, apiId)
  const [first] = routes
  if (!first) return []
  const collection = collectionOf('route', first.at)
  const byPath = new Map<string, EntryPoint[]>()
  for (const route of routes) {
    const path = route.path ?? ''
    byPath.set(path, [...(byPath.get(path) ?? []), route])
  }
  const paths = [...byPath].sort(([left], [right]) => (left < right ? -1 : 1))
  return [
    { at: collection, label: nouns.route.heading, level: 3, isSection: true },
    ...paths.flatMap(([path, entries]): Entry[] => [
      ...(path === ''
        ? []
        : [{ at: [...collection, path], label: path, level: 4, isSection: true }]),
      ...entries.map(({ at, key, verb }) => ({
        at,
        label: verb === undefined ? key : path,
        ...(verb !== undefined && { verb }),
        level: path === '' ? 4 : 5,
      })),
    ]),
  ]
}

/** The rows that a row lies below, the nearest first. */
function ancestorsOf(entries: readonly Entry[], index: number): Entry[] {
  const found: Entry[] = []
  let level = entries[index]?.level ?? 0
  for (let i = index - 1; i >= 0 && level > 1; i--) {
    const entry = entries[i]
    if (!entry || entry.level >= level) continue
    found.push(entry)
    level = entry.level
  }
  return found
}

/** The key of a row: a section and what it is a section of share an address, so sections are told apart. */
function keyOf(entry: Entry): string {
  return `${entry.at.join('/')}${entry.isSection ? ' section' : ''}`
}

/** Whether the row after this one stands below it. */
function hasChildren(entries: readonly Entry[], index: number): boolean {
  const entry = entries[index]
  const next = entries[index + 1]
  return entry !== undefined && next !== undefined && next.level > entry.level
}

/** The rows that are shown while some are folded. */
export function unfolded(entries: readonly Entry[], folded: ReadonlySet<string>): Entry[] {
  const shown: Entry[] = []
  let below = Infinity
  for (const entry of entries) {
    if (entry.level > below) continue
    below = folded.has(keyOf(entry)) ? entry.level : Infinity
    shown.push(entry)
  }
  return shown
}

/** The row of something in the tree: of a part of a thing the thing's. */
function rowOf(at: Address): Address {
  return thingAddress(at)
}

function indexOf(entries: readonly Entry[], at: Address): number {
  return entries.findIndex((entry) => !entry.isSection && sameAddress(entry.at, at))
}

const rowHeight = 28

/** The design as a tree. Rows out of sight are not drawn. */
export function Navigator() {
  const { viewStore } = useStores()
  // an edit is first shown where it was made
  const design = useDeferredValue(useDesign((present) => present))
  const selection = rowOf(useDeferredValue(useView((state) => state.selection)))
  const { index } = useProblems()
  const [filter, setFilter] = useState('')
  const [scrolled, setScrolled] = useState(0)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const all = useMemo(() => entriesOf(design), [design])
  const parents = useMemo(
    () => new Set(all.flatMap((entry, i) => (hasChildren(all, i) ? [keyOf(entry)] : []))),
    [all],
  )
  const entries = useMemo(() => {
    const wanted = filter.trim().toLowerCase()
    if (wanted === '') return unfolded(all, folded)
    return all.filter(
      (entry) =>
        `${entry.label} ${entry.verb ?? ''}`.toLowerCase().includes(wanted) && !entry.isSection,
    )
  }, [all, filter, folded])
  const deepest = useMemo(() => all.reduce((most, { level }) => Math.max(most, level), 1), [all])
  const found = indexOf(entries, selection)
  const selected = Math.max(0, found)
  const box = useRef<HTMLDivElement>(null)
  const selectedKey = selection.join('/')
  useEffect(() => {
    // what is selected elsewhere, or was just made, comes into sight
    if (box.current) bringIntoSight(box.current, selected)
    // a fold or an edit that moves the row is no reason to scroll; a filter makes another list
  }, [selectedKey, filter])
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - 10)
  const shown = entries.slice(first, first + 80)
  const fold = (entry: Entry, isFolded: boolean) => {
    const next = new Set(folded)
    if (isFolded) next.add(keyOf(entry))
    else next.delete(keyOf(entry))
    setFolded(next)
    // what is selected stays in sight: folding it away selects what holds it
    const above = ancestorsOf(all, indexOf(all, selection))
    if (isFolded && above.includes(entry)) {
      const holder = above.slice(above.indexOf(entry)).find(({ isSection }) => !isSection)
      viewStore.getState().select(holder?.at ?? [])
    }
  }
  // what is selected elsewhere is shown here, whatever was folded above it
  const isHidden = folded.size > 0 && found < 0
  const hidden = isHidden
    ? ancestorsOf(all, indexOf(all, selection)).findLast((entry) => folded.has(keyOf(entry)))
    : undefined
  if (hidden) fold(hidden, false)
  const choose = (entry: Entry | undefined, opens = false) => {
    if (!entry || entry.isSection) return
    viewStore.getState().select(entry.at)
    if (opens && entry.verb !== undefined)
      viewStore.getState().change({ level: 'flow', showsCanvas: true })
  }
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    // the last key may not be drawn yet
    const selected = Math.max(0, indexOf(entries, rowOf(viewStore.getState().selection)))
    const here = entries[selected]
    if (here && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault()
      const isParent = parents.has(keyOf(here))
      const isFolded = folded.has(keyOf(here))
      if (event.key === 'ArrowRight') {
        if (isParent && isFolded) fold(here, false)
        else if (isParent) choose(entries.slice(selected + 1).find((entry) => !entry.isSection))
        return
      }
      if (isParent && !isFolded) fold(here, true)
      else {
        const above = entries.slice(0, selected).reverse()
        choose(above.find((entry) => !entry.isSection && entry.level < here.level))
      }
      return
    }
    const step = (from: number, by: number) => {
      let i = from + by
      while (entries[i]?.isSection) i += by
      return entries[i]
    }
    const target =
      event.key === 'ArrowDown'
        ? step(selected, 1)
        : event.key === 'ArrowUp'
          ? step(selected, -1)
          : event.key === 'Home'
            ? entries[0]
            : event.key === 'End'
              ? entries.at(-1)
              : event.key === 'Enter'
                ? entries[selected]
                : undefined
    if (!target) return
    event.preventDefault()
    choose(target, event.key === 'Enter')
    bringIntoSight(event.currentTarget, entries.indexOf(target))
  }
  return (
    <div className="gw-navigator-inside">
      <div className="gw-navigator-filter">
        <input
          type="search"
          aria-label="Filter the tree"
          placeholder="Filter"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <PaneButton to="Map" />
      </div>
      <div
        className="gw-tree"
        ref={box}
        role="tree"
        tabIndex={0}
        aria-label="Design"
        aria-activedescendant={entries[selected] ? rowId(entries[selected].at) : undefined}
        data-scope="canvas"
        data-own-keys="ArrowUp ArrowDown ArrowLeft ArrowRight Home End Enter"
        // React's type knows no custom properties
        style={{ '--gw-deepest': deepest } as CSSProperties}
        onKeyDown={walk}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      >
        <div style={{ blockSize: first * rowHeight }} role="presentation" />
        {shown.map((entry) => {
          const problems = entry.isSection
            ? []
            : index.at(entry.at).filter(({ at, severity }) => severity !== 'info' && at.length > 0)
          const count = problems.length
          const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
          const isSelected = !entry.isSection && sameAddress(entry.at, selection)
          return (
            <div
              key={keyOf(entry)}
              id={rowId(entry.at)}
              role="treeitem"
              aria-level={entry.level}
              aria-selected={isSelected}
              aria-label={entry.verb ?? entry.label}
              {...(parents.has(keyOf(entry)) && { 'aria-expanded': !folded.has(keyOf(entry)) })}
              className={`gw-tree-row ${entry.isSection ? 'gw-tree-section' : ''} ${isSelected ? 'gw-selected' : ''}`}
              // React's type knows no custom properties
              style={{ '--gw-level': entry.level } as CSSProperties}
              onClick={() =>
                entry.isSection ? fold(entry, !folded.has(keyOf(entry))) : choose(entry)
              }
              onDoubleClick={() => choose(entry, true)}
              onContextMenu={(event) => {
                if (entry.isSection) return
                event.preventDefault()
                box.current?.focus()
                const { select, change, canvas } = viewStore.getState()
                select(entry.at)
                change({ canvas: { ...canvas, menu: { x: event.clientX, y: event.clientY } } })
              }}
            >
              {parents.has(keyOf(entry)) && (
                <span
                  className={`gw-tree-fold ${folded.has(keyOf(entry)) ? 'gw-folded' : ''}`}
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation()
                    fold(entry, !folded.has(keyOf(entry)))
                  }}
                />
              )}
              {entry.verb === undefined ? (
                <span className="gw-tree-label" title={entry.label}>
                  {entry.label}
                </span>
              ) : (
                <>
                  <span className="gw-verb" style={{ color: `var(--gw-verb-${entry.verb})` }}>
                    {entry.verb}
                  </span>
                  {/* the row of its path is not among what a filter finds */}
                  {filter.trim() !== '' && <span className="gw-tree-label">{entry.label}</span>}
                </>
              )}
              {count > 0 && (
                <span
                  className="gw-tree-count"
                  data-severity={worst}
                  title={count === 1 ? '1 problem' : `${count} problems`}
                >
                  {count}
                </span>
              )}
            </div>
          )
        })}
        <div
          style={{ blockSize: Math.max(0, entries.length - first - shown.length) * rowHeight }}
          role="presentation"
        />
      </div>
    </div>
  )
}

/** Scroll a tree as little as shows a row. */
function bringIntoSight(box: HTMLElement, index: number): void {
  if (index * rowHeight < box.scrollTop) box.scrollTop = index * rowHeight
  else if ((index + 1) * rowHeight > box.scrollTop + box.clientHeight)
    box.scrollTop = (index + 1) * rowHeight - box.clientHeight
}

function rowId(at: Address): string {
  return `tree-${at.join('-').replace(/[^\w-]/g, '_')}`
}
