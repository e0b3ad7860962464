// The template engine: source text to output text. It has no idea of API Gateway.
import { compileTemplate } from './compile.ts'
import type { CompiledTemplate } from './compile.ts'
import type { Costs } from './costs.ts'
import type { Observer } from './observer.ts'
import { Run } from './run.ts'
import type { RenderBudget } from './run.ts'
import type { Block } from './ast.ts'
import { parseTemplate } from './parser.ts'
import type { Profile, TokenListener } from './parser.ts'
import { TemplateError, overflowOf, problemOf } from './problem.ts'
import type { TemplateProblem } from './problem.ts'
import type { Value } from './values.ts'

export type { Accessor, Block, Expression, Node, ReferenceNode, Span } from './ast.ts'
export type { Evaluated, ObservedEvent, Observer } from './observer.ts'
export type { RenderBudget } from './run.ts'
export type { TokenKind } from './lexer.ts'
export type { Profile, TokenListener } from './parser.ts'
export type { TemplateProblem } from './problem.ts'
export type { Costs } from './costs.ts'
export { entryBytes, itemBytes, limitedCosts, textBytes } from './costs.ts'
export { TemplateError, isOverflow, overflowOf, placeOf } from './problem.ts'
export { JsonObject, valueOfParsed } from './jsonObject.ts'
export { caseInsensitiveOrder } from './caseInsensitiveOrder.ts'
export { JavaHashMap, hashOrderedEntries } from './javaHashMap.ts'
export { indexOf } from './methods/find.ts'
export { readSearchPattern } from './methods/patterns.ts'
export { methodNames } from './methods/index.ts'
export { trimmed } from './trimmed.ts'
export type { JavaMap, Value } from './values.ts'
export {
  DefinedBlock,
  HostObject,
  integer,
  isNumber,
  JavaDecimal,
  JavaDouble,
  JavaList,
  JavaSet,
  JavaSortedMap,
  MapEntry,
  SilentMap,
} from './values.ts'
export { doubleText } from './doubleText.ts'
export { javaText, jsonText } from './valueText.ts'

/** Compiled templates by their text, so that a template that runs again is not read again. Bounded: the oldest go first. */
export class TemplateCache {
  private readonly templates = {
    aws: new Map<string, CompiledTemplate>(),
    plain: new Map<string, CompiledTemplate>(),
  } satisfies Record<Profile, Map<string, CompiledTemplate>>
  private readonly size: number

  constructor(size = 200) {
    this.size = size
  }

  /** The compiled template of a text. Throws a `TemplateError` where it cannot be read. */
  compiled(source: string, profile: Profile): CompiledTemplate {
    const templates = this.templates[profile]
    const known = templates.get(source)
    if (known) return known
    const compiled = compileTemplate(source, profile)
    if (templates.size >= this.size) {
      const [oldest] = templates.keys()
      if (oldest !== undefined) templates.delete(oldest)
    }
    templates.set(source, compiled)
    return compiled
  }
}

/** Read a template without running it. */
export function parse(
  source: string,
):
  | { readonly ok: true; readonly nodes: Block }
  | { readonly ok: false; readonly problem: TemplateProblem } {
  return guarded(source, () => ({ ok: true, nodes: compileTemplate(source, 'aws').nodes }))
}

/** Read a template and hear its tokens. */
export function parseTokens(source: string, heard: TokenListener): ReturnType<typeof parse> {
  return guarded(source, () => ({ ok: true, nodes: parseTemplate(source, 'aws', heard) }))
}

/** Run a template. What it cannot do is a problem with its place; nothing is thrown. */
export function render(
  source: string,
  options: {
    /** The variables, or what makes them, told which of them the template can look at. */
    readonly variables:
      Map<string, Value> | ((mentions: (variable: string) => boolean) => Map<string, Value>)
    readonly profile: Profile
    readonly budget: RenderBudget
    /** Milliseconds on a clock that only goes forward. */
    readonly elapsed: () => number
    readonly cache?: TemplateCache
    readonly observe?: Observer
    /** What is done with the variables when the template has run, on what is left of its budget. */
    readonly finish?: (costs: Costs) => void
  },
):
  | { readonly ok: true; readonly output: string }
  | {
      readonly ok: false
      readonly problem: TemplateProblem
      /** What had been printed until then. */
      readonly printed: string
    } {
  let started: Run | undefined
  const rendered = guarded<{ ok: true; output: string }>(source, () => {
    const { variables, profile, budget, elapsed, observe } = options
    const template = options.cache?.compiled(source, profile) ?? compileTemplate(source, profile)
    const mentions = observe ? () => true : template.mentions
    const given = typeof variables === 'function' ? variables(mentions) : variables
    const run = new Run(template.names, given, profile, budget, elapsed, observe)
    started = run
    template.run(run)
    options.finish?.(run)
    return { ok: true, output: run.output }
  })
  return rendered.ok ? rendered : { ...rendered, printed: started?.output ?? '' }
}

function guarded<T>(
  source: string,
  work: () => T,
): T | { readonly ok: false; readonly problem: TemplateProblem } {
  try {
    return work()
  } catch (error) {
    if (error instanceof TemplateError) return { ok: false, problem: problemOf(error, source) }
    const overflow = overflowOf(error)
    if (overflow) return { ok: false, problem: problemOf(overflow, source) }
    throw error
  }
}
