import { isAlias, isMap, isNode, isPair, isScalar, parseDocument, visit } from 'yaml'
import type { Pair, YAMLMap } from 'yaml'
import { readText } from '../../import/readText.ts'
import type { Json } from '../../schema/json.ts'
import { isObject, own } from './merge.ts'
import { sameValue } from '../../sameValue.ts'
import { templateYaml } from './shortForms.ts'

/** A part of a text that becomes another. */
interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A template's text after an edit of its value: every line that says what it said before is kept to the letter. */
export function editedText(text: string, format: 'json' | 'yaml', before: Json, after: Json) {
  if (sameValue(before, after)) return text
  if (format === 'json') {
    const indent = /^[{[]\s*\n([ \t]+)/.exec(text.trimStart())?.[1]
    return JSON.stringify(after, null, indent ?? (text.includes('\n') ? 2 : undefined)) + '\n'
  }
  const edited = splicedYaml(text, before, after)
  if (edited !== undefined) {
    const read = readText(edited)
    if (read.ok && sameValue(longForm(read.value.value), longForm(after))) return edited
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
  // noted from the inside out: of two at one place the inner one is to stand first, so it is put in last
  return splices
    .map((splice, i) => ({ ...splice, i }))
    .sort((left, right) => right.from - left.from || right.i - left.i)
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
  const renamed = renamedKeys(before, after)
  let indent: number | undefined
  let last = 0
  for (const pair of map.items) {
    const place = placeOf(pair, text)
    if (!place) return false
    indent ??= place.indent
    last = Math.max(last, place.to)
    const key = renamed.get(place.key) ?? place.key
    if (key !== place.key) {
      own_.push({ from: place.from, to: place.from + place.keyLength, text: key })
    }
    const value = own(after, key)
    if (sameValue(own(before, place.key), value)) continue
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
      // a name that cannot be taken for a function: the key stays as it is written
      const written = rendered({ x: value }, place.indent).slice(place.indent + 1)
      own_.push({ from: place.from + place.keyLength, to: place.to, text: written })
    }
  }
  if (indent === undefined) return false
  const names = new Set(renamed.values())
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key) && !names.has(key))
  if (added.length > 0) {
    const members = Object.fromEntries(added.map((key) => [key, after[key] ?? null]))
    const at = lineEnd(text, last)
    const newline = text.charAt(at - 1) === '\n' ? '' : '\n'
    own_.push({ from: at, to: at, text: `${newline}${rendered(members, indent)}\n` })
  }
  splices.push(...own_)
  return true
}

/** Members that stand in the place of others: the text knows them by their new names. */
function renamedKeys(
  before: { readonly [name: string]: Json },
  after: { readonly [name: string]: Json },
): ReadonlyMap<string, string> {
  const kept = Object.keys(before)
  const names = Object.keys(after)
  const pairs = kept.flatMap((key, i): [string, string][] => {
    const name = names[i]
    const isRenamed =
      name !== undefined && !Object.hasOwn(after, key) && !Object.hasOwn(before, name)
    return isRenamed && /^[A-Za-z0-9]+$/.test(name) ? [[key, name]] : []
  })
  return new Map(pairs)
}

interface Place {
  readonly key: string
  readonly keyLength: number
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
  return { key: String(key.value), keyLength: key.range[1] - from, from, to, indent: from - start }
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

/** `!GetAtt Api.RootResourceId` and `Fn::GetAtt: [Api, RootResourceId]` mean the same. */
function longForm(value: Json): Json {
  if (Array.isArray(value)) return value.map(longForm)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]): [string, Json] => {
      if (name !== 'Fn::GetAtt' || typeof item !== 'string') return [name, longForm(item)]
      const dot = item.indexOf('.')
      return [name, [item.slice(0, dot), item.slice(dot + 1)]]
    }),
  )
}
