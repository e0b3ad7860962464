// What can be read of a template that is being written.
import { parse } from '../vtl/index.ts'
import type { Block } from '../vtl/index.ts'

/** The statements that can be read, and up to which offset: all of them, or those before what cannot be read. */
export interface Readable {
  readonly nodes: Block
  readonly upTo: number
}

const opening = /#\{?(?:foreach|if|define|macro)\b/g
const end = /#\{?end\b/g

/** How many times a shorter beginning is tried. */
const mostTries = 8

/** Read a template; of one that cannot be read, its beginning, with what is open there closed. */
export function readableOf(template: string): Readable {
  let upTo = template.length
  for (let tries = 0; tries < mostTries; tries++) {
    const text = template.slice(0, upTo)
    const closed = upTo === template.length ? text : text + '#end'.repeat(openIn(text))
    const parsed = parse(closed)
    if (parsed.ok) return { nodes: parsed.nodes, upTo }
    // an unclosed directive is told where it begins: what stands before the end is read then
    const isUnclosed = parsed.problem.code === 'vtl/unclosed-directive'
    const at = Math.min(parsed.problem.from, upTo)
    if (isUnclosed && upTo === template.length) {
      const mended = parse(text + '#end'.repeat(openIn(text)))
      if (mended.ok) return { nodes: mended.nodes, upTo }
    }
    const lineStart = template.lastIndexOf('\n', at - 1) + 1
    const next = lineStart < upTo ? lineStart : template.lastIndexOf('\n', upTo - 2) + 1
    if (next <= 0 || next >= upTo) break
    upTo = next
  }
  return { nodes: [], upTo: 0 }
}

function openIn(text: string): number {
  const opened = text.match(opening)?.length ?? 0
  const closed = text.match(end)?.length ?? 0
  return Math.max(0, Math.min(100, opened - closed))
}
