// What each stretch of a template is, for its colours: the language by its own tokens, the text between by the form that it makes.
import { parseTokens } from '../vtl/index.ts'
import type { Block, TokenKind, TokenListener } from '../vtl/index.ts'
import { formOf, jsonPlaces, outputTypeOf } from './layer.ts'
import type { OutputForm } from './layer.ts'
import { walkTemplate } from './walk.ts'

/** What a stretch is. The first six are the language's, the others belong to the text that it makes. */
export const colourNames = [
  'keyword',
  'variable',
  'property',
  'function',
  'text',
  'literal',
  'comment',
  'operator',
  'output',
  'output.key',
  'output.string',
  'output.number',
  'output.word',
  'output.tag',
  'output.attribute',
] as const

export type ColourName = (typeof colourNames)[number]

/** A stretch of one colour within one line. Offsets are UTF-16. */
export interface Coloured {
  readonly from: number
  readonly to: number
  readonly colour: ColourName
}

const numberOf = Object.fromEntries(colourNames.map((name, i) => [name, i + 1])) as Record<
  ColourName,
  number
>

/** The number of text that is printed as it stands. */
export const printedNumber = numberOf.output

const languageDirectives: ReadonlySet<string> = new Set([
  'foreach',
  'define',
  'macro',
  'break',
  'stop',
  'include',
  'parse',
  'literal',
])

const plainKinds: Partial<Readonly<Record<TokenKind, ColourName>>> = {
  '#set(': 'keyword',
  '#if': 'keyword',
  '#elseif': 'keyword',
  '#else': 'keyword',
  '#end': 'keyword',
  '{ of a reference': 'variable',
  '} of a reference': 'variable',
  dot: 'operator',
  '[ of an index': 'operator',
  '] of an index': 'operator',
  '(': 'operator',
  ')': 'operator',
  ') of arguments': 'operator',
  '[': 'operator',
  ']': 'operator',
  '{': 'operator',
  '}': 'operator',
  ',': 'operator',
  '..': 'operator',
  ':': 'operator',
  '=': 'operator',
  string: 'text',
  integer: 'literal',
  float: 'literal',
  true: 'literal',
  false: 'literal',
  comment: 'comment',
  or: 'operator',
  and: 'operator',
  eq: 'operator',
  ne: 'operator',
  lt: 'operator',
  le: 'operator',
  gt: 'operator',
  ge: 'operator',
  not: 'operator',
  '+': 'operator',
  '-': 'operator',
  '*': 'operator',
  '/': 'operator',
  '%': 'operator',
}

/** A template as its characters are: which belong to the language, and which are printed as they stand. */
export interface Painted {
  readonly nodes: Block
  /** The number of a colour for each character; that of `output` for text that is printed. */
  readonly paint: Uint8Array
  /** The language's own tokens, those inside of strings too. */
  readonly tokens: readonly Heard[]
}

/** A token with its place in the template. */
export type Heard = Parameters<TokenListener>[0]

