import type { Block, Node, ReferenceNode } from './ast.ts'
import {
  compileCondition,
  compileExpression,
  compileReference,
  countedFromEnd,
  placed,
} from './compileExpression.ts'
import type { Scope } from './compileExpression.ts'
import { entryBytes, itemBytes } from './costs.ts'
import type { Costs } from './costs.ts'
import { LoopState } from './loop.ts'
import { callMethod } from './methods/index.ts'
import { parseTemplate } from './parser.ts'
import type { Profile } from './parser.ts'
import { TemplateError } from './problem.ts'
import { MacroFrame, Run, VariableNames, stopped } from './run.ts'
import type { MacroArgument, Render } from './run.ts'
import { DefinedBlock, JavaIterator, JavaSet } from './values.ts'
import { javaText } from './valueText.ts'
import type { Value } from './values.ts'

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

type Condition = (run: Run) => boolean

/** Rounds that `#foreach` makes at the most. Source: developer guide, limits. */
const foreachRounds = 1000

/** Characters that `#evaluate` takes, and the work of reading each. */
const evaluatedCharacters = 100_000
const workOfReading = 20

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
  const render = compileBlock(nodes, { profile, names, block: compileBlock })
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
      const { from, to } = node
      const branches = node.branches.map(({ condition, body }) => ({
        holds: placedCondition(compileCondition(condition, scope), from, to),
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
          const message = `#break takes a loop's scope such as $foreach.parent, not ${javaText(value, run)}`
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
        const source = javaText(text, run)
        run.evaluated = evaluated ?? { from, to, source }
        try {
          run.charge(source.length)
          if (source.length > evaluatedCharacters)
            throw stopped(
              'vtl/too-large',
              `#evaluate takes up to ${evaluatedCharacters} characters`,
            )
          run.work(workOfReading * source.length)
          const nodes = parseTemplate(source, scope.profile)
          const render = compileBlock(nodes, { ...scope, names: run.ownNames() })
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
        const names = values.map((value) => javaText(value(run), run)).join(', ')
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

/** A condition whose errors have a place: comparing values may use up the budget. */
function placedCondition(holds: Condition, from: number, to: number): Condition {
  return (run) => {
    try {
      return holds(run)
    } catch (error) {
      throw placed(error, from, to)
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
      if (isEscaped) {
        run.print(half + (value === null ? '\\' : '') + source)
      } else if (value === null) {
        run.print(absentLead + (macroSource(run, node) ?? absent))
      } else if (value instanceof DefinedBlock) {
        // a block prints itself and nothing else
        value.print()
      } else {
        if (lead !== '') run.print(lead)
        run.print(typeof value === 'string' ? value : javaText(value, run))
      }
    } catch (error) {
      throw placed(error, from, to)
    }
    if (run.observe) run.tell('reference', node, value, before)
  }
}

/** An argument of a macro that is nothing prints as it was written where the macro was called. */
function macroSource(run: Run, node: ReferenceNode): string | undefined {
  if (node.accessors.length > 0 || node.quiet) return undefined
  return run.frame?.source(node.name)
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
        ? countedFromEnd(object, index(run), run)
        : last.kind === 'property'
          ? last.name
          : null
      if (object instanceof Map) {
        run.hold(entryBytes)
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
      list = iterated(items(run), run)
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
      if (!(signal instanceof BreakSignal)) throw placed(signal, from, to)
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
function iterated(value: Value, costs: Costs): readonly Value[] | undefined {
  const items = itemsIn(value)
  if (items) {
    costs.work(items.length)
    costs.hold(itemBytes * items.length)
  }
  return items
}

function itemsIn(value: Value): readonly Value[] | undefined {
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
