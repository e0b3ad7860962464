import { useEffect, useRef } from 'react'
import { formatAddress } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { Icon } from './icons.tsx'
import { changeCanvas, focusCanvas, found, jump } from './verbs.ts'
import { stopOf } from './map/walk.ts'

/** Search on the map: what it finds is marked, Enter goes to the next, Shift+Enter to the one before. */
export function SearchBar() {
  const stores = useStores()
  const search = useView(({ canvas }) => canvas.search)
  const selection = useView((state) => state.selection)
  useDesign((design) => design) // what is found changes with the design
  const field = useRef<HTMLInputElement>(null)
  const isOpen = search !== undefined
  useEffect(() => {
    if (isOpen) field.current?.focus()
  }, [isOpen])
  if (search === undefined) return null
  const hits = found(stores, search)
  const here = hits.findIndex((at) => formatAddress(at) === formatAddress(stopOf(selection)))
  const close = () => {
    changeCanvas(stores, { search: undefined })
    focusCanvas(stores)
  }
  const count =
    search.trim() === ''
      ? ''
      : hits.length === 0
        ? 'Nothing found'
        : here < 0
          ? `${hits.length} found`
          : `${here + 1} of ${hits.length}`
  return (
    <div role="search" aria-label="Search on the map" className="canvas-search">
      <Icon name="search" />
      <input
        ref={field}
        aria-label="Search paths, methods, integrations and backends"
        placeholder="Path, method, operation, backend"
        value={search}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => changeCanvas(stores, { search: event.currentTarget.value })}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') jump(stores, search, event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') close()
        }}
      />
      <span className="canvas-search-count" role="status">
        {count}
      </span>
      <button
        type="button"
        className="canvas-button"
        aria-label="Previous match"
        disabled={hits.length === 0}
        onClick={() => jump(stores, search, -1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="canvas-button"
        aria-label="Next match"
        disabled={hits.length === 0}
        onClick={() => jump(stores, search, 1)}
      >
        <Icon name="down" />
      </button>
      <button type="button" className="canvas-button" aria-label="Close search" onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  )
}
