import type { Design } from '../../model/index.ts'
import { createDesignWriter } from '../store/designText.ts'

/** Milliseconds that the page is kept from other things at a time. */
const slice = 20

/** The text of a design, written piece by piece so that the page goes on meanwhile. */
export async function writtenDesign(design: Design): Promise<string> {
  const writer = createDesignWriter()
  let until = performance.now() + slice
  for (const _part of writer.prepare(design)) {
    if (performance.now() < until) continue
    await new Promise((resolve) => setTimeout(resolve))
    until = performance.now() + slice
  }
  return writer.write(design)
}
