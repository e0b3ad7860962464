// The text that a template makes, by its form: what its parts are, and where a reference stands in it.
import type { Block, Node, ReferenceNode } from '../vtl/index.ts'

/** The form of what a template prints. */
export type OutputForm = 'json' | 'xml' | 'form' | 'text'

/** The form that a content type asks for. */
export function formOf(contentType: string): OutputForm {
  if (/json/i.test(contentType)) return 'json'
  if (/xml|html/i.test(contentType)) return 'xml'
  return /x-www-form-urlencoded/i.test(contentType) ? 'form' : 'text'
}

/**
 * The content type of what a template prints: the one that it sets itself, else the one that its place gives it.
 * A request template may be chosen by one type and make another, as forms for SQS do.
 */
export function outputTypeOf(nodes: Block, contentType: string): string {
  let type = contentType
  for (const node of nodes) {
    if (node.kind !== 'set' || node.value.kind !== 'string') continue
    const { name, accessors } = node.target
    const names = accessors.map((each) => {
      if (each.kind !== 'index') return each.name
      return each.index.kind === 'string' ? each.index.value : ''
    })
    const path = [name, ...names].join('.').toLowerCase()
    if (/^context\.(?:request|response)override\.header\.content-type$/.test(path)) {
      type = node.value.value
    }
  }
  return type
}

/** Where a printed reference stands in JSON text. */
export interface JsonPlace {
  /** Between the quotes of a JSON string. */
  readonly isInString: boolean
  /** The last character before it that is no blank, outside of strings; empty at the beginning. */
  readonly before: string
  /** The first one behind it; empty at the end. */
  after: string
}

interface State {
  isInString: boolean
  isEscaped: boolean
  before: string
  /** Whether what was printed last may go on in what is printed next: a number, a word, a reference. */
  mayGoOn: boolean
}

const beginning: Readonly<State> = {
  isInString: false,
  isEscaped: false,
  before: '',
  mayGoOn: false,
}

/** A walk through the text of a template in the order in which it stands. */
interface Walk {
  readonly source: string
  /** Whether the character at a place is printed as it stands. */
  readonly isText: (at: number) => boolean
  readonly places: Map<ReferenceNode, JsonPlace>
  /** References whose next character is still to come. */
  waiting: JsonPlace[]
  /** Told of each character outside of blanks, with whether it belongs to a string. */
  readonly character?: (at: number, part: 'string' | 'quote' | 'other') => void
  /** Told of the places where statements and lines begin. */
  readonly boundary?: (at: number, state: Readonly<State>) => void
  /** Branches that leave the text in different states: what follows is not known. */
  isLost: boolean
}

/**
 * Where each printed reference stands in the JSON text around it. References behind branches that leave a string open in one
 * case and not in the other have no place.
 */
export function jsonPlaces(
  nodes: Block,
  source: string,
  isText: (at: number) => boolean,
  told: Pick<Walk, 'character' | 'boundary'> = {},
): {
  readonly places: ReadonlyMap<ReferenceNode, JsonPlace>
  /** Whether a string is left open in one branch and not in another. */
  readonly isLost: boolean
} {
  const walk: Walk = {
    source,
    isText,
    places: new Map(),
    waiting: [],
    isLost: false,
    ...told,
  }
  walkBlock(nodes, { ...beginning }, walk)
  return { places: walk.places, isLost: walk.isLost }
}

function walkBlock(nodes: Block, state: State, walk: Walk): void {
  for (const node of nodes) {
    walk.boundary?.(node.from, state)
    walkNode(node, state, walk)
    if (node.kind !== 'text') walk.boundary?.(node.to, state)
  }
}

function walkNode(node: Node, state: State, walk: Walk): void {
  switch (node.kind) {
    case 'text':
      walkText(node.from, node.to, state, walk)
      break
    case 'reference':
      atom(node, state, walk)
      break
    case 'call':
    case 'evaluate':
    case 'load':
      atom(undefined, state, walk)
      break
    case 'if':
      walkBranches([...node.branches.map(({ body }) => body), node.otherwise ?? []], state, walk)
      break
    case 'foreach':
      // a round follows the round before
      walkBranches([node.body, []], state, walk, endOf(node.body, walk).mayGoOn)
      break
    case 'define':
    case 'macro':
      // printed elsewhere, if at all
      walkBlock(node.body, { ...beginning }, walk)
      break
    case 'set':
    case 'break':
    case 'stop':
      break
  }
}

