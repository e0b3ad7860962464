import { isMap, isNode, isPair, isScalar, isSeq, visit } from 'yaml'
import type { LineCounter, YAMLMap } from 'yaml'
import type { Json } from '../schema/json.ts'
import { fail, ok } from '../result.ts'
import type { Problem, Result, TextPosition } from '../result.ts'
import { positionOf } from '../textPosition.ts'
import { jsonErrorOffset } from './jsonError.ts'
import { jsonOffsets } from './jsonPositions.ts'
import { isRounded, jsonRemarks } from './jsonRemarks.ts'
import { stringEnd } from './jsonScan.ts'
import { deepBlockOffset, largeAliasOffset, parseYaml } from './yamlText.ts'
import type { YamlDocument } from './yamlText.ts'

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
  const notText = notTextAt(trimmed)
  if (notText) return notText
  const depth = depthOffset(trimmed)
  if (depth !== undefined) return tooDeep(positionOf(trimmed, depth))
  try {
    const read = isJsonLike(trimmed) ? readJson(trimmed) : readYaml(trimmed)
    if (!read.ok) return read
    if (isDeeperThan(read.value.value, deepest)) return tooDeep()
    return ok(read.value, [...read.problems, ...strayBytes(trimmed)])
  } catch (error) {
    // what is read by recursion overflows in the end, whatever was counted before
    if (error instanceof RangeError) return tooDeep()
    throw error
  }
}

function tooDeep(position: TextPosition = { line: 1, column: 1 }): Result<never> {
  return fail(
    'document/too-deep',
    `The document is nested more than ${deepest} levels deep: see line ${position.line}, column ${position.column}.`,
    [],
    position,
  )
}

/** Bytes that are no UTF-8 in an otherwise readable text: a document of an older encoding. */
function strayBytes(text: string): Problem[] {
  const offset = text.indexOf('\ufffd')
  if (offset < 0) return []
  return [
    {
      code: 'document/not-utf8',
      message:
        'The document is not all UTF-8: characters that could not be read stand there as \ufffd.',
      severity: 'warning',
      at: [],
      position: positionOf(text, offset),
      fate: 'dropped',
    },
  ]
}

/** A refusal of what is no text: bytes of a picture or an archive, or text in an encoding that was not recognised. */
function notTextAt(text: string): Result<never> | undefined {
  const offset = text.startsWith('\ufffd') ? 0 : text.indexOf('\0')
  if (offset < 0) return undefined
  const position = positionOf(text, offset)
  const what = text.charCodeAt(offset) === 0 ? 'a NUL character' : 'bytes that are no UTF-8'
  const message = `The document is not text: line ${position.line}, column ${position.column} has ${what}. Documents are JSON or YAML in UTF-8 or UTF-16.`
  return fail('document/not-text', message, [], position)
}

