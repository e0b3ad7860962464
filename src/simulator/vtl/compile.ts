import type { Accessor, Block, Expression, Node, Operator, ReferenceNode, Span } from './ast.ts'
import { JsonObject, followNames } from './jsonObject.ts'
import { callMethod, methodNamed, propertyOf } from './methods/index.ts'
import { parseTemplate } from './parser.ts'
import type { Profile } from './parser.ts'
import { TemplateError } from './problem.ts'
import {
  DefinedBlock,
  HostObject,
  JavaCharacter,
  JavaIterator,
  JavaList,
  JavaSet,
  JavaSortedMap,
  arithmetic,
  compareNumbers,
  isInt,
  isNumber,
  javaText,
  looselyEqual,
  numberLiteral,
} from './values.ts'
import type { JavaMap, Value } from './values.ts'

/** What a template may use up before it is stopped. */
export interface RenderBudget {
  readonly steps: number
  readonly outputCharacters: number
  /** Milliseconds, on the clock of `elapsed`. */
  readonly milliseconds: number
}

/**
 * Something that happened while a template ran, told in the order in which it happened:
 *
 * - `begin`: a directive or a printed reference is about to run. `value` is null, nothing of it is printed yet.
 * - `text`: text was printed as it stands. `value` is that text.
 * - `reference`: a reference was printed. `value` is what it stood for.
 * - `branch`: an `#if` has decided. `branch` says how; what the branch does follows.
 * - `round`: a round of a `#foreach` is about to run. `round` says which, `value` is its item.
 * - `directive`: a directive has finished. `value` is what `#set` stored, else null. `#stop` and `#break` finish
 *   before they leave; the directives around them finish no more, except the `#foreach` that a `#break` ends.
 *
 * What a template printed is `[printedBefore, printed)` of `text`, `reference` and `directive` events. Each character of
 * the output lies in one `text` or `reference` event; it lies in several where a reference printed a block of `#define`
 * or a body of a macro: the innermost of them (the one told first) is where it was written.
 */
export interface ObservedEvent {
  readonly kind: 'begin' | 'text' | 'reference' | 'branch' | 'round' | 'directive'
  /** The node of the template; its `kind` names the directive (`set`, `if`, `call` for a macro, …). */
  readonly node: Node
  /**
   * Where the node stands in the template. It is exact inside macros, blocks of `#define` and interpolated strings too.
   * The text of a node of text may be shorter than its span, where backslashes or `#[[` were taken out of it.
   */
  readonly from: number
  readonly to: number
  readonly value: Value
  /** Characters that were printed before and after, of the output or, where `captured` is not 0, of the captured text. */
  readonly printedBefore: number
  readonly printed: number
  /** 0 where it prints to the output; else how many texts (interpolated strings, blocks used as values) are being made. */
  readonly captured: number
  /** Which branch an `#if` took: 0 for the first condition, 1 for the first `#elseif`, …; null where none held. */
  readonly branch?: number | 'else' | null
  /** The round of a `#foreach`, counted from 0, of how many items. */
  readonly round?: { readonly index: number; readonly of: number }
  /** Inside an `#evaluate`: the directive's place in the template. `from` and `to` then count in `source`, the text that it reads. */
  readonly evaluated?: Evaluated
  /** The macros that are running, the outermost first: the calls' places in the template. */
  readonly calls: readonly Span[]
  /** The variables as they are at this point, by name, a macro's arguments included. Costs nothing until it is called. */
  readonly variables: () => Map<string, Value>
}

/** The text that an `#evaluate` reads, and where the directive stands in the template. */
export interface Evaluated extends Span {
  readonly source: string
}

/** Called while a template runs. A template that runs without one pays nothing for it. */
export type Observer = (event: ObservedEvent) => void

/** The places of variables: a template knows its own by their places, which are faster than their names. */
export class VariableNames {
  private readonly slots: Map<string, number>

  constructor(names: Iterable<string> = []) {
    this.slots = new Map()
    for (const name of names) this.slotOf(name)
  }

  /** The place of a variable, a new one where it has none. */
  slotOf(name: string): number {
    const known = this.slots.get(name)
    if (known !== undefined) return known
    const slot = this.slots.size
    this.slots.set(name, slot)
    return slot
  }

  has(name: string): boolean {
    return this.slots.has(name)
  }

  get size(): number {
    return this.slots.size
  }

  /** All of them, by their places. */
  all(): string[] {
    return [...this.slots.keys()]
  }
}

/** What a part of a template is compiled for. */
interface Scope {
  readonly profile: Profile
  readonly names: VariableNames
}

