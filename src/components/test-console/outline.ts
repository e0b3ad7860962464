import type { Json } from '../../model/index.ts'

/** Texts longer than this are shown on lines of their own. */
const longText = 100

/**
 * A value as lines to read: members under their names, texts without quotes, and texts that are JSON themselves
 * (bodies) written out, so that a body is not one long line of escapes.
 */
export function outlineOf(value: Json): readonly string[] {
  if (value === null) return []
  return linesOf(value, '')
}

function linesOf(value: Json, indent: string): string[] {
  if (typeof value === 'string') return textLines(value).map((line) => indent + line)
  if (typeof value !== 'object' || value === null) return [indent + String(value)]
  if (Array.isArray(value)) {
    return value.flatMap((item) =>
      isSimple(item)
        ? [`${indent}- ${simple(item)}`]
        : [`${indent}-`, ...linesOf(item, indent + '  ')],
    )
  }
  return Object.entries(value).flatMap(([name, item]) =>
    isSimple(item)
      ? [`${indent}${name}: ${simple(item)}`]
      : [`${indent}${name}:`, ...linesOf(item, indent + '  ')],
  )
}

/** True for what stands behind its name on one line. */
function isSimple(value: Json): boolean {
  if (typeof value === 'string') {
    return value.length <= longText && !value.includes('\n') && !looksLikeJson(value)
  }
  if (typeof value !== 'object' || value === null) return true
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
}

function simple(value: Json): string {
  if (value === '') return '(empty)'
  if (typeof value === 'string') return value
  if (Array.isArray(value) || (typeof value === 'object' && value !== null)) return '(none)'
  return String(value)
}

function textLines(text: string): readonly string[] {
  return prettyJson(text)?.split('\n') ?? text.split(/\r\n|[\r\n]/)
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && text.length > 2
}

/** A JSON object or list with two blanks; `undefined` where the text is none. */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
