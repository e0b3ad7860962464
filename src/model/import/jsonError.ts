import { stringEnd } from './jsonScan.ts'

/**
 * Where a text stops being JSON, as an offset: what engines say of it differs, and some say nothing.
 * Reads without recursion, so that no nesting overflows it. The end of the text where it only ends too early.
 */
export function jsonErrorOffset(text: string): number {
  const open: string[] = []
  let at = 0
  let expects: 'value' | 'first' | 'key' | 'colon' | 'after' = 'value'
  const skip = () => {
    while (/\s/.test(text[at] ?? '') && at < text.length) at++
  }
  for (;;) {
    skip()
    if (at >= text.length) return text.length
    const unit = text[at] ?? ''
    const inside = open.at(-1)
    if (expects === 'colon') {
      if (unit !== ':') return at
      at++
      expects = 'value'
    } else if (expects === 'after') {
      if (inside === undefined) return at
      if (unit === ',') {
        at++
        expects = inside === '{' ? 'key' : 'value'
      } else if (unit === (inside === '{' ? '}' : ']')) {
        at++
        open.pop()
      } else return at
    } else if (expects === 'first' && (unit === '}' || unit === ']')) {
      if (unit !== (inside === '{' ? '}' : ']')) return at
      at++
      open.pop()
      expects = 'after'
    } else if (expects === 'key' || (expects === 'first' && inside === '{')) {
      const end = unit === '"' ? stringEnd(text, at) : undefined
      if (end === undefined) return at
      at = end
      expects = 'colon'
    } else if (unit === '{' || unit === '[') {
      open.push(unit)
      at++
      expects = 'first'
    } else if (unit === '"') {
      const end = stringEnd(text, at)
      if (end === undefined) return at
      at = end
      expects = 'after'
    } else {
      const scalar =
        /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y
      scalar.lastIndex = at
      const match = scalar.exec(text)
      if (!match) return at
      at += match[0].length
      expects = 'after'
    }
  }
}
