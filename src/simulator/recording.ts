// A run of a template that was recorded, so that a debugger can go forth and back in it.
import { renderTemplate } from './context/index.ts'
import type { TemplateCall, TemplateEnvironment } from './context/index.ts'
import {
  DefinedBlock,
  HostObject,
  MapEntry,
  SilentMap,
  javaText,
  limitedCosts,
} from './vtl/index.ts'
import type { Node, ObservedEvent, TemplateProblem, Value } from './vtl/index.ts'

/** A point at which a debugger stops: a directive or a printed reference is about to run, or a round of a loop. */
export interface Moment {
  readonly kind: 'directive' | 'reference' | 'round' | 'end'
  /** The directive's name: `set`, `if`, `foreach`, … */
  readonly node: Node['kind'] | 'end'
  /** Where it stands in the template, UTF-16 offsets. */
  readonly from: number
  readonly to: number
  /** How deep it stands in directives and calls of macros; 0 at the top. */
  readonly depth: number
  /** Characters of the output that are there by now. */
  readonly printed: number
  /** Variables by name as they are now, with their values in short. Moments between which nothing changed share one. */
  readonly variables: Readonly<Record<string, string>>
  /** What it came to, known once it has run: what was stored or printed, which branch was taken, the item of the round. */
  readonly became?: string
  /** The round, counted from 0, of how many items. */
  readonly round?: { readonly index: number; readonly of: number }
}

/** A stretch of the output and what in the template it came from. Stretches follow each other without gaps. */
export interface Origin {
  /** `[start, end)` in the output. */
  readonly start: number
  readonly end: number
  /** `[from, to)` in the template. */
  readonly from: number
  readonly to: number
  readonly kind: 'text' | 'reference'
}

export interface Recording {
  readonly moments: readonly Moment[]
  readonly origins: readonly Origin[]
  /** What was printed: whole, or as far as the template came. */
  readonly output: string
  readonly problem?: TemplateProblem
  /** The template did more than is recorded: its first part is there. */
  readonly isCut: boolean
}

/** What a recording may hold. */
export interface RecordingLimits {
  readonly moments: number
  /** Characters of a value that are shown. */
  readonly valueCharacters: number
  /** Stretches of the output whose origin is kept. */
  readonly origins: number
}

export const defaultRecordingLimits: RecordingLimits = {
  moments: 5000,
  valueCharacters: 300,
  origins: 20_000,
}

/** Variables that are there in every template: they are not watched as variables. */
const givenVariables: ReadonlySet<string> = new Set(['input', 'util', 'context', 'stageVariables'])

interface Open {
  readonly node: Node
  readonly moment: number | undefined
}

type Draft = { -readonly [K in keyof Moment]: Moment[K] }

/** Run a template and record it. */
export function recordTemplate(
  call: Omit<TemplateCall, 'observe'>,
  environment: TemplateEnvironment,
  limits: RecordingLimits = defaultRecordingLimits,
): Recording {
  const moments: Draft[] = []
  const pieces: Origin[] = []
  const open: Open[] = []
  let isCut = false
  let printed = 0
  let shared: Readonly<Record<string, string>> = {}
  const variablesNow = (event: ObservedEvent) => {
    const next = watched(event.variables(), limits.valueCharacters)
    if (!sameTexts(shared, next)) shared = next
    return shared
  }
  const add = (event: ObservedEvent, kind: Moment['kind'], more?: Partial<Draft>) => {
    if (moments.length >= limits.moments) {
      isCut = true
      return undefined
    }
    const inEvaluate = event.evaluated
    moments.push({
      kind,
      node: event.node.kind,
      from: inEvaluate?.from ?? event.from,
      to: inEvaluate?.to ?? event.to,
      depth: open.length + event.calls.length,
      printed,
      variables: variablesNow(event),
      ...more,
    })
    return moments.length - 1
  }
  /** Directives that a `#break` or `#stop` left are closed with the one around them. */
  const close = (node: Node): Open | undefined => {
    const at = open.map((each) => each.node).lastIndexOf(node)
    return at < 0 ? undefined : open.splice(at)[0]
  }
  const became = (at: number | undefined, text: string) => {
    const moment = at === undefined ? undefined : moments[at]
    if (moment) moment.became = text
  }
  const observe = (event: ObservedEvent) => {
    const { kind, node, value, captured } = event
    if (captured === 0) printed = event.printed
    const short = () => shortText(value, limits.valueCharacters)
    switch (kind) {
      case 'begin':
        if (captured === 0) printed = event.printedBefore
        open.push({
          node,
          moment: add(event, node.kind === 'reference' ? 'reference' : 'directive'),
        })
        break
      case 'round':
        add(event, 'round', { became: short(), ...(event.round && { round: event.round }) })
        break
      case 'branch':
        became(open.findLast((each) => each.node === node)?.moment, branchText(event.branch))
        break
      case 'reference':
        became(close(node)?.moment, short())
        break
      case 'directive': {
        const closed = close(node)
        if (node.kind === 'set') became(closed?.moment, short())
        break
      }
      case 'text':
        break
    }
    // what is no directive here prints itself
    const printsItself = kind === 'directive' && (node.kind === 'call' || node.kind === 'evaluate')
    if ((kind === 'text' || kind === 'reference' || printsItself) && captured === 0) {
      const start = event.printedBefore
      if (event.printed <= start) return
      if (pieces.length >= limits.origins) {
        isCut = true
        return
      }
      const { from, to } = event.evaluated ?? event
      pieces.push({
        start,
        end: event.printed,
        from,
        to,
        kind: kind === 'reference' ? kind : 'text',
      })
    }
  }
  let last: ObservedEvent | undefined
  const rendered = renderTemplate(
    {
      ...call,
      observe: (event) => {
        last = event
        observe(event)
      },
    },
    environment,
  )
  if (last && rendered.ok && !isCut) {
    const { length } = call.template
    const end = { kind: 'end', node: 'end', from: length, to: length, depth: 0 } as const
    moments.push({ ...end, printed: rendered.output.length, variables: variablesNow(last) })
  }
  return {
    moments,
    origins: innermost(pieces),
    output: rendered.ok ? rendered.output : rendered.printed,
    ...(!rendered.ok && { problem: rendered.problem }),
    isCut,
  }
}

