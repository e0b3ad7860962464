// A template written evenly: blanks inside of directives, and lines moved in by the directives and brackets around them.
import { fail, ok } from '../../model/index.ts'
import type { Result } from '../../model/index.ts'
import { parse } from '../vtl/index.ts'
import type { TokenKind } from '../vtl/index.ts'
import { paintTemplate, printedNumber } from './colours.ts'
import type { Heard, Painted } from './colours.ts'
import { formOf, jsonPlaces, outputTypeOf } from './layer.ts'

/**
 * Write a template evenly. What it prints stays the same; where it prints JSON, blanks between the values of the JSON may
 * change. One that cannot be read is refused with its problem.
 */
export function formatTemplate(template: string, contentType: string): Result<string> {
  const painted = paintTemplate(template)
  if (!painted) {
    const parsed = parse(template)
    const message = parsed.ok ? 'The template cannot be read.' : parsed.problem.message
    return fail('template/unreadable', message, [])
  }
  const isJson = formOf(outputTypeOf(painted.nodes, contentType)) === 'json'
  const edits = [...spacing(template, painted), ...(isJson ? indenting(template, painted) : [])]
  return ok(applied(template, edits))
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

function applied(template: string, edits: readonly Edit[]): string {
  let text = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    text += template.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return text + template.slice(at)
}

const operators: ReadonlySet<TokenKind> = new Set<TokenKind>([
  '=',
  'or',
  'and',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  '+',
  '-',
  '*',
  '/',
  '%',
])
const openers: ReadonlySet<TokenKind> = new Set<TokenKind>([
  '#set(',
  '(',
  '[',
  '{',
  '[ of an index',
])
const closers: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ')',
  ') of arguments',
  ']',
  '}',
  '] of an index',
  ',',
  ':',
])

/** Blanks between the tokens of `#set`, `#if`, `#elseif` and `#foreach`. */
function spacing(template: string, { tokens }: Painted): Edit[] {
  const edits: Edit[] = []
  for (const head of headsOf(tokens)) {
    const [first] = head
    if (first && first.kind !== '#set(') {
      const paren = head[1]?.kind === 'blanks' ? head[2] : head[1]
      const gap = template.slice(first.to, paren?.from ?? first.to)
      if (paren?.kind === '(' && isOneLine(gap)) {
        edits.push({ from: first.to, to: paren.from, text: '' })
      }
    }
    const written = head.filter(({ kind }) => kind !== 'blanks')
    for (const [i, token] of written.entries()) {
      const next = written[i + 1]
      if (!next || i === 0) {
        if (next && token.kind === '#set(') edits.push(...gapEdit(template, token, next, ''))
        continue
      }
      edits.push(...gapEdit(template, token, next, gapBetween(token, next)))
    }
  }
  return edits
}

function gapEdit(template: string, before: Heard, after: Heard, text: string): Edit[] {
  // what closes a directive swallows the end of its line
  const { from: to } = after
  const { to: from } = before
  const gap = template.slice(from, to)
  return to < from || gap === text || !isOneLine(gap) ? [] : [{ from, to, text }]
}

function isOneLine(gap: string): boolean {
  return /^[ \t]*$/.test(gap)
}

function gapBetween(before: Heard, after: Heard): string {
  if (operators.has(before.kind) || operators.has(after.kind)) return ' '
  if (before.kind === ',' || before.kind === ':') return ' '
  if (openers.has(before.kind) || closers.has(after.kind)) return ''
  const isWord = ({ kind }: Heard) => kind === 'directive'
  return isWord(before) || isWord(after) ? ' ' : ''
}

/** The tokens of each directive from its name to the parenthesis that closes it, without those inside of strings. */
function headsOf(tokens: readonly Heard[]): Heard[][] {
  const heads: Heard[][] = []
  for (let i = 0; i < tokens.length; i++) {
    const first = tokens[i]
    if (!first) break
    const isHead =
      first.kind === '#set(' ||
      first.kind === '#if' ||
      first.kind === '#elseif' ||
      (first.kind === 'directive' && first.image.endsWith('#foreach'))
    if (!isHead) continue
    const head: Heard[] = [first]
    let depth = first.kind === '#set(' ? 1 : 0
    let end = first.to
    for (i++; i < tokens.length; i++) {
      const token = tokens[i]
      if (!token) break
      // what a string is made of was told already
      if (token.from < end) continue
      head.push(token)
      end = token.to
      if (token.kind === '(') depth++
      if (token.kind === ')' || token.kind === ') of arguments') depth--
      if (depth === 0 && token.kind !== 'blanks') break
    }
    if (depth === 0 && isPlain(head)) heads.push(head)
  }
  return heads
}

/** Whether the blanks of a head may change: references in braces keep theirs. */
function isPlain(head: readonly Heard[]): boolean {
  return head.every(({ kind }) => kind !== 'text' && kind !== 'comment')
}

interface Bracket {
  readonly at: number
  readonly change: 'open' | 'close' | 'branch' | 'openDirective' | 'closeDirective'
}

/** What lines of JSON are moved in by. */
const step = '  '