/** Read a template and say of each character what it is; none of one that cannot be read. */
export function paintTemplate(template: string): Painted | undefined {
  const paint = new Uint8Array(template.length)
  const tokens: Heard[] = []
  const fill = (from: number, to: number, colour: ColourName) => {
    paint.fill(numberOf[colour], from, to)
  }
  let previous: TokenKind | undefined
  let member: { readonly from: number; readonly to: number } | undefined
  const heard: TokenListener = (token) => {
    const { kind, image, from, to } = token
    tokens.push(token)
    if (kind === '(' && member) fill(member.from, member.to, 'function')
    member = undefined
    if (kind === 'identifier') {
      if (previous === 'dot') {
        fill(from, to, 'property')
        member = { from, to }
      } else fill(from, to, 'variable')
    } else if (kind === 'directive' || kind === 'braced directive') {
      const name = image.replace(/[#{}]/g, '')
      const isWord = !image.startsWith('#')
      fill(from, to, isWord || languageDirectives.has(name) ? 'keyword' : 'output')
    } else if (kind === 'text block') {
      fill(from, to, 'comment')
      fill(from + '#[['.length, to - ']]#'.length, 'output')
    } else {
      const colour = plainKinds[kind]
      if (colour) fill(from, to, colour)
      // the text of a string keeps the string's colour
      else if (kind !== 'blanks' && paint[from] === 0) fill(from, to, 'output')
    }
    previous = kind
  }
  const parsed = parseTokens(template, heard)
  if (!parsed.ok) return undefined
  paintText(parsed.nodes, paint)
  return { nodes: parsed.nodes, paint, tokens }
}

const commented = numberOf.comment

function isOutput(number: number | undefined): boolean {
  return number !== undefined && number >= numberOf.output
}

/** Tokens that stand in text are text: a number that is printed, a point behind a reference. */
function paintText(nodes: Block, paint: Uint8Array): void {
  walkTemplate(nodes, {
    node: ({ kind, from, to }) => {
      if (kind !== 'text') return
      for (let at = from; at < to; at++) if (paint[at] !== commented) paint[at] = numberOf.output
    },
  })
}

/** The coloured stretches of a template, in their order; none of one that cannot be read. */
export function coloursOf(template: string, contentType: string): readonly Coloured[] {
  const painted = paintTemplate(template)
  return painted ? coloursOfPainted(template, painted, contentType) : []
}

/** The same of a template that was read; what was read stays as it is. */
export function coloursOfPainted(
  template: string,
  { nodes, tokens, paint: bare }: Painted,
  contentType: string,
): readonly Coloured[] {
  const paint = bare.slice()
  painters[formOf(outputTypeOf(nodes, contentType))](template, { nodes, tokens, paint })
  const stretches: Coloured[] = []
  let from = 0
  for (let at = 0; at <= template.length; at++) {
    const isEnd = at === template.length || paint[at] !== paint[from]
    const isLine = template[at] === '\n'
    if (!isEnd && !isLine) continue
    const colour = colourNames[(paint[from] ?? 0) - 1]
    if (colour && at > from) stretches.push({ from, to: at, colour })
    from = isLine ? at + 1 : at
    if (isLine && at + 1 === template.length) break
  }
  return stretches
}

type Painter = (template: string, painted: Painted) => void

const painters: Readonly<Record<OutputForm, Painter>> = {
  json: paintJson,
  xml: (template, { paint }) => {
    paintMatches(template, paint, xmlPart, (part) => {
      if (part.startsWith('<') || part.endsWith('>')) return 'output.tag'
      return /^["']/.test(part) ? 'output.string' : 'output.attribute'
    })
    let start = template.indexOf('<!--')
    while (start >= 0) {
      const end = template.indexOf('-->', start)
      const to = end < 0 ? template.length : end + '-->'.length
      for (let at = start; at < to; at++) if (isOutput(paint[at])) paint[at] = commented
      start = end < 0 ? -1 : template.indexOf('<!--', to)
    }
  },
  form: (template, { paint }) => {
    paintMatches(template, paint, formPart, (part) => (part === '&' ? 'operator' : 'output.key'))
  },
  text: () => undefined,
}

// each begins where it cannot have begun before, so that no text is looked at twice
const xmlPart = /<[/?!]?[\w:.-]*|[/?]?>|(?<![\w:.-])[\w:.-]+(?==)|"[^"<]*"|'[^'<]*'/g
const jsonPart = /\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\b/g
const formPart = /&|(?<![\w.%+=-])[\w.%+-]+(?==)/g

/** Colour what a pattern finds, as far as it is printed text. */
function paintMatches(
  template: string,
  paint: Uint8Array,
  pattern: RegExp,
  colourOf: (part: string) => ColourName,
): void {
  for (const match of template.matchAll(pattern)) {
    const colour = numberOf[colourOf(match[0])]
    for (let at = match.index; at < match.index + match[0].length; at++) {
      if (paint[at] === numberOf.output) paint[at] = colour
    }
  }
}

function paintJson(template: string, { nodes, paint }: Painted): void {
  const { output } = numberOf
  /** Characters of the string that was read last: a key, should a colon follow. */
  let string: number[] = []
  const isText = (at: number) => paint[at] === output
  // colours are given after the walk, which asks for the text
  const given: (readonly [number, ColourName])[] = []
  let isOpen = false
  const character = (at: number, part: 'string' | 'quote' | 'other') => {
    if (part === 'quote') {
      if (!isOpen) string = []
      isOpen = !isOpen
    }
    if (part !== 'other') {
      string.push(at)
      given.push([at, 'output.string'])
      return
    }
    if (template[at] === ':') for (const place of string) given.push([place, 'output.key'])
    string = []
  }
  jsonPlaces(nodes, template, isText, { character })
  for (const [at, colour] of given) paint[at] = numberOf[colour]
  paintMatches(template, paint, jsonPart, (part) =>
    /^[tfn]/.test(part) ? 'output.word' : 'output.number',
  )
}
