import { stringEnd } from './jsonScan.ts'

/** What `JSON.parse` passes over in silence: the same key twice, and a number that has more digits than are kept. */
export interface JsonRemark {
  readonly kind: 'twice' | 'rounded'
  readonly text: string
  readonly offset: number
  readonly pointer: readonly string[]
}

/** Remarks that are looked for; the rest of a text with more is not read. */
const most = 100

interface Level {
  /** The keys so far; `undefined` in a list. */
  readonly keys: Set<string> | undefined
  key: string
  index: number
}

/** Read a text that is JSON once more, without recursion, for what was passed over. */
export function jsonRemarks(text: string): JsonRemark[] {
  const remarks: JsonRemark[] = []
  const levels: Level[] = []
  const token = /"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[{}[\],]/g
  let expectsKey = false
  const place = () =>
    levels.map(({ keys, key, index }) => (keys === undefined ? String(index) : key))
  for (let match = token.exec(text); match && remarks.length < most; match = token.exec(text)) {
    const [found] = match
    const level = levels.at(-1)
    if (found === '{' || found === '[') {
      levels.push({ keys: found === '{' ? new Set() : undefined, key: '', index: 0 })
      expectsKey = found === '{'
    } else if (found === '}' || found === ']') {
      levels.pop()
      expectsKey = false
    } else if (found === ',') {
      if (level) level.index++
      expectsKey = level?.keys !== undefined
    } else if (found === '"') {
      token.lastIndex = stringEnd(text, match.index) ?? text.length
      if (!expectsKey || !level?.keys) continue
      level.key = JSON.parse(text.slice(match.index, token.lastIndex)) as string // a JSON string
      expectsKey = false
      if (level.keys.has(level.key)) {
        remarks.push({ kind: 'twice', text: level.key, offset: match.index, pointer: place() })
      }
      level.keys.add(level.key)
    } else if (found.length > 15 && isRounded(found)) {
      remarks.push({ kind: 'rounded', text: found, offset: match.index, pointer: place() })
    }
  }
  return remarks
}

/** Whether a number, as it is written, is not the number that is kept. */
export function isRounded(written: string): boolean {
  const digits = (text: string) =>
    text
      .replace(/[eE].*$/, '')
      .replace(/[-.]/g, '')
      .replace(/^0+/, '')
      .replace(/0+$/, '')
  const value = Number(written)
  return (
    Number.isFinite(value) &&
    digits(written) !== digits(value.toPrecision(17)) &&
    digits(written) !== digits(String(value))
  )
}
