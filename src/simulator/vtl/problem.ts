/** What went wrong with a template. Offsets are UTF-16, `[from, to)`; line and column count from 1. */
export interface TemplateProblem {
  /** `vtl/unexpected`, `vtl/index-out-of-bounds`, … */
  readonly code: string
  readonly message: string
  /** `parse` before it ran, `render` while it ran, `payload` for a body that cannot be read, `budget` when it was stopped. */
  readonly kind: 'parse' | 'render' | 'payload' | 'budget'
  readonly from: number
  readonly to: number
  readonly line: number
  readonly column: number
}

/** Characters of a message: what quotes a long value is cut. */
const longestMessage = 1000

/** Thrown inside the engine and turned into a `TemplateProblem` at its door. */
export class TemplateError extends Error {
  readonly code: string
  readonly kind: TemplateProblem['kind']
  from: number
  to: number

  constructor(
    code: string,
    message: string,
    kind: TemplateProblem['kind'],
    from = -1,
    to = from + 1,
  ) {
    super(message.length > longestMessage ? `${message.slice(0, longestMessage)} …` : message)
    this.code = code
    this.kind = kind
    this.from = from
    this.to = to
  }
}

/** The problem that an error stands for, with its place in the source. */
export function problemOf(error: TemplateError, source: string): TemplateProblem {
  const from = Math.max(0, Math.min(error.from, source.length))
  const { line, column } = placeOf(source, from)
  const { code, message, kind } = error
  return {
    code,
    message,
    kind,
    from,
    to: Math.max(from, Math.min(error.to, source.length)),
    line,
    column,
  }
}

/** Line and column of an offset as the language counts lines, both from 1. */
export function placeOf(source: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  for (let i = 0; i < offset; i++) {
    const unit = source.charCodeAt(i)
    if (unit === 13 && source.charCodeAt(i + 1) === 10) continue
    if (unit === 10 || unit === 13) {
      line++
      lineStart = i + 1
    }
  }
  return { line, column: offset - lineStart + 1 }
}

/** True for the errors by which a JavaScript engine says that its stack is used up or that a value is too large. */
export function isOverflow(error: unknown): error is Error {
  // Firefox calls an exhausted stack an InternalError, which the language does not define
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')
}

/** The budget's own error for one of the JavaScript engine; `undefined` for any other error. */
export function overflowOf(error: unknown): TemplateError | undefined {
  if (!isOverflow(error)) return undefined
  const isStack = /call stack|recursion/i.test(error.message)
  const overflow = isStack
    ? new TemplateError('vtl/too-deep', 'The template nests values or calls too deep', 'budget')
    : new TemplateError('vtl/too-large', 'A value of the template grows too large', 'budget')
  overflow.cause = error
  return overflow
}
