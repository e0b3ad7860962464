import type { Node, Span } from './ast.ts'
import type { Costs } from './costs.ts'
import type { Evaluated, ObservedEvent, Observer } from './observer.ts'
import type { Profile } from './parser.ts'
import { TemplateError } from './problem.ts'
import type { Value } from './values.ts'

/** What a template may use up before it is stopped. */
export interface RenderBudget {
  readonly steps: number
  readonly outputCharacters: number
  /** Milliseconds, on the clock of `elapsed`. */
  readonly milliseconds: number
  /** Bytes that the values of a template take, added up. Default: 32 for each character of output. */
  readonly memoryBytes?: number
}

const bytesOfCharacter = 32

/** Something of a template that prints. */
export type Render = (run: Run) => void
/** Something of a template that has a value. */
export type Evaluate = (run: Run) => Value

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

/** Characters that are put together before they are joined to the output. */
const longestPending = 4096

/** Units of work that cost as much time as a step, and units after which the clock is checked. */
const unitsOfStep = 256
const unitsOfLook = 16_384

/** One run of a compiled template. */
export class Run implements Costs {
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
  private worked = 0
  private held = 0
  private methodCalls = 0
  private readonly mostSteps: number
  private readonly mostCharacters: number
  private readonly mostBytes: number
  private readonly milliseconds: number
  private readonly elapsed: () => number
  /** Below zero until the first step starts the clock: a template of plain text needs none. */
  private deadline = -1
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
    this.mostBytes = budget.memoryBytes ?? bytesOfCharacter * budget.outputCharacters
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
    if (++this.steps > this.mostSteps) throw this.outOfSteps()
    if ((this.steps & 1023) === 1) this.lookAtClock()
  }

  private outOfSteps(): TemplateError {
    return stopped('vtl/steps', `The template was stopped after ${this.mostSteps} steps`)
  }

  /** A call of a method, each of which may take long: the clock is checked more often. */
  call(): void {
    this.step()
    if ((++this.methodCalls & 15) === 0) this.lookAtClock()
  }

  private lookAtClock(): void {
    const now = this.elapsed()
    if (this.deadline < 0) this.deadline = now + this.milliseconds
    else if (now > this.deadline) {
      throw stopped('vtl/time', `The template was stopped after ${this.milliseconds} ms`)
    }
  }

  charge(amount: number): void {
    this.step()
    this.make(amount)
    this.hold(8 * amount)
  }

  work(units: number): void {
    this.worked += units
    if (this.worked >= unitsOfLook) this.settleWork()
  }

  /** Work counts as steps, so that it ends even on a clock that stands still. */
  private settleWork(): void {
    this.steps += Math.floor(this.worked / unitsOfStep)
    this.worked %= unitsOfStep
    if (this.steps > this.mostSteps) throw this.outOfSteps()
    this.lookAtClock()
  }

  hold(bytes: number): void {
    this.held += bytes
    if (this.held > this.mostBytes) {
      const megabytes = Math.ceil(this.mostBytes / 1_000_000)
      throw stopped('vtl/memory', `The template was stopped at ${megabytes} MB of values`)
    }
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
export interface MacroArgument {
  readonly evaluate: Evaluate
  /** Where it is a reference, its text. */
  readonly source: string
}

/** A macro that is running: its arguments are evaluated at each use, where the macro was called. */
export class MacroFrame {
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
    // an argument may use those of the caller more than once: each use counts
    run.step()
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

/** A template that has used up its budget. */
export function stopped(code: string, message: string): TemplateError {
  return new TemplateError(code, message, 'budget')
}
