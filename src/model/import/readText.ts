import { LineCounter, isMap, isNode, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import { shortForms } from './shortForms.ts'
import type { Json } from '../schema/json.ts'
import { fail, ok } from '../result.ts'
import type { Result, TextPosition } from '../result.ts'
import { jsonErrorOffset } from './jsonError.ts'

/** Characters that a document may have. */
export const largestDocument = 20 * 1024 * 1024
/** Levels that a document may nest. */
const deepest = 400

/** A document that was read, and where its parts stand in the text. */
export interface ReadDocument {
  readonly value: Json
  readonly format: 'json' | 'yaml'
  /** The place of what a JSON pointer leads to, or of the nearest part above it. */
  readonly positionOf: (pointer: readonly string[]) => TextPosition | undefined
}

/** A document with the text that it was read from. */
export interface ReadText extends ReadDocument {
  readonly text: string
}

/** Read JSON or YAML, told apart by the text itself. What is neither is refused with line and column. */
export function readText(text: string): Result<ReadText> {
  if (text.length > largestDocument) {
    const size = Math.round(text.length / 1024 / 1024)
    return fail(
      'document/too-large',
      `The document has ${size} MB; at most ${largestDocument / 1024 / 1024} MB are read.`,
    )
  }
  const trimmed = text.replace(/^\ufeff/, '')
  if (trimmed.trim() === '')
    return fail('document/empty', 'The document is empty.', [], { line: 1, column: 1 })
  const read = isJsonLike(trimmed) ? readJson(trimmed) : readYaml(trimmed)
  if (!read.ok) return read
  if (isDeeperThan(read.value.value, deepest)) {
    return fail('document/too-deep', `The document is nested more than ${deepest} levels deep.`)
  }
  return read
}

function isJsonLike(text: string): boolean {
  return /^\s*[{[]/.test(text)
}

function readJson(text: string): Result<ReadText> {
  try {
    const value = JSON.parse(text) as Json // JSON.parse gives nothing but JSON values
    return ok({ value, text, format: 'json', positionOf: lazyPositions(text) })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const position = placeOf(text, jsonErrorOffset(text))
    const found = text.split('\n')[position.line - 1]?.charAt(position.column - 1) ?? ''
    const what = found === '' ? 'it ends too early' : `unexpected ${found}`
    const message = `The document is not JSON: ${what} at line ${position.line}, column ${position.column}.`
    return fail('document/not-json', message, [], position)
  }
}

/** YAML's flow collections are read by recursion: text with more brackets than that is not given to it. */
function nestsSafely(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 91 || unit === 123) {
      if (++depth > deepest) return false
    } else if ((unit === 93 || unit === 125) && depth > 0) depth--
  }
  return true
}

function placeOf(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

function readYaml(text: string): Result<ReadText> {
  if (!nestsSafely(text)) {
    return fail('document/too-deep', `The document is nested more than ${deepest} levels deep.`)
  }
  const lines = new LineCounter()
  // a key that stands twice keeps its last value, as every other reader of YAML has it
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    customTags: shortForms,
  })
  const [error] = document.errors
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    const message = `The document is neither JSON nor YAML: ${error.message} at line ${line}, column ${col}.`
    return fail('document/not-yaml', message, [], { line, column: col })
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (thrown) {
    // an alias that is expanded too often, or an anchor that is not there
    if (!(thrown instanceof ReferenceError)) throw thrown
    return fail('document/aliases', `The document's aliases cannot be followed: ${thrown.message}.`)
  }
  return ok({
    value: jsonOf(value, new Set()),
    text,
    format: 'yaml',
    positionOf: positionsIn(document, lines),
  })
}

/** YAML knows dates, numbers that JSON does not, and values that hold themselves; a document of JSON values knows none. */
function jsonOf(value: unknown, above: Set<object>): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || above.has(value)) return null
  above.add(value)
  const json: Json = Array.isArray(value)
    ? value.map((item) => jsonOf(item, above))
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, jsonOf(item, above)]))
  above.delete(value)
  return json
}

/** Positions of a JSON text: read again, with positions, only when somebody asks. */
function lazyPositions(text: string): ReadDocument['positionOf'] {
  let positions: ReadDocument['positionOf'] | undefined
  return (pointer) => {
    if (positions === undefined) {
      const lines = new LineCounter()
      const isSmall = text.length < 4_000_000 && nestsSafely(text)
      positions = isSmall
        ? positionsIn(parseDocument(text, { lineCounter: lines, customTags: shortForms }), lines)
        : () => undefined
    }
    return positions(pointer)
  }
}

function positionsIn(
  document: { readonly contents: unknown },
  lines: LineCounter,
): ReadDocument['positionOf'] {
  return (pointer) => {
    let node: unknown = document.contents
    let at = isNode(node) ? node.range?.[0] : undefined
    for (const part of pointer) {
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === part,
        )
        if (!pair) break
        if (isNode(pair.key) && pair.key.range) at = pair.key.range[0]
        node = pair.value
      } else if (isSeq(node)) {
        node = node.items[Number(part)]
        if (isNode(node) && node.range) at = node.range[0]
      } else break
    }
    if (at === undefined) return undefined
    const { line, col } = lines.linePos(at)
    return { line, column: col }
  }
}

function isDeeperThan(value: Json, levels: number): boolean {
  let level: Json[] = [value]
  for (let depth = 0; depth <= levels; depth++) {
    const next: Json[] = []
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue
      for (const inner of Array.isArray(item) ? item : Object.values(item)) next.push(inner)
    }
    if (next.length === 0) return false
    level = next
  }
  return true
}