/** One run of a compiled template. */
export class Run {
  /** The variables by their places; `undefined` where one is not set. */
  readonly values: (Value | undefined)[] = []
  private names: VariableNames
  private hasOwnNames = false
  /** For an observer: the places of those that are set, in the order in which they were set. */
  private readonly order = new Set<number>()
  readonly profile: Profile
  readonly macros = new Map<string, { parameters: readonly string[]; render: Render }>()
  /** The macro that is running. */
  frame: MacroFrame | undefined
  /** Whether the template may look at `$velocityCount` and `$velocityHasNext`. */
  hasOldCounters = true
  private done = ''
  private pending = ''
  /** How many blocks and captured texts run inside each other. */
  depth = 0
  /** How many texts are being made apart from the output. */
  captured = 0
  /** What an observer is told: the calls of macros that run, and the `#evaluate` that runs. */
  calls: readonly Span[] = []
  evaluated: Evaluated | undefined
  private steps = 0
  private made = 0
  private methodCalls = 0
  private readonly mostSteps: number
  private readonly mostCharacters: number
  private readonly milliseconds: number
  private readonly elapsed: () => number
  private deadline = 0
  readonly observe: Observer | undefined

  constructor(
    names: VariableNames,
    variables: Map<string, Value>,
    profile: Profile,
    budget: RenderBudget,
    elapsed: () => number,
    observe?: Observer,
  ) {
    this.names = names
    this.profile = profile
    this.mostSteps = budget.steps
    this.mostCharacters = budget.outputCharacters
    this.milliseconds = budget.milliseconds
    this.elapsed = elapsed
    this.observe = observe
    for (let slot = 0; slot < names.size; slot++) this.values.push(undefined)
    for (const [name, value] of variables) {
      // a variable that the template does not name is there for an observer and for evaluated text
      const known = names.has(name) ? names : this.ownNames()
      this.setVariable(known.slotOf(name), value)
    }
  }

  /** Places that this run alone has beside those of its template. */
  ownNames(): VariableNames {
    if (!this.hasOwnNames) this.names = new VariableNames(this.names.all())
    this.hasOwnNames = true
    return this.names
  }

  /** Set the variable of a place, or take it away with `undefined`. */
  setVariable(slot: number, value: Value | undefined): void {
    this.values[slot] = value
    if (this.observe) {
      if (value === undefined) this.order.delete(slot)
      else this.order.add(slot)
    }
  }

  step(): void {
    if (++this.steps > this.mostSteps) {
      throw stopped('vtl/steps', `The template was stopped after ${this.mostSteps} steps`)
    }
    if ((this.steps & 1023) === 1) this.lookAtClock()
  }

  /** A call of a method, each of which may take long: the clock is looked at more often. */
  call(): void {
    this.step()
    if ((++this.methodCalls & 15) === 0) this.lookAtClock()
  }

  private lookAtClock(): void {
    const now = this.elapsed()
    // the first step starts the clock: a template of plain text needs none
    if (this.steps === 1) this.deadline = now + this.milliseconds
    else if (now > this.deadline) {
      throw stopped('vtl/time', `The template was stopped after ${this.milliseconds} ms`)
    }
  }

  /** Characters and items that values are made of count like output, so that doubling a string ends. */
  readonly charge = (amount: number): void => {
    this.step()
    this.make(amount)
  }

  print(text: string): void {
    this.make(text.length)
    this.pending += text
    if (this.pending.length > longestPending) this.join(text)
  }

  /** What was printed. */
  get output(): string {
    return this.done + this.pending
  }

  /** How many characters were printed. */
  get printed(): number {
    return this.done.length + this.pending.length
  }

  private join(last: string): void {
    // a string that was put together of many is a tree until one of its characters is asked for: short trees are
    // gone before the garbage collector has to carry them along. Most of a long text is no tree
    if (last.length <= longestPending) this.pending.charCodeAt(0)
    this.done += this.pending
    this.pending = ''
  }

  private make(amount: number): void {
    this.made += amount
    if (this.made > this.mostCharacters) {
      throw stopped(
        'vtl/output',
        `The template was stopped at ${this.mostCharacters} characters of output`,
      )
    }
  }

  /** What `render` prints, apart from the output. */
  capture(render: () => void): string {
    const { done, pending } = this
    this.done = ''
    this.pending = ''
    this.captured++
    try {
      this.nest(render)
      return this.output
    } finally {
      this.captured--
      this.done = done
      this.pending = pending
    }
  }

  /** Run a block inside another. */
  nest(render: () => void): void {
    if (this.depth >= 200)
      throw stopped('vtl/too-deep', 'Blocks call each other more than 200 levels deep')
    this.depth++
    try {
      render()
    } finally {
      this.depth--
    }
  }

  /** Tell the observer. Called only where there is one. */
  tell(
    kind: ObservedEvent['kind'],
    node: Node,
    value: Value,
    printedBefore: number,
    more: Pick<ObservedEvent, 'branch' | 'round'> = {},
  ): void {
    const { from, to } = node
    const { captured, calls, evaluated } = this
    this.observe?.({
      kind,
      node,
      from,
      to,
      value,
      printedBefore,
      printed: this.printed,
      captured,
      calls,
      ...(evaluated && { evaluated }),
      ...more,
      variables: () => this.visible(),
    })
  }

