import type { KeyboardEvent, PointerEvent } from 'react'
import { regionSizes } from '../store/preferences.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { RegionName } from '../store/viewStore.ts'

/** Pixels of one press of an arrow key. */
const stepPx = 16

const kinds: Readonly<
  Record<RegionName, { readonly axis: 'x' | 'y'; readonly grows: 1 | -1; readonly label: string }>
> = {
  navigator: { axis: 'x', grows: 1, label: 'Width of the navigator' },
  inspector: { axis: 'x', grows: -1, label: 'Width of the inspector' },
  workbench: { axis: 'y', grows: -1, label: 'Height of the workbench' },
}

/** The edge of a region: dragged, or moved with the arrow keys. A double click, or Enter, gives the usual size back. */
export function Separator({ region }: { readonly region: RegionName }) {
  const { viewStore } = useStores()
  const size = useView((state) => state.regions[region].size)
  const { axis, grows, label } = kinds[region]
  const { least, usual, most } = regionSizes[region]
  const resize = (to: number) => {
    const { regions, change } = viewStore.getState()
    const bounded = Math.round(Math.min(most, Math.max(least, to)))
    change({ regions: { ...regions, [region]: { ...regions[region], size: bounded } } })
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    const handle = event.currentTarget
    const start = axis === 'x' ? event.clientX : event.clientY
    const onMove = (move: globalThis.PointerEvent) => {
      resize(size + grows * ((axis === 'x' ? move.clientX : move.clientY) - start))
    }
    handle.setPointerCapture(event.pointerId)
    handle.addEventListener('pointermove', onMove)
    handle.addEventListener(
      'lostpointercapture',
      () => handle.removeEventListener('pointermove', onMove),
      { once: true },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 4 * stepPx : stepPx
    const [less, more] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    const sizes: Record<string, number> = {
      [less]: size - grows * step,
      [more]: size + grows * step,
      Home: least,
      End: most,
      Enter: usual,
    }
    const to = sizes[event.key]
    if (to === undefined) return
    event.preventDefault()
    resize(to)
  }
  return (
    <div
      className={`gw-separator gw-separator-${axis} gw-${region}-separator`}
      role="separator"
      tabIndex={0}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      title="Drag to resize; double-click for the usual size"
      onPointerDown={onPointerDown}
      onDoubleClick={() => resize(usual)}
      onKeyDown={onKeyDown}
    />
  )
}
