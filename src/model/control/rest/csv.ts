/**
 * The rows of a text of comma-separated values. Values may stand in double or single quotes, where a comma and a line break
 * are part of them and the quote is written twice. Blank lines are left out.
 */
export function csvRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  const endRow = () => {
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  while (at <= text.length) {
    const { value, end } = valueFrom(text, at)
    row.push(value)
    if (text[end] !== ',') endRow()
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1
  }
  return rows
}

/** The value that begins at a place, and where it ends: at a comma, a line break or the end of the text. */
function valueFrom(text: string, from: number): { readonly value: string; readonly end: number } {
  const blank = /[ \t]*/y
  blank.lastIndex = from
  const start = from + (blank.exec(text)?.[0].length ?? 0)
  const quote = text[start]
  if (quote !== '"' && quote !== "'") {
    const end = endFrom(text, start)
    return { value: text.slice(start, end).trim(), end }
  }
  let value = ''
  let at = start + 1
  for (;;) {
    const close = text.indexOf(quote, at)
    if (close < 0) return { value: value + text.slice(at), end: text.length }
    value += text.slice(at, close)
    if (text[close + 1] !== quote) return { value, end: endFrom(text, close + 1) }
    value += quote
    at = close + 2
  }
}

function endFrom(text: string, from: number): number {
  const end = /[,\r\n]|$/g
  end.lastIndex = from
  return end.exec(text)?.index ?? text.length
}
