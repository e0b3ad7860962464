import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent } from 'react'
import {
  backendsOf,
  collectionOf,
  gatewayResponseTypes,
  isWithin,
  nounOf,
  resourcesByPath,
  sameAddress,
} from '../../model/index.ts'
import type { Address, Design } from '../../model/index.ts'
import { sharedNouns } from '../nouns/sharedNouns.ts'
import { PaneButton } from '../shell/PaneButton.tsx'
import { useProblems } from '../problems/useProblems.tsx'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { methodOf } from '../store/viewStore.ts'
import { momentText } from '../ui/moment.ts'
import './navigator.css'

interface Entry {
  readonly at: Address
  readonly label: string
  readonly verb?: string
  readonly level: number
  /** A heading of a section: not a thing of the design. */
  readonly isSection?: boolean
}

/** The design's tree in the order in which it is read. */
export function entriesOf(design: Design): Entry[] {
  const entries: Entry[] = [{ at: [], label: design.name, level: 1 }]
  for (const api of Object.values(design.apis)) {
    const at = ['apis', api.id]
    entries.push({ at, label: api.name, level: 2 })
    if (api.protocol !== 'REST') continue
    const section = (
      noun: string,
      label: string,
      names: readonly (readonly [id: string, label: string])[],
    ) => {
      if (names.length === 0) return
      entries.push({ at: [...at, noun], label, level: 3, isSection: true })
      for (const [id, name] of names) entries.push({ at: [...at, noun, id], label: name, level: 4 })
    }
    entries.push({ at: [...at, 'resources'], label: 'Resources', level: 3, isSection: true })
    for (const { resource, depth } of resourcesByPath(api)) {
      const resourceAt = [...at, 'resources', resource.id]
      entries.push({ at: resourceAt, label: `/${resource.pathPart ?? ''}`, level: 4 + depth })
      for (const verb of Object.keys(resource.methods)) {
        entries.push({ at: [...resourceAt, 'methods', verb], label: '', verb, level: 5 + depth })
      }
    }
    section(
      'models',
      'Models',
      Object.keys(api.models).map((name) => [name, name] as const),
    )
    section(
      'requestValidators',
      'Request validators',
      Object.values(api.requestValidators).map(({ id, name }) => [id, name] as const),
    )
    section(
      'authorizers',
      'Authorizers',
      Object.values(api.authorizers).map(({ id, name }) => [id, name] as const),
    )
    section(
      'gatewayResponses',
      'Gateway responses',
      gatewayResponseTypes
        .filter((type) => api.gatewayResponses[type])
        .map((type) => [type, type] as const),
    )
    section(
      'stages',
      'Stages',
      Object.keys(api.stages).map((name) => [name, name] as const),
    )
    section(
      'deployments',
      'Deployments',
      Object.values(api.deployments).map(
        ({ id, createdDate, description }) => [id, description ?? momentText(createdDate)] as const,
      ),
    )
    section(
      'documentationParts',
      'Documentation',
      Object.values(api.documentationParts).map(
        ({ id, location }) =>
          [id, `${location.type} ${location.path ?? location.name ?? ''}`] as const,
      ),
    )
    section(
      'documentationVersions',
      'Documentation versions',
      Object.keys(api.documentationVersions).map((name) => [name, name] as const),
    )
  }
  const backends = backendsOf(design)
  if (backends.length > 0) {
    entries.push({ at: ['backends'], label: 'Backends', level: 2, isSection: true })
    for (const { key, name } of backends)
      entries.push({ at: ['backends', key], label: name, level: 3 })
  }
  for (const name of sharedNouns) {
    const { heading, list } = nounOf(name)
    const things = list(design)
    const [first] = things
    if (!first) continue
    entries.push({ at: collectionOf(name, first.at), label: heading, level: 2, isSection: true })
    for (const { at, label } of things) entries.push({ at, label, level: 3 })
  }
  return entries
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

/** Where something stands in the tree: a part of a method as the method. */
function rowOf(at: Address): Address {
  return methodOf(at) ?? at
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
    // what is selected stays in sight: folding it away selects what it stands in
    if (isFolded && isWithin(selection, entry.at) && !sameAddress(selection, entry.at)) {
      viewStore.getState().select(entry.isSection ? entry.at.slice(0, 2) : entry.at)
    }
  }
  // what is selected elsewhere is shown here, whatever was folded above it
  const isHidden = folded.size > 0 && found < 0
  const hidden = isHidden
    ? all.find(
        (entry) =>
          folded.has(keyOf(entry)) &&
          isWithin(selection, entry.at) &&
          !sameAddress(selection, entry.at),
      )
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
                <span className="gw-verb" style={{ color: `var(--gw-verb-${entry.verb})` }}>
                  {entry.verb}
                </span>
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