  private visible(): Map<string, Value> {
    const names = this.names.all()
    const all = new Map<string, Value>()
    for (const slot of this.order) all.set(names[slot] ?? '', this.values[slot] ?? null)
    const { frame } = this
    for (const name of frame?.parameters ?? []) {
      try {
        all.set(name, frame?.value(name, this) ?? null)
      } catch (error) {
        // an argument that cannot be evaluated has no value; the template fails where it uses it
        if (!(error instanceof TemplateError)) throw error
      }
    }
    return all
  }
}

/** An argument as it was written in a macro's call. */
interface MacroArgument {
  readonly evaluate: Evaluate
  /** Where it is a reference, its text. */
  readonly source: string
}

/** A macro that is running: its arguments are evaluated at each use, where the macro was called. */
class MacroFrame {
  readonly parameters: readonly string[]
  readonly depth: number
  private readonly given: readonly MacroArgument[]
  private readonly caller: MacroFrame | undefined
  /** Arguments that were set inside the macro. */
  private own: Map<string, Value> | undefined

  constructor(
    parameters: readonly string[],
    given: readonly MacroArgument[],
    caller: MacroFrame | undefined,
  ) {
    this.parameters = parameters
    this.given = given
    this.caller = caller
    this.depth = caller ? caller.depth + 1 : 1
  }

  /** The value of an argument; `undefined` where the macro has none of that name. */
  value(name: string, run: Run): Value | undefined {
    const index = this.parameters.lastIndexOf(name)
    if (index < 0) return undefined
    if (this.own?.has(name)) return this.own.get(name)
    const argument = this.given[index]
    if (!argument) return undefined
    run.frame = this.caller
    try {
      return argument.evaluate(run)
    } finally {
      run.frame = this
    }
  }

  /** What an argument that is nothing prints. */
  source(name: string): string | undefined {
    const index = this.parameters.lastIndexOf(name)
    if (index < 0) return undefined
    if (this.own?.has(name)) return ''
    return this.given[index]?.source
  }

  /** Set an argument: it is the macro's own from then on. False where the macro has none of that name. */
  set(name: string, value: Value): boolean {
    // one that the call left out is any variable
    if (!this.given[this.parameters.lastIndexOf(name)]) return false
    this.own ??= new Map()
    this.own.set(name, value)
    return true
  }
}

function stopped(code: string, message: string): TemplateError {
  return new TemplateError(code, message, 'budget')
}

class BreakSignal {
  readonly scope: Value

  constructor(scope: Value) {
    this.scope = scope
  }
}

/** A `#break` without a scope ends the innermost loop, block of `#define`, macro or evaluated text. */
function endsHere(signal: unknown): boolean {
  return signal instanceof BreakSignal && signal.scope === null
}

class StopSignal {}

type Render = (run: Run) => void
type Evaluate = (run: Run) => Value

/** The loop that runs, as `$foreach`. */
class LoopState extends HostObject {
  index = 0
  readonly items: readonly Value[]
  readonly parent: Value

  constructor(items: readonly Value[], parent: Value) {
    super()
    this.items = items
    this.parent = parent
  }

  get hasNext(): boolean {
    return this.index + 1 < this.items.length
  }

  override property(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.index
      case 'count':
        return this.index + 1
      case 'hasNext':
        return this.hasNext
      case 'first':
        return this.index === 0
      case 'last':
        return this.index + 1 >= this.items.length
      case 'parent':
        return this.parent
      case 'topmost':
        return this.parent instanceof LoopState ? (this.parent.property('topmost') ?? null) : this
      default:
        return undefined
    }
  }

  override call(name: string): Value | undefined {
    if (name === 'hasNext') return this.hasNext
    if (name === 'isFirst') return this.index === 0
    if (name === 'isLast') return this.index + 1 >= this.items.length
    if (name === 'getIndex') return this.index
    if (name === 'getCount') return this.index + 1
    return undefined
  }

  override print(): string {
    return ''
  }
}

/** Characters that are put together before they are joined to the output. */
const longestPending = 4096

/** Rounds that `#foreach` makes at the most. Source: developer guide, limits. */
const foreachRounds = 1000

/** A template that runs as often as wanted. */
export interface CompiledTemplate {
  readonly nodes: Block
  /** The places of its variables. */
  readonly names: VariableNames
  /** False where the template cannot look at a variable, so that it need not be made. */
  readonly mentions: (variable: string) => boolean
  readonly run: (run: Run) => void
}

