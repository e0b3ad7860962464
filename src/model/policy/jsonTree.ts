import { jsonErrorOffset } from '../import/jsonError.ts'
import { stringEnd } from '../import/jsonScan.ts'

/** A stretch of a text, by offsets; `to` is behind it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A member of an object as it stands in the text. */
export interface JsonMember {
  readonly name: string
  readonly nameSpan: Span
  readonly value: JsonNode
}

/** A JSON value with its place in the text. */
export type JsonNode = Span &
  (
    | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
    | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'other'; readonly value: number | boolean | null }
  )

/** Levels that values may be nested in each other. */
const levels = 100

/** Read a text as JSON, with the place of each value; else where it stops being JSON, and what is wrong there. */
export function readJsonTree(
  text: string,
): { readonly tree: JsonNode } | { readonly offset: number; readonly what: string } {
  try {
    JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const offset = jsonErrorOffset(text)
    if (offset < text.length) return { offset, what: whatIsWrong(text, offset) }
    return oddCharacter(text) ?? { offset, what: whatIsWrong(text, offset) }
  }
  const reader: Reader = { text, at: 0, tooDeepAt: undefined }
  const tree = readValue(reader, 0)
  if (reader.tooDeepAt !== undefined) {
    return { offset: reader.tooDeepAt, what: `values are nested more than ${levels} levels deep` }
  }
  return { tree }
}

interface Reader {
  readonly text: string
  at: number
  tooDeepAt: number | undefined
}

function skipBlanks(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text[reader.at] ?? '')) reader.at++
}

/** The text is JSON by now: what comes next needs no doubt, only its place. */
function readValue(reader: Reader, depth: number): JsonNode {
  skipBlanks(reader)
  const from = reader.at
  const first = reader.text[from]
  if (first === '{' || first === '[') {
    if (depth >= levels) {
      reader.tooDeepAt ??= from
      reader.at = reader.text.length
      return { kind: 'list', items: [], from, to: reader.at }
    }
    return first === '{' ? readObject(reader, depth) : readList(reader, depth)
  }
  if (first === '"') {
    const value = readText(reader)
    return { kind: 'text', value, from, to: reader.at }
  }
  const scalar = /[^\s,\]}]+/y
  scalar.lastIndex = from
  const written = scalar.exec(reader.text)?.[0] ?? 'null'
  reader.at = from + written.length
  const value = JSON.parse(written) as number | boolean | null // neither text, list nor object begins so
  return { kind: 'other', value, from, to: reader.at }
}

function readText(reader: Reader): string {
  const written = reader.text.slice(reader.at, stringEnd(reader.text, reader.at)) || '""'
  reader.at += written.length
  return JSON.parse(written) as string // a quoted text is nothing else
}

function readObject(reader: Reader, depth: number): JsonNode {
  const from = reader.at
  const members: JsonMember[] = []
  reader.at++
  while (goesOn(reader, '}')) {
    const nameFrom = reader.at
    const name = readText(reader)
    const nameSpan = { from: nameFrom, to: reader.at }
    skipBlanks(reader)
    reader.at++ // the colon
    members.push({ name, nameSpan, value: readValue(reader, depth + 1) })
  }
  return { kind: 'object', members, from, to: reader.at }
}

function readList(reader: Reader, depth: number): JsonNode {
  const from = reader.at
  const items: JsonNode[] = []
  reader.at++
  while (goesOn(reader, ']')) items.push(readValue(reader, depth + 1))
  return { kind: 'list', items, from, to: reader.at }
}

/** Go to the next item, over its comma; false behind the bracket that closes. */
function goesOn(reader: Reader, closing: string): boolean {
  skipBlanks(reader)
  if (reader.text[reader.at] === ',') {
    reader.at++
    skipBlanks(reader)
  }
  if (reader.at < reader.text.length && reader.text[reader.at] !== closing) return true
  reader.at++
  return false
}

/** What stands in a quoted text for something else, whole, and what may not stand there. */
const escapesAndControls = /\\u[0-9a-fA-F]{4}|\\[^u]|\\u|[\u0000-\u001f]/g

function whyOdd(part: string): string | undefined {
  if (part === '\t') return 'a tab has to be written as \\t'
  if (part.startsWith('\\')) {
    if (part === '\\u') return '\\u is followed by four hexadecimal digits'
    return part.length > 2 || /["\\/bfnrt]$/.test(part.slice(1))
      ? undefined
      : 'this backslash escapes nothing'
  }
  const code = part.charCodeAt(0).toString(16).padStart(4, '0')
  return `the character U+${code.toUpperCase()} has to be written as \\u${code}`
}

/** A character that keeps an otherwise whole text from being JSON: often pasted from a page, and not to be seen. */
function oddCharacter(
  text: string,
): { readonly offset: number; readonly what: string } | undefined {
  const token = /"|[^\S \t\r\n]/g
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { 0: unit, index } = match
    if (unit !== '"') {
      const code = unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      return { offset: index, what: `JSON does not know the blank U+${code} that stands here` }
    }
    token.lastIndex = stringEnd(text, index) ?? text.length
    const found = text.slice(index, token.lastIndex)
    for (const { 0: part, index: at } of found.matchAll(escapesAndControls)) {
      const what = whyOdd(part)
      if (what !== undefined) return { offset: index + at, what }
    }
  }
  return undefined
}

/** What usually goes wrong in JSON that is written by hand, told by what stands where it breaks. */
function whatIsWrong(text: string, offset: number): string {
  const found = text[offset]
  if (found === undefined) {
    return 'the text ends too early: a bracket, a brace or a quotation mark is not closed'
  }
  const before = text.slice(0, offset).trimEnd().at(-1)
  if ((found === '}' || found === ']') && before === ',') {
    return `the comma before ${found} is one too many`
  }
  if (found === "'") return 'texts stand in double quotation marks'
  if (found === '/' || found === '#') return 'JSON has no comments'
  if (found === '"' && before !== undefined && /["\]}\w]/.test(before)) {
    return 'a comma is missing before it, or a colon'
  }
  if (found === '"') return 'a quotation mark is not closed on its line'
  return `${found} is not expected here`
}

/** The members of an object by a name; of a list or a text there are none. */
export function memberOf(node: JsonNode, name: string): JsonMember | undefined {
  // the last of several counts, as for whoever parses the text
  return node.kind === 'object'
    ? node.members.findLast((member) => member.name === name)
    : undefined
}

/** A value that may be one or a list of them, as a list. */
export function itemsOf(node: JsonNode): readonly JsonNode[] {
  return node.kind === 'list' ? node.items : [node]
}

/** The texts of a value that may be one text or a list of them. */
export function textsOf(node: JsonNode | undefined): readonly string[] {
  if (!node) return []
  return itemsOf(node).flatMap((item) => (item.kind === 'text' ? [item.value] : []))
}
