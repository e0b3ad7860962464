import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'

/** Remember where the user put things on the canvas, as offsets from their automatic places, in pixels. */
export function setOffsets(
  design: Design,
  {
    offsets,
  }: { readonly offsets: Readonly<Record<string, { readonly x: number; readonly y: number }>> },
): Result<Design> {
  const given = Object.entries(offsets)
  const differs = given.some(([id, { x, y }]) => {
    const before = Object.hasOwn(design.layout.offsets, id) ? design.layout.offsets[id] : undefined
    return (before?.x ?? 0) !== x || (before?.y ?? 0) !== y
  })
  if (!differs) return ok(design)
  const merged = Object.entries({ ...design.layout.offsets, ...offsets })
  const kept = merged.filter(([, { x, y }]) => x !== 0 || y !== 0)
  return ok({ ...design, layout: { ...design.layout, offsets: Object.fromEntries(kept) } })
}

/** Put everything back to its automatic place. */
export function clearOffsets(design: Design): Result<Design> {
  if (Object.keys(design.layout.offsets).length === 0) return ok(design)
  return ok({ ...design, layout: { ...design.layout, offsets: {} } })
}
