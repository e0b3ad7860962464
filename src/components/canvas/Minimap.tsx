import { useReactFlow, useStore } from '@xyflow/react'
import type { ReactFlowState } from '@xyflow/react'
import { memo, useMemo } from 'react'
import type { PointerEvent } from 'react'
import { boundsOf } from './geometry.ts'
import type { Place } from './map/place.ts'
import type { MapGraph } from './map/graph.ts'

const size = { width: 184, height: 128 }

/**
 * The whole map, small, with the part that is in view. Pressing it goes there. The nodes are drawn from their
 * settled places, so that a drag does not draw it again.
 */
export const Minimap = memo(function Minimap({
  graph,
  places,
}: {
  readonly graph: MapGraph
  readonly places: ReadonlyMap<string, Place>
}) {
  const { setCenter, getZoom } = useReactFlow()
  const bounds = useMemo(() => boundsOf(places.values()), [places])
  const shapes = useMemo(() => {
    const cards = graph.cards.flatMap((item) => places.get(item.id) ?? [])
    const backends = [...graph.joints, ...graph.backends].flatMap(
      (item) => places.get(item.id) ?? [],
    )
    const outline = (all: readonly Place[]) =>
      all.map(({ x, y, width, height }) => `M${x},${y}h${width}v${height}h${-width}z`).join('')
    return { cards: outline(cards), backends: outline(backends) }
  }, [graph, places])
  if (!bounds) return null
  const scale = Math.max(bounds.width / (size.width - 16), bounds.height / (size.height - 16))
  const box = {
    x: bounds.x - (size.width * scale - bounds.width) / 2,
    y: bounds.y - (size.height * scale - bounds.height) / 2,
    width: size.width * scale,
    height: size.height * scale,
  }
  const go = (event: PointerEvent<SVGSVGElement>) => {
    const frame = event.currentTarget.getBoundingClientRect()
    void setCenter(
      box.x + ((event.clientX - frame.left) / frame.width) * box.width,
      box.y + ((event.clientY - frame.top) / frame.height) * box.height,
      { zoom: getZoom() },
    )
  }
  return (
    <svg
      className="canvas-minimap"
      role="img"
      aria-label="Minimap"
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      width={size.width}
      height={size.height}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) go(event)
      }}
    >
      <path d={shapes.cards} className="canvas-minimap-resources" />
      <path d={shapes.backends} className="canvas-minimap-backends" />
      <InView scale={scale} />
    </svg>
  )
})

function InView({ scale }: { readonly scale: number }) {
  const [x, y, zoom] = useStore((state: ReactFlowState) => state.transform)
  const width = useStore((state: ReactFlowState) => state.width)
  const height = useStore((state: ReactFlowState) => state.height)
  return (
    <rect
      className="canvas-minimap-view"
      x={-x / zoom}
      y={-y / zoom}
      width={width / zoom}
      height={height / zoom}
      strokeWidth={2 * scale}
    />
  )
}
