/**
 * The offset behind the closing quotation mark of the JSON string that begins at `at`; `undefined` where it is not closed on
 * its line. Reads character by character: a regular expression with alternatives keeps a way back for each character, and
 * overflows on a string of some megabytes.
 */
export function stringEnd(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quotationMark) return i + 1
    if (code === lineFeed) return undefined
    if (code === backslash) i++
  }
  return undefined
}

const lineFeed = 0x0a
const quotationMark = 0x22
const backslash = 0x5c

/** The offset of the next character that is not a blank. */
export function skipBlanks(text: string, at: number): number {
  let i = at
  while (i < text.length && ' \t\r\n'.includes(text.charAt(i))) i++
  return i
}

/** The offset behind the value that begins at `at`, in a text that is known to be JSON. */
export function valueEnd(text: string, at: number): number {
  const scalar = /[^\s,\]}]*/y
  let depth = 0
  let i = at
  do {
    const unit = text.charAt(i)
    if (unit === '"') i = stringEnd(text, i) ?? text.length
    else if (unit === '{' || unit === '[') {
      depth++
      i++
    } else if (unit === '}' || unit === ']') {
      depth--
      i++
    } else if (depth > 0) i++
    else {
      scalar.lastIndex = i
      i += scalar.exec(text)?.[0].length ?? 0
    }
  } while (depth > 0 && i < text.length)
  return i
}
