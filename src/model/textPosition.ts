import type { TextPosition } from './result.ts'

/** Line and column of an offset in a text, both counted from 1. */
export function positionOf(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