function branchText(branch: ObservedEvent['branch']): string {
  if (branch === null) return 'no branch'
  if (branch === 'else') return '#else'
  return branch === 0 ? 'the condition holds' : `#elseif ${branch}`
}

/** Variables that a template made, and what it wrote to the overrides. */
function watched(variables: Map<string, Value>, characters: number): Record<string, string> {
  const texts: [string, string][] = []
  for (const [name, value] of variables) {
    if (!givenVariables.has(name)) texts.push([`$${name}`, shortText(value, characters)])
  }
  const context = variables.get('context')
  if (context instanceof Map) {
    for (const name of ['requestOverride', 'responseOverride']) {
      const override = context.get(name)
      const written = override instanceof Map ? writtenText(override, characters) : ''
      if (written !== '') texts.push([`$context.${name}`, written])
    }
  }
  return Object.fromEntries(texts)
}

function writtenText(override: Map<Value, Value>, characters: number): string {
  const written = [...override].filter(([, value]) => !(value instanceof Map && value.size === 0))
  return written.length === 0 ? '' : shortText(new Map(written), characters)
}

function sameTexts(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(after)
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => before[name] === after[name])
  )
}

/** A value as the template prints it, as far as the limit goes: a large body is not printed whole for each step. */
export function shortText(value: Value, characters: number): string {
  const text = begin(value, characters)
  return text.length > characters ? `${text.slice(0, characters)} …` : text
}

/** Units of work that showing a number may take. */
const workOfValue = 10_000_000

function begin(value: Value, room: number): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value.slice(0, room + 1)
  // printing a block would run it
  if (value instanceof DefinedBlock) return '(a block of #define)'
  if (value instanceof HostObject) return '(an object of the service)'
  if (value instanceof MapEntry) {
    const key = begin(value.key, room)
    return key.length > room ? key : `${key}=${begin(value.value, room - key.length)}`
  }
  const [open, close] = value instanceof Map ? ['{', '}'] : ['[', ']']
  if (!(value instanceof Map) && !Array.isArray(value))
    return javaText(value, limitedCosts(workOfValue))
  if (value instanceof SilentMap && value.size === 0) return '{}'
  let text: string = open
  for (const item of value) {
    if (text.length > room) return text
    const left = room - text.length
    const part =
      value instanceof Map && Array.isArray(item)
        ? `${begin(item[0] ?? null, left)}=${begin(item[1] ?? null, left)}`
        : // the items of a list are values
          begin(item as Value, left)
    text += text.length > 1 ? `, ${part}` : part
  }
  return text + close
}

/** Where each stretch of the output was written: of pieces that lie in each other, the one that was told first. */
function innermost(pieces: readonly Origin[]): Origin[] {
  const origins: Origin[] = []
  // pieces that print a block hold those of the block, which were told before them
  for (const piece of pieces) {
    const last = origins.at(-1)
    if (!last || last.end <= piece.start) {
      origins.push(piece)
      continue
    }
    // the stretches of the block stay; what they leave of the piece around them is its own
    let first = origins.length
    while (first > 0 && (origins[first - 1]?.end ?? 0) > piece.start) first--
    const inside = origins.splice(first)
    const filled: Origin[] = []
    let at = piece.start
    for (const each of inside) {
      if (each.start > at) filled.push({ ...piece, start: at, end: each.start })
      filled.push(each)
      at = each.end
    }
    if (at < piece.end) filled.push({ ...piece, start: at })
    origins.push(...filled)
  }
  return origins
}
