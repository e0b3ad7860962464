/** A point of the map or the flow, in its own pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rectangle extends Point {
  readonly width: number
  readonly height: number
}

/** The smallest rectangle around all places; `undefined` where there are none. */
export function boundsOf(rectangles: Iterable<Rectangle>): Rectangle | undefined {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const { x, y, width, height } of rectangles) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Infinity
    ? undefined
    : { x: left, y: top, width: right - left, height: bottom - top }
}
