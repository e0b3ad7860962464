import { isAlias, isMap, isNode, isPair, isScalar, parseDocument, visit } from 'yaml'
import type { Pair, YAMLMap } from 'yaml'
import { readText } from '../../import/readText.ts'
import type { Json } from '../../schema/json.ts'
import { isObject, isSame, own } from './merge.ts'
import { templateYaml } from './shortForms.ts'

/** A part of a text that becomes another. */
interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A template's text after an edit of its value: every line that says what it said before is kept to the letter. */
export function editedText(text: string, format: 'json' | 'yaml', before: Json, after: Json) {
  if (isSame(before, after)) return text
  if (format === 'json') {
    const indent = /^[{[]\s*\n([ \t]+)/.exec(text.trimStart())?.[1]
    return JSON.stringify(after, null, indent ?? (text.includes('\n') ? 2 : undefined)) + '\n'
  }
  const edited = splicedYaml(text, before, after)
  if (edited !== undefined) {
    const read = readText(edited)
    if (read.ok && isSame(read.value.value, after)) return edited
  }
  return templateYaml(after)
}

function splicedYaml(text: string, before: Json, after: Json): string | undefined {
  // without the short forms: a tagged value stays what it is in the text
  const document = parseDocument(text, { uniqueKeys: false })
  let hasAliases = false
  visit(document, (_key, node) => {
    hasAliases ||= isAlias(node)
  })
  if (hasAliases || !isMap(document.contents)) return undefined
  const splices: Splice[] = []
  if (!spliceMap(document.contents, before, after, text, splices)) return undefined
  return splices
    .sort((left, right) => right.from - left.from)
    .reduce((whole, { from, to, text }) => whole.slice(0, from) + text + whole.slice(to), text)
}

/** Note the changes of a map, member by member; false where the map can only be replaced as a whole. */
function spliceMap(
  map: YAMLMap,
  before: Json,
  after: Json,
  text: string,
  splices: Splice[],
): boolean {
  if (map.flow === true || map.tag?.startsWith('!') === true) return false
  if (!isObject(before) || !isObject(after)) return false
  const own_: Splice[] = []
  let indent: number | undefined
  let last = 0
  for (const pair of map.items) {
    const place = placeOf(pair, text)
    if (!place) return false
    indent ??= place.indent
    last = Math.max(last, place.to)
    const value = own(after, place.key)
    if (isSame(own(before, place.key), value)) continue
    if (value === undefined) {
      own_.push({ from: lineStart(text, place.from), to: lineEnd(text, place.to), text: '' })
      continue
    }
    const inner: Splice[] = []
    if (
      isMap(pair.value) &&
      spliceMap(pair.value, own(before, place.key) ?? null, value, text, inner)
    ) {
      own_.push(...inner)
    } else {
      const written = rendered({ [place.key]: value }, place.indent).slice(place.indent)
      own_.push({ from: place.from, to: place.to, text: written })
    }
  }
  if (indent === undefined) return false
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key))
  if (added.length > 0) {
    const members = Object.fromEntries(added.map((key) => [key, after[key] ?? null]))
    const at = lineEnd(text, last)
    const newline = text.charAt(at - 1) === '\n' ? '' : '\n'
    own_.push({ from: at, to: at, text: `${newline}${rendered(members, indent)}\n` })
  }
  splices.push(...own_)
  return true
}

interface Place {
  readonly key: string
  readonly from: number
  readonly to: number
  readonly indent: number
}

/** Where a member stands, if it has lines of its own. */
function placeOf(pair: Pair, text: string): Place | undefined {
  const { key, value } = pair
  if (!isPair(pair) || !isScalar(key) || !key.range) return undefined
  const [from] = key.range
  const start = lineStart(text, from)
  if (text.slice(start, from).trim() !== '') return undefined
  let to = key.range[1]
  if (isNode(value) && value.range) to = Math.max(to, value.range[1])
  else to = Math.max(to, text.indexOf(':', to) + 1)
  while (to > from && /\s/.test(text.charAt(to - 1))) to--
  return { key: String(key.value), from, to, indent: from - start }
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Behind the line in which an offset is, with a comment that ends it. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

/** Members as lines of a block with so many spaces before them, without the last line's end. */
function rendered(members: { [name: string]: Json }, indent: number): string {
  return templateYaml(members)
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(indent) + line))
    .join('\n')
}
