import type { Design } from '../schema/design.ts'

/** The text of a saved design: JSON of two spaces, ending with a newline, the same for the same design. */
export function saveDesign(design: Design): string {
  return JSON.stringify(design, null, 2) + '\n'
}