/** Turn a template's text into closures. Throws a `TemplateError` of kind `parse`. */
export function compileTemplate(source: string, profile: Profile): CompiledTemplate {
  const nodes = parseTemplate(source, profile)
  const names = new VariableNames()
  const render = compileBlock(nodes, { profile, names })
  // a name can be written with escapes in a string, and be put together for #evaluate
  const mentionsAll = source.includes('\\u') || (profile === 'plain' && source.includes('evaluate'))
  const hasOldCounters = mentionsAll || source.includes('velocity')
  const mentioned = new Map<string, boolean>()
  return {
    nodes,
    names,
    mentions: (variable) => {
      const known = mentioned.get(variable)
      if (known !== undefined) return known
      const isMentioned = mentionsAll || source.includes(variable)
      mentioned.set(variable, isMentioned)
      return isMentioned
    },
    run: (run) => {
      run.hasOldCounters = hasOldCounters || run.observe !== undefined
      try {
        render(run)
      } catch (signal) {
        if (!(signal instanceof StopSignal) && !(signal instanceof BreakSignal)) throw signal
      }
    },
  }
}

function compileBlock(nodes: Block, scope: Scope): Render {
  const renders = nodes.map((node) => compileNode(node, scope))
  const [first, second] = renders
  if (!first) return () => undefined
  if (renders.length === 1) return first
  if (second && renders.length === 2) {
    return (run) => {
      first(run)
      second(run)
    }
  }
  return (run) => {
    for (let i = 0; i < renders.length; i++) renders[i]?.(run)
  }
}

function compileNode(node: Node, scope: Scope): Render {
  if (node.kind === 'text') {
    const { text } = node
    return (run) => {
      run.print(text)
      if (run.observe) run.tell('text', node, text, run.printed - text.length)
    }
  }
  if (node.kind === 'reference') return compilePrintedReference(node, scope)
  const render = compileDirective(node, scope)
  return (run) => {
    if (!run.observe) {
      render(run)
      return
    }
    const before = run.printed
    run.tell('begin', node, null, before)
    try {
      render(run)
    } catch (signal) {
      // these directives do what they are for by leaving
      if (node.kind === 'stop' || node.kind === 'break') run.tell('directive', node, null, before)
      throw signal
    }
    // `#set` tells what it stored itself
    if (node.kind !== 'set') run.tell('directive', node, null, before)
  }
}

function compileDirective(
  node: Exclude<Node, { kind: 'text' | 'reference' }>,
  scope: Scope,
): Render {
  switch (node.kind) {
    case 'set':
      return compileSet(node, scope)
    case 'if': {
      const branches = node.branches.map(({ condition, body }) => ({
        holds: compileCondition(condition, scope),
        render: compileBlock(body, scope),
      }))
      const otherwise = node.otherwise && compileBlock(node.otherwise, scope)
      return (run) => {
        run.step()
        for (let i = 0; i < branches.length; i++) {
          const branch = branches[i]
          if (branch?.holds(run)) {
            if (run.observe) run.tell('branch', node, null, run.printed, { branch: i })
            branch.render(run)
            return
          }
        }
        if (run.observe) {
          run.tell('branch', node, null, run.printed, { branch: otherwise ? 'else' : null })
        }
        otherwise?.(run)
      }
    }
    case 'foreach':
      return compileForeach(node, scope)
    case 'define': {
      const render = compileBlock(node.body, scope)
      const { name } = node
      const slot = scope.names.slotOf(name)
      return (run) => {
        const { frame } = run
        let depth = 0
        const print = () => {
          // a block renders itself twice at the most
          if (depth >= 2) {
            run.print('$' + name)
            return
          }
          const before = run.frame
          run.frame = frame
          depth++
          try {
            render(run)
          } catch (signal) {
            if (!endsHere(signal)) throw signal
          } finally {
            depth--
            run.frame = before
          }
        }
        run.setVariable(slot, blockOf(run, print))
      }
    }
    case 'macro': {
      if (scope.profile === 'aws') return () => undefined
      const { name, parameters } = node
      const render = compileBlock(node.body, scope)
      return (run) => {
        if (!run.macros.has(name)) run.macros.set(name, { parameters, render })
      }
    }
    case 'call':
      return compileCall(node, scope)
    case 'break': {
      const chosen = node.scope && compileExpression(node.scope, scope)
      const { from, to } = node
      return (run) => {
        const value = chosen ? chosen(run) : null
        if (chosen && !(value instanceof LoopState)) {
          const message = `#break takes a loop's scope such as $foreach.parent, not ${javaText(value)}`
          throw new TemplateError('vtl/not-a-scope', message, 'render', from, to)
        }
        throw new BreakSignal(value)
      }
    }
    case 'stop':
      return () => {
        throw new StopSignal()
      }
    case 'evaluate': {
      const { source } = node
      if (scope.profile === 'aws') return (run) => run.print(source)
      const value = compileExpression(node.value, scope)
      const { from, to } = node
      return (run) => {
        const text = value(run)
        if (text === null) return
        const { evaluated } = run
        const source = javaText(text)
        run.evaluated = evaluated ?? { from, to, source }
        try {
          run.charge(source.length)
          const { profile } = scope
          const nodes = parseTemplate(source, profile)
          const render = compileBlock(nodes, { profile, names: run.ownNames() })
          run.nest(() => render(run))
        } catch (error) {
          if (endsHere(error) || error instanceof StopSignal) return
          // its place is in the text that was evaluated, which is no part of the template
          if (error instanceof TemplateError) {
            error.from = from
            error.to = to
          }
          throw error
        } finally {
          run.evaluated = evaluated
        }
      }
    }
    case 'load': {
      const { from, to, name } = node
      const values = node.values.map((value) => compileExpression(value, scope))
      return (run) => {
        const names = values.map((value) => javaText(value(run))).join(', ')
        throw new TemplateError(
          'vtl/no-resource',
          `#${name} finds no resource '${names}': a mapping template stands alone`,
          'render',
          from,
          to,
        )
      }
    }
  }
}

