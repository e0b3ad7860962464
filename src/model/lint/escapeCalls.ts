// Calls of $util.escapeJavaScript in a template whose output is JSON, and whether their apostrophes are put right.

/** A call whose `\'` nothing turns back. */
export interface UnrepairedCall {
  /** Where the call begins: at its dollar sign. */
  readonly from: number
  /** Where the repair belongs: behind the closing parenthesis of the call. */
  readonly to: number
  readonly expression: string
}

const directive = /#\{?(set|if|elseif|foreach|define|macro|evaluate)\}?[ \t]*(?=\()/y
const referenceName = /\$!?\{?[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*/y
const escapeCall = /^\$!?\{?util\.escapeJavaScript$/
const continued = /\.[A-Za-z][\w-]*/y

/** The calls that write `\'` into a JSON string, or into a variable that nothing repairs. */
export function unrepairedCallsIn(text: string): UnrepairedCall[] {
  if (!text.includes('escapeJavaScript')) return []
  const found: UnrepairedCall[] = []
  let isInString = false
  let i = 0
  while (i < text.length) {
    const unit = text[i]
    if (unit === '#') {
      const next = afterHash(text, i)
      if (next.set) {
        const call = callAt(text, next.set.value)
        if (call && !isRepairedLater(text, next.set.variable)) found.push(call)
      }
      i = next.to
    } else if (unit === '$') {
      const { to, call } = referenceAt(text, i)
      if (call && isInString) found.push(call)
      i = to
    } else {
      if (unit === '"' && !isEscaped(text, i)) isInString = !isInString
      i++
    }
  }
  return found
}

interface Directive {
  readonly to: number
  /** Of `#set($name = value)`: the name, and where the value begins. */
  readonly set?: { readonly variable: string; readonly value: number }
}

/** What begins with a hash: a comment, a directive with its parentheses, or a hash alone. */
function afterHash(text: string, at: number): Directive {
  if (text.startsWith('##', at)) return { to: endOr(text, text.indexOf('\n', at)) }
  if (text.startsWith('#*', at)) return { to: endOr(text, text.indexOf('*#', at) + 1) + 1 }
  directive.lastIndex = at
  const match = directive.exec(text)
  if (!match) return { to: at + 1 }
  const open = at + match[0].length
  const to = closingOf(text, open)
  const assignment = /^\(\s*\$!?\{?([A-Za-z][\w-]*)\}?\s*=\s*/.exec(text.slice(open, to))
  if (match[1] !== 'set' || !assignment) return { to }
  return { to, set: { variable: assignment[1] ?? '', value: open + assignment[0].length } }
}

function endOr(text: string, at: number): number {
  return at <= 0 ? text.length : at
}

/** A reference with its calls; `call` where it is one of escapeJavaScript that nothing repairs. */
function referenceAt(
  text: string,
  at: number,
): { readonly to: number; readonly call: UnrepairedCall | undefined } {
  referenceName.lastIndex = at
  const name = referenceName.exec(text)?.[0]
  if (name === undefined) return { to: at + 1, call: undefined }
  let to = at + name.length
  let call: UnrepairedCall | undefined
  let isCall = escapeCall.test(name)
  for (;;) {
    if (text[to] === '(') {
      const end = closingOf(text, to)
      if (isCall) call = { from: at, to: end, expression: text.slice(at, end) }
      isCall = false
      to = end
    } else if (text[to] === '[') to = endOr(text, text.indexOf(']', to)) + 1
    else {
      continued.lastIndex = to
      const next = continued.exec(text)?.[0]
      if (next === undefined) break
      to += next.length
      if (/^\.replace(?:All)?$/.test(next) && text[to] === '(') {
        // what replaces an apostrophe is taken for the repair
        if (text.slice(to, closingOf(text, to)).includes("'")) call = undefined
      }
    }
  }
  return { to, call }
}

function callAt(text: string, at: number): UnrepairedCall | undefined {
  return text[at] === '$' ? referenceAt(text, at).call : undefined
}

function isRepairedLater(text: string, variable: string): boolean {
  return new RegExp(String.raw`\$!?\{?${variable}\.replace(?:All)?\(`).test(text)
}

/** Behind the parenthesis that closes the one at a place; quotes hide what is in them. */
function closingOf(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    const unit = text[i]
    if (unit === '"' || unit === "'") {
      const end = text.indexOf(unit, i + 1)
      if (end < 0) return text.length
      i = end
    } else if (unit === '(') depth++
    else if (unit === ')' && --depth === 0) return i + 1
  }
  return text.length
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text[at - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}