function walkBranches(branches: readonly Block[], state: State, walk: Walk, mayGoOn = false): void {
  const start = { ...state, mayGoOn: state.mayGoOn || mayGoOn }
  const { waiting } = walk
  const still: JsonPlace[] = []
  let last: State | undefined
  let endMayGoOn = false
  for (const branch of branches) {
    const own = { ...start }
    walk.waiting = [...waiting]
    walkBlock(branch, own, walk)
    still.push(...walk.waiting)
    endMayGoOn ||= own.mayGoOn
    if (last && last.isInString !== own.isInString) walk.isLost = true
    // what an empty branch leaves says less than what a full one does
    if (!last || own.before !== start.before) last = own
  }
  walk.waiting = [...new Set(still)]
  if (last) Object.assign(state, last, { mayGoOn: endMayGoOn })
}

/** What a block prints last: whether that may go on, and whether it may print nothing at all. */
function endOf(
  nodes: Block,
  walk: Walk,
): { readonly mayGoOn: boolean; readonly mayBeEmpty: boolean } {
  let mayGoOn = false
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]
    if (!node) break
    const end = endOfNode(node, walk)
    mayGoOn ||= end.mayGoOn
    if (!end.mayBeEmpty) return { mayGoOn, mayBeEmpty: false }
  }
  return { mayGoOn, mayBeEmpty: true }
}

function endOfNode(node: Node, walk: Walk): ReturnType<typeof endOf> {
  switch (node.kind) {
    case 'text': {
      let at = node.to - 1
      while (at >= node.from && !walk.isText(at)) at--
      if (at < node.from) return { mayGoOn: false, mayBeEmpty: true }
      return { mayGoOn: goesOn(walk.source[at] ?? ''), mayBeEmpty: false }
    }
    case 'if': {
      const ends = [...node.branches.map(({ body }) => body), node.otherwise ?? []].map((body) =>
        endOf(body, walk),
      )
      return {
        mayGoOn: ends.some((end) => end.mayGoOn),
        mayBeEmpty: ends.some((end) => end.mayBeEmpty),
      }
    }
    case 'foreach':
      return { mayGoOn: endOf(node.body, walk).mayGoOn, mayBeEmpty: true }
    case 'reference':
    case 'call':
    case 'evaluate':
    case 'load':
      return { mayGoOn: true, mayBeEmpty: true }
    default:
      return { mayGoOn: false, mayBeEmpty: true }
  }
}

function goesOn(character: string): boolean {
  return !/[\s{}[\],:"]/.test(character)
}

function atom(node: ReferenceNode | undefined, state: State, walk: Walk): void {
  if (walk.isLost) return
  if (!state.isInString) meet('$', walk)
  if (node) {
    const place: JsonPlace = { isInString: state.isInString, before: state.before, after: '' }
    walk.places.set(node, place)
    if (!state.isInString) walk.waiting.push(place)
  }
  state.isEscaped = false
  state.mayGoOn = !state.isInString
  if (!state.isInString) state.before = '$'
}

function meet(character: string, walk: Walk): void {
  for (const place of walk.waiting) if (place.after === '') place.after = character
  walk.waiting = []
}

function walkText(from: number, to: number, state: State, walk: Walk): void {
  for (let at = from; at < to; at++) {
    if (walk.source[at - 1] === '\n') walk.boundary?.(at, state)
    if (!walk.isText(at)) continue
    const character = walk.source[at] ?? ''
    if (state.isInString) {
      const ends = character === '"' && !state.isEscaped
      state.isEscaped = character === '\\' && !state.isEscaped
      if (ends) {
        state.isInString = false
        state.before = '"'
        state.mayGoOn = false
      }
      walk.character?.(at, ends ? 'quote' : 'string')
      continue
    }
    state.mayGoOn = goesOn(character)
    if (/\s/.test(character)) continue
    meet(character, walk)
    if (character === '"') {
      state.isInString = true
      state.isEscaped = false
    }
    state.before = character
    walk.character?.(at, character === '"' ? 'quote' : 'other')
  }
}