function compilePrintedReference(node: ReferenceNode, scope: Scope): Render {
  const evaluate = compileReference(node, scope)
  const { backslashes, prefix, source, from, to } = node
  const half = '\\'.repeat(backslashes >> 1)
  const isEscaped = backslashes % 2 === 1
  const lead = half + prefix
  // without a value the backslashes come twice
  const absentLead = half + half + prefix
  const absent = scope.profile === 'aws' || node.quiet ? '' : source
  if (isEscaped && scope.profile === 'aws') {
    return (run) => {
      // it is evaluated all the same
      try {
        evaluate(run)
      } catch (error) {
        throw placed(error, from, to)
      }
      run.print(half + source)
      if (run.observe) {
        run.tell('reference', node, null, run.printed - half.length - source.length)
      }
    }
  }
  return (run) => {
    run.step()
    const before = run.observe ? run.printed : 0
    if (run.observe) run.tell('begin', node, null, before)
    let value: Value
    try {
      value = evaluate(run)
    } catch (error) {
      throw placed(error, from, to)
    }
    if (isEscaped) {
      run.print(half + (value === null ? '\\' : '') + source)
    } else if (value === null) {
      run.print(absentLead + (macroSource(run, node) ?? absent))
    } else if (value instanceof DefinedBlock) {
      // a block prints itself and nothing else
      value.print()
    } else {
      if (lead !== '') run.print(lead)
      run.print(typeof value === 'string' ? value : javaText(value))
    }
    if (run.observe) run.tell('reference', node, value, before)
  }
}

/** An argument of a macro that is nothing prints as it was written where the macro was called. */
function macroSource(run: Run, node: ReferenceNode): string | undefined {
  if (node.accessors.length > 0 || node.quiet) return undefined
  return run.frame?.source(node.name)
}

function placed(error: unknown, from: number, to: number): unknown {
  if (error instanceof TemplateError && error.from < 0) {
    error.from = from
    error.to = to
  }
  return error
}