function isJsonLike(text: string): boolean {
  return /^\s*[{[]/.test(text)
}

function readJson(text: string): Result<ReadText> {
  try {
    const value = JSON.parse(text) as Json // JSON.parse gives nothing but JSON values
    return ok({ value, text, format: 'json', positionOf: lazyPositions(text) }, remarksOf(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const offset = jsonErrorOffset(text)
    const position = positionOf(text, offset)
    const found = text.charAt(offset).trim()
    const what = found === '' ? 'it ends too early' : `unexpected ${found}`
    const message = `The document is not JSON: ${what} at line ${position.line}, column ${position.column}.`
    return fail('document/not-json', message, [], position)
  }
}

function remarksOf(text: string): Problem[] {
  return jsonRemarks(text).map(({ kind, text: found, offset, pointer }) =>
    kind === 'twice'
      ? twice(found, positionOf(text, offset), pointer)
      : rounded(found, positionOf(text, offset), pointer),
  )
}

function twice(key: string, position: TextPosition, pointer: readonly string[]): Problem {
  return {
    code: 'document/key-twice',
    message: `The key ${key} stands there twice; the last one counts.`,
    severity: 'warning',
    at: [],
    position,
    pointer: pointerText(pointer),
    fate: 'dropped',
  }
}

function rounded(written: string, position: TextPosition, pointer: readonly string[]): Problem {
  return {
    code: 'document/number-rounded',
    message: `The number ${shortened(written)} has more digits than are kept: it is read as ${Number(written)}.`,
    severity: 'warning',
    at: [],
    position,
    pointer: pointerText(pointer),
    fate: 'translated',
  }
}

function pointerText(pointer: readonly string[]): string {
  return pointer.map((part) => '/' + part.replace(/~/g, '~0').replace(/\//g, '~1')).join('')
}

/**
 * Where a text opens more brackets than are read, or blocks of YAML more levels: both are read by recursion.
 * Brackets in the prose of YAML are counted too, so that its limit is a wider one.
 */
function depthOffset(text: string): number | undefined {
  const isJson = isJsonLike(text)
  const limit = isJson ? deepest : deepest * 5
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    if (unit === '{' || unit === '[') {
      if (++depth > limit) return i
    } else if (unit === '}' || unit === ']') {
      if (depth > 0) depth--
    } else if (isJson && unit === '"') {
      const end = stringEnd(text, i)
      // the string is never closed: that is told as what is wrong with the text
      if (end === undefined) return undefined
      i = end - 1
    }
  }
  return isJson ? undefined : deepBlockOffset(text, deepest)
}

/** Characters of the parser's own words, which quote the document, that a message has. */
const quotedCharacters = 200

function shortened(text: string): string {
  return text.length > quotedCharacters ? `${text.slice(0, quotedCharacters)}…` : text
}

function readYaml(text: string): Result<ReadText> {
  const parsed = parseYaml(text)
  if ('message' in parsed) {
    const position = positionOf(text, parsed.offset)
    if (parsed.isTooDeep === true) return tooDeep(position)
    const message = `The document is neither JSON nor YAML: ${shortened(parsed.message)} at line ${position.line}, column ${position.column}.`
    return fail('document/not-yaml', message, [], position)
  }
  const { document, lines } = parsed
  keepVersion(document)
  const large = largeAliasOffset(document, largestDocument)
  if (large !== undefined) {
    const position = positionOf(text, large)
    const message = `With every alias replaced, the document has more than ${largestDocument / 1024 / 1024} MB, the most that is read. See line ${position.line}, column ${position.column}.`
    return fail('document/aliases', message, [], position)
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (thrown) {
    // an alias that is expanded too often, or an anchor that is not there
    if (!(thrown instanceof ReferenceError)) throw thrown
    const position = placeOfAliases(document, lines)
    const message = `The document's aliases cannot be followed: ${thrown.message}. See line ${position.line}, column ${position.column}.`
    return fail('document/aliases', message, [], position)
  }
  return ok(
    {
      value: jsonOf(value, new Set()),
      text,
      format: 'yaml',
      positionOf: positionsIn(document, lines),
    },
    yamlRemarks(document, lines),
  )
}

/** The last alias: the ones before it only become many by it. */
function placeOfAliases(document: YamlDocument, lines: LineCounter): TextPosition {
  let at = 0
  visit(document, {
    Alias: (_key, alias) => {
      at = alias.range?.[0] ?? at
    },
  })
  const { line, col } = lines.linePos(at)
  return { line, column: col }
}

/** Remarks on repeated keys, numbers with too many digits, and comments, which a design does not keep. */
function yamlRemarks(document: YamlDocument, lines: LineCounter): Problem[] {
  const problems: Problem[] = []
  let comments = 0
  const place = (node: { readonly range?: readonly number[] | null | undefined }): TextPosition => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0)
    return { line, column: col }
  }
  const noteComments = (node: { comment?: string | null; commentBefore?: string | null }) => {
    if (node.comment) comments++
    if (node.commentBefore) comments++
  }
  noteComments(document)
  visit(document, {
    Node: (_key, node) => noteComments(node),
    Map: (_key, map, path) => {
      noteComments(map)
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (seen.has(name) && name !== '<<' && problems.length < 100) {
          problems.push(twice(name, place(key), [...pointerOf(path), name]))
        }
        seen.add(name)
      }
    },
    Scalar: (_key, scalar, path) => {
      noteComments(scalar)
      const { value, source } = scalar
      if (typeof value !== 'number' || source === undefined || source.length <= 15) return
      if (
        /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(source) &&
        isRounded(source) &&
        problems.length < 100
      ) {
        problems.push(rounded(source, place(scalar), pointerOf(path)))
      }
    },
  })
  if (comments > 0) {
    problems.push({
      code: 'document/comments',
      message: `${comments === 1 ? 'A YAML comment is' : `${comments} YAML comments are`} not part of the design and not written to exports.`,
      severity: 'info',
      at: [],
      position: { line: 1, column: 1 },
      fate: 'dropped',
    })
  }
  return problems
}

/** The pointer of what a walk over YAML stands at. */
function pointerOf(path: readonly unknown[]): string[] {
  return path.flatMap((part) =>
    isPair(part) && isScalar(part.key) ? [String(part.key.value)] : [],
  )
}

/** A version such as 1.0 is a text that looks like a number. */
function keepVersion(document: YamlDocument): void {
  const version = document.getIn(['info', 'version'], true)
  if (isScalar(version) && typeof version.value === 'number' && version.source !== undefined) {
    version.value = version.source
  }
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

/** Positions of a JSON text: read again only when somebody asks. */
function lazyPositions(text: string): ReadDocument['positionOf'] {
  let offsetOf: ReturnType<typeof jsonOffsets> | undefined
  return (pointer) => positionOf(text, (offsetOf ??= jsonOffsets(text))(pointer))
}

function positionsIn(
  document: { readonly contents: unknown },
  lines: LineCounter,
): ReadDocument['positionOf'] {
  const pairsOf = pairFinder()
  return (pointer) => {
    let node: unknown = document.contents
    let at = isNode(node) ? node.range?.[0] : undefined
    for (const part of pointer) {
      if (isMap(node)) {
        const pair = pairsOf(node).get(part)
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

type Pairs = ReadonlyMap<string, YAMLMap['items'][number]>

/** Find the pairs of a map by their keys, each map gone through once. */
function pairFinder(): (map: YAMLMap) => Pairs {
  const known = new WeakMap<YAMLMap, Pairs>()
  return (map) => {
    const found = known.get(map)
    if (found) return found
    const pairs = new Map(
      map.items.flatMap((item) =>
        isScalar(item.key) ? [[String(item.key.value), item] as const] : [],
      ),
    )
    known.set(map, pairs)
    return pairs
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