function indenting(template: string, { nodes, paint, tokens }: Painted): Edit[] {
  const brackets: Bracket[] = []
  const { output, inString, mayGoOn } = {
    output: (at: number) => paint[at] === printedNumber,
    inString: new Set<number>(),
    mayGoOn: new Set<number>(),
  }
  const known = new Set<number>()
  const { isLost } = jsonPlaces(nodes, template, output, {
    character: (at, part) => {
      if (part !== 'other') return
      const character = template[at] ?? ''
      if (/[{[]/.test(character)) brackets.push({ at, change: 'open' })
      if (/[}\]]/.test(character)) brackets.push({ at, change: 'close' })
    },
    boundary: (at, state) => {
      if (template[at - 1] !== '\n') return
      known.add(at)
      if (state.isInString) inString.add(at)
      if (state.mayGoOn) mayGoOn.add(at)
    },
  })
  if (isLost) return []
  brackets.push(...directiveBrackets(template, tokens))
  brackets.sort((a, b) => a.at - b.at)
  const covered = heldBy(tokens)
  const edits: Edit[] = []
  const around: number[] = []
  let level = 0
  let next = 0
  let lineStart = 0
  while (lineStart <= template.length) {
    const newline = template.indexOf('\n', lineStart)
    const lineEnd = newline < 0 ? template.length : newline
    let first = lineStart
    while (first < lineEnd && /[ \t]/.test(template[first] ?? '')) first++
    // what closes at the very beginning of the line belongs to what opened it
    let leading = level
    let ahead = next
    const aroundAhead = [...around]
    for (let at = first; ;) {
      const bracket = brackets[ahead]
      if (bracket?.at !== at || bracket.change === 'open' || bracket.change === 'openDirective')
        break
      leading = changed(leading, bracket, aroundAhead)
      if (bracket.change === 'branch') {
        leading--
        break
      }
      ahead++
      at++
      while (/[ \t]/.test(template[at] ?? '')) at++
    }
    const isFree = !inString.has(lineStart) && !covered(lineStart)
    // where a directive swallowed the end of the line before, blanks alone keep two values apart
    const isJoined =
      lineStart > 0 && !output(lineStart - 1) && (mayGoOn.has(lineStart) || !known.has(lineStart))
    const isEmpty = first === lineEnd || template[first] === '\r'
    if (isFree) {
      const text = isEmpty ? '' : step.repeat(Math.max(0, Math.min(leading, 40)))
      const blanks = template.slice(lineStart, first)
      if (blanks !== text && !(isJoined && (blanks === '') !== (text === ''))) {
        edits.push({ from: lineStart, to: first, text })
      }
    }
    while (next < brackets.length && (brackets[next]?.at ?? 0) < lineEnd) {
      const bracket = brackets[next]
      if (bracket) level = changed(level, bracket, around)
      next++
    }
    if (newline < 0) break
    lineStart = newline + 1
  }
  return edits
}

function changed(level: number, { change }: Bracket, around: number[]): number {
  switch (change) {
    case 'open':
      return level + 1
    case 'close':
      return level - 1
    case 'openDirective':
      around.push(level)
      return level + 1
    case 'closeDirective':
      return around.pop() ?? level
    case 'branch':
      return (around.at(-1) ?? 0) + 1
  }
}

function directiveBrackets(template: string, tokens: readonly Heard[]): Bracket[] {
  const brackets: Bracket[] = []
  let end = 0
  for (const { kind, image, from, to } of tokens) {
    if (from < end) continue
    if (kind === 'string') end = to
    const at = from + Math.max(0, template.slice(from, to).indexOf('#'))
    if (kind === '#if' || /^[\\]*#\{?(?:foreach|define|macro)\}?$/.test(image))
      brackets.push({ at, change: 'openDirective' })
    if (kind === '#else' || kind === '#elseif') brackets.push({ at, change: 'branch' })
    if (kind === '#end') brackets.push({ at, change: 'closeDirective' })
  }
  return brackets
}

/** Whether a line begins inside of something that is not to be touched: a comment, a string, a head of several lines. */
function heldBy(tokens: readonly Heard[]): (at: number) => boolean {
  const spans: { from: number; to: number }[] = []
  for (const head of headsOf(tokens)) {
    const [first] = head
    const last = head.at(-1)
    if (first && last) spans.push({ from: first.from, to: last.from + 1 })
  }
  let parenthesisFrom = -1
  for (const { kind, from, to } of tokens) {
    if (kind === 'comment' || kind === 'string' || kind === 'text block') spans.push({ from, to })
    if (kind === '(') parenthesisFrom = parenthesisFrom < 0 ? from : parenthesisFrom
    if (kind === ') of arguments' && parenthesisFrom >= 0) {
      spans.push({ from: parenthesisFrom, to })
      parenthesisFrom = -1
    }
  }
  spans.sort((a, b) => a.from - b.from)
  let i = 0
  let furthest = -1
  // asked for lines in their order
  return (at) => {
    for (; i < spans.length && (spans[i]?.from ?? 0) < at; i++) {
      furthest = Math.max(furthest, spans[i]?.to ?? 0)
    }
    return at < furthest
  }
}
