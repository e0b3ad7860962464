import { Composer, Lexer, LineCounter, Parser, isAlias, isCollection, isPair, isScalar } from 'yaml'
import type { Document } from 'yaml'
import { shortForms } from './shortForms.ts'

/** A document of YAML before it becomes values. */
export type YamlDocument = Document.Parsed

/** Where a text stops being YAML, and why. */
export interface YamlError {
  readonly offset: number
  readonly message: string
  /** True where the text is nested deeper than the parser can follow. */
  readonly isTooDeep?: boolean
}

/** A document with the lines of its text. */
export interface YamlText {
  readonly document: YamlDocument
  readonly lines: LineCounter
}

/**
 * Read a text as one document of YAML. JSON in it may be indented less than the lines around it, as readers of YAML 1.1
 * have it. Only the first error is kept: a hostile text has one for each of its characters.
 */
export function parseYaml(text: string): YamlText | YamlError {
  const strict = compose(text, new Lexer())
  if ('document' in strict || !hasClosingLine.test(text)) return strict
  const lenient = compose(text, lexerOfLooseFlows())
  return 'document' in lenient ? lenient : strict
}

/** A line that begins with a closing bracket: without one there is no JSON over several lines. */
const hasClosingLine = /^[ \t]*[}\]]/m

function compose(text: string, lexer: Lexer): YamlText | YamlError {
  const lines = new LineCounter()
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const composer = new Composer({
    // a key that is there twice keeps its last value, as in every other reader of YAML
    uniqueKeys: false,
    customTags: shortForms,
  })
  let first: YamlError | undefined
  const stop = (error: YamlError): never => {
    // a reader of nested parts catches what is thrown below it, and reports it again at its own place
    first ??= error
    throw new StoppedReading(first.message)
  }
  // the composer's own way makes an object with a stack trace of each error and warning, and goes on
  Object.assign(composer, {
    onError: (source: ErrorSource, code: string, message: string, isWarning?: boolean) => {
      if (isWarning === true) return
      stop({ offset: offsetOf(source), message, isTooDeep: code === 'RESOURCE_EXHAUSTION' })
    },
  })
  const documents: YamlDocument[] = []
  const takeDocuments = (composed: Iterable<YamlDocument>) => {
    for (const document of composed) {
      documents.push(document)
      const [error] = document.errors
      if (error) stop({ offset: error.pos[0], message: error.message })
      if (documents.length > 1) {
        stop({ offset: document.range[0], message: 'a second document begins' })
      }
    }
  }
  const take = (token: Parameters<Composer['next']>[0]) => {
    if (token.type === 'error') stop(token)
    takeDocuments(composer.next(token))
  }
  try {
    for (const lexeme of lexer.lex(text)) for (const token of parser.next(lexeme)) take(token)
    for (const token of parser.end()) take(token)
    takeDocuments(composer.end(true, text.length))
  } catch (error) {
    if (first && error instanceof StoppedReading) return first
    throw error
  }
  const [document] = documents
  return document ? { document, lines } : { offset: 0, message: 'there is no document' }
}

/** Thrown at the first error, out of the composer, which has no way to stop. */
class StoppedReading extends Error {}

type ErrorSource = number | readonly [number, number] | { readonly offset: number }

function offsetOf(source: ErrorSource): number {
  if (typeof source === 'number') return source
  return 'offset' in source ? source.offset : source[0]
}

/** A lexer that lets the lines inside of brackets and braces be indented by anything. */
function lexerOfLooseFlows(): Lexer {
  const lexer = new Lexer()
  // the two members are the lexer's own, and its types hide them: a test keeps them from vanishing unseen
  const parts = lexer as unknown as {
    indentNext: number
    parseFlowCollection: () => Generator<string, unknown>
  }
  const parseFlowCollection = parts.parseFlowCollection.bind(lexer)
  parts.parseFlowCollection = function* () {
    const { indentNext } = parts
    parts.indentNext = 0
    const next: unknown = yield* parseFlowCollection()
    parts.indentNext = indentNext
    return next
  }
  return lexer
}

/**
 * The offset of the first line of YAML whose blocks are nested deeper than `deepest`; the parser reads them by recursion.
 * Goes by indentation alone, so that prose that is indented step by step counts as well.
 */
export function deepBlockOffset(text: string, deepest: number): number | undefined {
  const columns: number[] = []
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    let at = start
    while (text.charAt(at) === ' ') at++
    let column = at - start
    if (at < end && text.charAt(at) !== '#') {
      while ((columns.at(-1) ?? -1) >= column) columns.pop()
      columns.push(column)
      // each mark of a compact list opens a level of its own
      for (let mark = compactMark(text, at); mark > 0; mark = compactMark(text, at)) {
        at += mark
        column += mark
        columns.push(column)
        if (columns.length > deepest) return start
      }
      if (columns.length > deepest) return at
    }
    start = end + 1
  }
  return undefined
}

/** The length of a mark such as `- ` with its blanks; 0 where there is no mark. */
function compactMark(text: string, at: number): number {
  if (!'-?:'.includes(text.charAt(at)) || !' \t'.includes(text.charAt(at + 1))) return 0
  let end = at + 1
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++
  return end - at
}

/**
 * The offset of the alias by which a document becomes larger than `most` characters once every alias is replaced by what it
 * stands for; `undefined` where it stays smaller.
 */
export function largeAliasOffset({ contents }: YamlDocument, most: number): number | undefined {
  const anchors = new Map<string, number>()
  let total = 0
  let offset: number | undefined
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value)
    let size = 1
    if (isAlias(node)) {
      size += anchors.get(node.source) ?? 0
      total += size
      if (total > most) offset ??= node.range?.[0] ?? 0
      return size
    }
    if (isCollection(node)) for (const item of node.items) size += sizeOf(item)
    else if (isScalar(node)) size += String(node.source ?? node.value).length
    if ((isCollection(node) || isScalar(node)) && node.anchor !== undefined) {
      anchors.set(node.anchor, size)
    }
    return size
  }
  sizeOf(contents)
  return offset
}
