// What a member is asked of where a template is being written: `$input.path('$.items').si|`.
import { parse } from '../vtl/index.ts'
import type { ReferenceNode } from '../vtl/index.ts'
import { bodyPathOf } from './bodyPath.ts'
import { kindOfReference, stringKinds, variablesOf } from './kinds.ts'
import { readableOf } from './readable.ts'

/** The value that stands before a point. */
export interface Receiver {
  /** Its class in Java, as far as the text tells; `Body` for what JSON holds, which may be any. */
  readonly javaClass: 'String' | 'List' | 'Map' | 'Number' | 'Body' | 'unknown'
  /** The JSONPath of the body that it is, where it is one. */
  readonly bodyPath: string | undefined
  /** Its name, where nothing follows it. */
  readonly source: string
}

/** Characters that are looked back at for the beginning of a reference. */
const furthest = 500

/** The value before the point that a member name is written behind; none where no reference stands there. */
export function receiverAt(template: string, offset: number): Receiver | undefined {
  const before = template.slice(Math.max(0, offset - furthest), offset)
  const member = /\.[A-Za-z]?\w*$/.exec(before)
  if (!member) return undefined
  const text = before.slice(0, member.index)
  for (let start = text.lastIndexOf('$'); start >= 0; start = text.lastIndexOf('$', start - 1)) {
    const source = text.slice(start).replace(/^\$!?\{?/, '$')
    const node = referenceOf(source)
    if (node) {
      const { nodes } = readableOf(template)
      const variables = variablesOf(nodes)
      const kind = kindOfReference(node, variables)
      const javaClass =
        kind === 'List' || kind === 'Map' || kind === 'Number' || kind === 'Body'
          ? kind
          : stringKinds.has(kind)
            ? 'String'
            : 'unknown'
      return { javaClass, bodyPath: bodyPathOf(node, variables, true), source }
    }
    if (start === 0) break
  }
  return undefined
}

/** A text that is one reference and nothing else. */
function referenceOf(source: string): ReferenceNode | undefined {
  const parsed = parse(source)
  if (!parsed.ok || parsed.nodes.length !== 1) return undefined
  const [node] = parsed.nodes
  return node?.kind === 'reference' && node.to === source.length ? node : undefined
}
