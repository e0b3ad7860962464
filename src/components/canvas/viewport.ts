import type { Viewport } from '@xyflow/react'
import type { Rectangle } from './geometry.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export const leastZoom = 0.05
export const mostZoom = 2
const mapMargin = 32

/** The part of a surface that the zoom bar at its foot leaves free. */
export function clearOfZoomBar({ width, height }: Size): Size {
  return { width, height: height - 44 }
}

/** The view that shows a rectangle as a whole, at most at 100 %. */
export function fitting(bounds: Rectangle, size: Size, margin = mapMargin): Viewport {
  const zoom = Math.max(
    leastZoom,
    Math.min(
      1,
      (size.width - 2 * margin) / bounds.width,
      (size.height - 2 * margin) / bounds.height,
    ),
  )
  return {
    zoom,
    x: (size.width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: (size.height - bounds.height * zoom) / 2 - bounds.y * zoom,
  }
}

/** The view that a map opens with: all of it while that is readable, else its beginning. */
export function opening(
  bounds: Rectangle,
  size: Size,
  readableZoom = 0.6,
  margin = mapMargin,
): Viewport {
  const whole = fitting(bounds, size, margin)
  if (whole.zoom >= readableZoom) return whole
  const zoom = Math.max(readableZoom, Math.min(1, (size.width - 2 * margin) / bounds.width))
  const isNarrower = bounds.width * zoom + 2 * margin <= size.width
  const isLower = bounds.height * zoom + 2 * margin <= size.height
  return {
    zoom,
    x: isNarrower
      ? (size.width - bounds.width * zoom) / 2 - bounds.x * zoom
      : margin - bounds.x * zoom,
    y: isLower
      ? (size.height - bounds.height * zoom) / 2 - bounds.y * zoom
      : margin - bounds.y * zoom,
  }
}

/** The view moved as little as it takes for a rectangle to be in it, clear of the edges; the same view where it is. */
export function revealing(rectangle: Rectangle, size: Size, viewport: Viewport): Viewport {
  const clear = { left: 24, top: 24, right: 24, bottom: 64 }
  const left = rectangle.x * viewport.zoom + viewport.x
  const top = rectangle.y * viewport.zoom + viewport.y
  const dx = shift(left, rectangle.width * viewport.zoom, clear.left, size.width - clear.right)
  const dy = shift(top, rectangle.height * viewport.zoom, clear.top, size.height - clear.bottom)
  return dx === 0 && dy === 0 ? viewport : { ...viewport, x: viewport.x + dx, y: viewport.y + dy }
}

function shift(from: number, length: number, least: number, most: number): number {
  if (from < least || length > most - least)
    return from >= least && from < most - 40 ? 0 : least - from
  return from + length > most ? most - from - length : 0
}

/** Milliseconds that the view takes to move: none for those who want no motion. */
export function moveDuration(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180
}