function compileSet(node: Extract<Node, { kind: 'set' }>, scope: Scope): Render {
  const value = compileExpression(node.value, scope)
  const { target, from, to } = node
  // the language reads a formal or quiet name on the left as another name, which nothing can read
  if (target.accessors.length === 0 && /^\$!?\{|^\$!/.test(target.source)) {
    return (run) => {
      value(run)
      if (run.observe) run.tell('directive', node, null, run.printed)
    }
  }
  const last = target.accessors.at(-1)
  const finish = (run: Run, result: Value) => {
    if (run.observe) run.tell('directive', node, result, run.printed)
  }
  if (node.value.kind === 'word') {
    return () => {
      throw new TemplateError('vtl/unexpected', 'A bare name cannot be set', 'parse', from, to)
    }
  }
  if (!last) {
    const { name } = target
    const slot = scope.names.slotOf(name)
    return (run) => {
      run.step()
      let result: Value
      try {
        result = value(run)
      } catch (error) {
        throw placed(error, from, to)
      }
      if (result === null) {
        finish(run, null)
        return
      }
      if (!run.frame?.set(name, result)) run.setVariable(slot, result)
      finish(run, result)
    }
  }
  const holder = compileReference(
    { ...target, accessors: target.accessors.slice(0, -1) },
    scope,
    true,
  )
  const index = last.kind === 'index' ? compileExpression(last.index, scope) : undefined
  return (run) => {
    run.step()
    try {
      const result = value(run)
      if (result === null) {
        finish(run, null)
        return
      }
      const object = holder(run)
      if (last.kind === 'method' || object === null) {
        finish(run, null)
        return
      }
      const key = index
        ? countedFromEnd(object, index(run))
        : last.kind === 'property'
          ? last.name
          : null
      if (object instanceof Map) {
        object.set(key, result)
      } else if (Array.isArray(object) && index) {
        callMethod(object, 'set', [key, result], run)
      }
      finish(run, result)
    } catch (error) {
      throw placed(error, from, to)
    }
  }
}

function compileForeach(node: Extract<Node, { kind: 'foreach' }>, scope: Scope): Render {
  const items = compileExpression(node.items, scope)
  const body = compileBlock(node.body, scope)
  const { from, to } = node
  const { names } = scope
  const variable = names.slotOf(node.variable)
  const ofLoop = names.slotOf('foreach')
  const ofCount = names.slotOf('velocityCount')
  const ofHasNext = names.slotOf('velocityHasNext')
  const isPlain = scope.profile === 'plain'
  if (node.isIncomplete) {
    return () => {
      const message = '#foreach takes a reference, the word in and what it goes over'
      throw new TemplateError('vtl/foreach', message, 'render', from, to)
    }
  }
  return (run) => {
    run.step()
    let list: readonly Value[] | undefined
    try {
      list = iterated(items(run))
    } catch (error) {
      throw placed(error, from, to)
    }
    if (!list) return
    const before = run.values[variable]
    const beforeLoop = run.values[ofLoop]
    const { hasOldCounters } = run
    const beforeCount = hasOldCounters ? run.values[ofCount] : undefined
    const beforeHasNext = hasOldCounters ? run.values[ofHasNext] : undefined
    const rounds = isPlain ? list.length : Math.min(list.length, foreachRounds)
    const loop = new LoopState(list, beforeLoop ?? null)
    run.setVariable(ofLoop, loop)
    try {
      for (let i = 0; i < rounds; i++) {
        run.step()
        loop.index = i
        const item = list[i] ?? null
        run.setVariable(variable, item === null && isPlain ? undefined : item)
        if (hasOldCounters) {
          run.setVariable(ofCount, i + 1)
          run.setVariable(ofHasNext, i + 1 < list.length)
        }
        if (run.observe) {
          const round = { index: i, of: list.length }
          run.tell('round', node, item, run.printed, { round })
        }
        body(run)
      }
    } catch (signal) {
      if (!(signal instanceof BreakSignal)) throw signal
      if (signal.scope !== null && signal.scope !== loop && signal.scope instanceof LoopState)
        throw signal
    } finally {
      run.setVariable(variable, before)
      run.setVariable(ofLoop, beforeLoop)
      if (hasOldCounters) {
        run.setVariable(ofCount, beforeCount)
        run.setVariable(ofHasNext, beforeHasNext)
      }
    }
  }
}

/** A block that is evaluated anew at each use. */
function blockOf(run: Run, print: () => void): DefinedBlock {
  return new DefinedBlock(
    () => run.nest(print),
    () => run.capture(print),
  )
}

/** What `#foreach` goes over: the items of a list, the values of a map; nothing for texts and numbers. */
function iterated(value: Value): readonly Value[] | undefined {
  if (value instanceof JavaSet) return value.items()
  if (Array.isArray(value)) return itemsOf(value)
  if (value instanceof Map) return [...value.values()]
  if (value instanceof JavaIterator) return value.items.slice(value.next)
  return undefined
}

/** A plain copy: a loop goes over the items that were there when it began. */
function itemsOf(list: readonly Value[]): readonly Value[] {
  if (Object.getPrototypeOf(list) === Array.prototype) return list.slice()
  const items: Value[] = []
  for (let i = 0; i < list.length; i++) items.push(list[i] ?? null)
  return items
}

function compileCall(node: Extract<Node, { kind: 'call' }>, scope: Scope): Render {
  const { name, source } = node
  if (scope.profile === 'aws') return (run) => run.print(source)
  const given: readonly MacroArgument[] = node.arguments.map((argument) => ({
    evaluate: compileExpression(argument, scope),
    source: argument.kind === 'reference' ? argument.source : '',
  }))
  const body = node.body && compileBlock(node.body, scope)
  const ofBody = scope.names.slotOf('bodyContent')
  return (run) => {
    run.step()
    const macro = run.macros.get(name)
    if (!macro) {
      run.print(source)
      return
    }
    const caller = run.frame
    if (caller && caller.depth > 100)
      throw stopped('vtl/too-deep', 'Macros call each other more than 100 levels deep')
    const bodyBefore = body && run.values[ofBody]
    if (body) {
      const print = () => {
        const inside = run.frame
        run.frame = caller
        try {
          body(run)
        } finally {
          run.frame = inside
        }
      }
      run.setVariable(ofBody, blockOf(run, print))
    }
    const { calls } = run
    if (run.observe) run.calls = [...calls, { from: node.from, to: node.to }]
    run.frame = new MacroFrame(macro.parameters, given, caller)
    try {
      macro.render(run)
    } catch (signal) {
      if (!endsHere(signal)) throw signal
    } finally {
      run.calls = calls
      run.frame = caller
      if (body) run.setVariable(ofBody, bodyBefore)
    }
  }
}

/** The value of a reference; null where there is none. In the profile `aws` a null at the end is the empty text. */
function compileReference(node: ReferenceNode, scope: Scope, asHolder = false): Evaluate {
  const { name } = node
  const slot = scope.names.slotOf(name)
  const accessors = compileAccessors(node.accessors, scope)
  const nothing: Value = scope.profile === 'aws' && !asHolder ? '' : null
  const base = (run: Run): Value => {
    const { frame } = run
    if (frame !== undefined) {
      const argument = frame.value(name, run)
      if (argument !== undefined) return argument
    }
    return run.values[slot] ?? null
  }
  if (accessors.length === 0) return (run) => base(run) ?? nothing
  const [only] = accessors
  if (only && accessors.length === 1) {
    return (run) => {
      const self = base(run)
      return self === null ? nothing : (only(self, run) ?? nothing)
    }
  }
  return (run) => {
    let value = base(run)
    for (let i = 0; i < accessors.length; i++) {
      if (value === null) return nothing
      value = accessors[i]?.(value, run) ?? null
    }
    return value ?? nothing
  }
}

function compileProperties(names: readonly string[]): Access {
  const [only] = names
  if (names.includes('class')) {
    return (self, run) =>
      names.reduce<Value | undefined>(
        (value, name) => (value === undefined ? undefined : propertyOf(value, name, run)),
        self,
      )
  }
  if (only !== undefined && names.length === 1) {
    if (only === 'hasNext') {
      return (self, run) => (self instanceof LoopState ? self.hasNext : memberOf(self, only, run))
    }
    return (self, run) => memberOf(self, only, run)
  }
  return (self, run) => {
    const found = followNames(self, names)
    // what lies behind something else than a map is looked for one name at a time
    if (found !== undefined || self === null) return found
    return names.reduce<Value | undefined>(
      (value, name) => (value === undefined || value === null ? null : memberOf(value, name, run)),
      self,
    )
  }
}

/** A member of a map, or a property of anything else. */
function memberOf(self: Value, name: string, run: Run): Value | undefined {
  if (self instanceof JsonObject) return self.get(name)
  return self instanceof Map ? self.get(name) : propertyOf(self, name, run)
}

type Access = (self: Value, run: Run) => Value | undefined

function compileAccessors(accessors: readonly Accessor[], scope: Scope): Access[] {
  const accesses: Access[] = []
  for (let i = 0; i < accessors.length; i++) {
    const names: string[] = []
    for (let next = accessors[i]; next?.kind === 'property'; next = accessors[++i])
      names.push(next.name)
    if (names.length > 0) accesses.push(compileProperties(names))
    const accessor = accessors[i]
    if (accessor) accesses.push(compileAccessor(accessor, scope))
  }
  return accesses
}

function compileAccessor(accessor: Accessor, scope: Scope): Access {
  const { from, to } = accessor
  if (accessor.kind === 'property') {
    const { name } = accessor
    return compileProperties([name])
  }
  if (accessor.kind === 'index') {
    const index = compileExpression(accessor.index, scope)
    return (self, run) => {
      const key = index(run)
      try {
        return itemAt(self, key, run)
      } catch (error) {
        throw placed(error, from, to)
      }
    }
  }
  const { name } = accessor
  const values = accessor.arguments.map((argument) => compileExpression(argument, scope))
  const call = methodNamed(name)
  const [only] = values
  const given = (run: Run): Value[] => {
    if (only && values.length === 1) return [only(run)]
    const all: Value[] = []
    for (let i = 0; i < values.length; i++) all.push(values[i]?.(run) ?? null)
    return all
  }
  return (self, run) => {
    run.call()
    const passed = given(run)
    try {
      return self instanceof HostObject && !(self instanceof JavaCharacter)
        ? self.call(name, passed)
        : call(self, passed, run)
    } catch (error) {
      throw placed(error, from, to)
    }
  }
}

function itemAt(self: Value, given: Value, run: Run): Value | undefined {
  const key = countedFromEnd(self, given)
  if (self instanceof Map && !(self instanceof JavaSortedMap)) return self.get(key)
  if (Array.isArray(self) && !(self instanceof JavaSet) && isInt(key)) {
    if (key < 0 || key >= self.length) {
      throw new TemplateError(
        'vtl/index-out-of-bounds',
        `Index out of bounds: ${javaText(given)}, the list has ${self.length}`,
        'render',
      )
    }
    return self[key]
  }
  return callMethod(self, 'get', [key], run) ?? undefined
}

/** A negative index counts from the end of what has a size. */
function countedFromEnd(self: Value, key: Value): Value {
  if (!isInt(key) || key >= 0) return key
  if (Array.isArray(self)) return self.length + key
  if (self instanceof Map) return self.size + key
  const message = `Only what has a size is counted from its end: ${key} cannot be an index here`
  throw new TemplateError('vtl/not-a-list', message, 'render')
}

const calculations: ReadonlySet<Operator> = new Set<Operator>(['+', '-', '*', '/', '%'])

/** Whether a condition holds: false and null do not, a literal does not, any other value does. */
function compileCondition(expression: Expression, scope: Scope): (run: Run) => boolean {
  switch (expression.kind) {
    case 'reference':
    case 'boolean': {
      const value = compileExpression(expression, scope)
      return (run) => {
        const result = value(run)
        return typeof result === 'boolean' ? result : result !== null
      }
    }
    case 'not': {
      const holds = compileCondition(expression.operand, scope)
      return (run) => !holds(run)
    }
    case 'binary': {
      const { operator } = expression
      if (operator === '&&' || operator === '||') {
        const left = compileCondition(expression.left, scope)
        const right = compileCondition(expression.right, scope)
        return operator === '&&'
          ? (run) => left(run) && right(run)
          : (run) => left(run) || right(run)
      }
      // as a condition a calculation does not hold, and is not carried out
      if (calculations.has(operator)) return () => false
      const value = compileExpression(expression, scope)
      return (run) => value(run) === true
    }
    default:
      return () => false
  }
}

function compileExpression(expression: Expression, scope: Scope): Evaluate {
  switch (expression.kind) {
    case 'reference':
      return compileReference(expression, scope)
    case 'string': {
      const { value } = expression
      return () => value
    }
    case 'interpolation': {
      const render = compileBlock(expression.body, scope)
      const { losesLast } = expression
      return (run) => {
        const text = run.capture(() => render(run))
        return losesLast ? text.slice(0, -1) : text
      }
    }
    case 'number': {
      const value = numberLiteral(expression.text)
      return () => value
    }
    case 'boolean': {
      const { value } = expression
      return () => value
    }
    case 'word':
      return () => null
    case 'list': {
      const items = expression.items.map((item) => compileExpression(item, scope))
      return (run) => {
        const list = new JavaList()
        for (const item of items) list.push(item(run))
        return list
      }
    }
    case 'map': {
      const entries = expression.entries.map(
        ([key, value]) => [compileExpression(key, scope), compileExpression(value, scope)] as const,
      )
      return (run) => {
        const map: JavaMap = new Map()
        for (const [key, value] of entries) map.set(key(run), value(run))
        return map
      }
    }
    case 'range': {
      const start = compileExpression(expression.start, scope)
      const end = compileExpression(expression.end, scope)
      return (run) => {
        const first = start(run)
        const last = end(run)
        if (typeof first !== 'number' || typeof last !== 'number') return null
        const length = Math.abs(last - first) + 1
        run.charge(length)
        const direction = last < first ? -1 : 1
        const list = new JavaList()
        for (let i = 0; i < length; i++) list.push(first + i * direction)
        return list
      }
    }
    case 'not':
    case 'binary':
      return compileOperation(expression, scope)
  }
}

function compileOperation(
  expression: Extract<Expression, { kind: 'not' | 'binary' }>,
  scope: Scope,
): Evaluate {
  if (expression.kind === 'not') return compileCondition(expression, scope)
  const { operator } = expression
  if (operator === '&&' || operator === '||') return compileCondition(expression, scope)
  const left = compileExpression(expression.left, scope)
  const right = compileExpression(expression.right, scope)
  switch (operator) {
    case '==':
      return (run) => looselyEqual(left(run), right(run))
    case '!=':
      return (run) => !looselyEqual(left(run), right(run))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (run) => {
        const a = left(run)
        const b = right(run)
        if (!isNumber(a) || !isNumber(b)) return false
        const order = compareNumbers(a, b)
        return operator === '<'
          ? order < 0
          : operator === '<='
            ? order <= 0
            : operator === '>'
              ? order > 0
              : order >= 0
      }
    case '+': {
      const [leftSource = '', rightSource = ''] = expression.sources ?? []
      return (run) => {
        const a = left(run)
        const b = right(run)
        if (isNumber(a) && isNumber(b)) return arithmetic('+', a, b)
        if (typeof a !== 'string' && typeof b !== 'string') return null
        const text =
          (a === null ? leftSource : javaText(a)) + (b === null ? rightSource : javaText(b))
        run.charge(text.length)
        return text
      }
    }
    case '-':
    case '*':
    case '/':
    case '%':
      return (run) => {
        const a = left(run)
        const b = right(run)
        return isNumber(a) && isNumber(b) ? arithmetic(operator, a, b) : null
      }
  }
}
