import type { Costs } from '../costs.ts'
import { TemplateError } from '../problem.ts'
import type { Expression, Piece } from './expression.ts'

/** Where a match begins and ends, and what its groups took: from and to by group, -1 where it took nothing. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly groups: readonly (readonly [from: number, to: number])[]
}

type Going = (at: number) => boolean

/** Tries inside each other: each takes a few frames of the stack. */
const deepest = 3000

/** A search in one text, that tries one way after the other. Each try is charged, so that it ends. */
class Search {
  private readonly text: string
  private readonly costs: Costs
  private readonly groups: [number, number][]
  private depth = 0

  constructor(text: string, groups: number, costs: Costs) {
    this.text = text
    this.costs = costs
    this.groups = Array.from({ length: groups + 1 }, () => [-1, -1])
  }

  match(piece: Piece, from: number, isWhole: boolean): Match | undefined {
    this.costs.work(this.groups.length)
    this.groups.fill([-1, -1])
    this.depth = 0
    let end = -1
    const found = this.take(piece, from, (at) => {
      if (isWhole && at !== this.text.length) return false
      end = at
      return true
    })
    if (!found) return undefined
    const groups = this.groups.map((group) => group)
    groups[0] = [from, end]
    return { start: from, end, groups }
  }

  private take(piece: Piece, at: number, go: Going): boolean {
    this.costs.charge(0)
    if (this.depth >= deepest) {
      const message = 'A regular expression goes back too far on this text'
      throw new TemplateError('vtl/too-deep', message, 'budget')
    }
    this.depth++
    // a budget that is used up ends the search as a whole, so that the depth is of no use then
    const found = this.takePiece(piece, at, go)
    this.depth--
    return found
  }

  private takePiece(piece: Piece, at: number, go: Going): boolean {
    switch (piece.kind) {
      case 'unit':
        return this.isUnit(piece, at) && go(at + 1)
      case 'place':
        return piece.holds(this.text, at) && go(at)
      case 'sequence':
        return this.takeAll(piece.pieces, 0, at, go)
      case 'choice':
        return piece.pieces.some((one) => this.take(one, at, go))
      case 'group': {
        const before = this.groups[piece.index] ?? [-1, -1]
        const found = this.take(piece.piece, at, (end) => {
          const inside = this.groups[piece.index] ?? [-1, -1]
          this.groups[piece.index] = [at, end]
          if (go(end)) return true
          this.groups[piece.index] = inside
          return false
        })
        if (!found) this.groups[piece.index] = before
        return found
      }
      case 'back':
        return this.takeBack(piece, at, go)
      case 'atomic': {
        const end = this.endOf(piece.piece, at)
        return end !== undefined && go(end)
      }
      case 'look': {
        const isThere = piece.isBehind
          ? this.isBehind(piece.piece, at)
          : this.endOf(piece.piece, at) !== undefined
        return isThere !== piece.isNegative && go(at)
      }
      case 'repeat':
        return this.repeat(piece, at, go)
    }
  }

  private takeAll(pieces: readonly Piece[], index: number, at: number, go: Going): boolean {
    for (; ; index++) {
      const piece = pieces[index]
      if (!piece) return go(at)
      // there is one way to take these, so nothing has to be kept for going back
      if (piece.kind === 'unit') {
        this.costs.charge(0)
        if (!this.isUnit(piece, at)) return false
        at++
      } else if (piece.kind === 'place') {
        this.costs.charge(0)
        if (!piece.holds(this.text, at)) return false
      } else {
        if (index === pieces.length - 1) return this.take(piece, at, go)
        return this.take(piece, at, (next) => this.takeAll(pieces, index + 1, next, go))
      }
    }
  }

  private isUnit(piece: Extract<Piece, { kind: 'unit' }>, at: number): boolean {
    if (at >= this.text.length) return false
    this.costs.work(piece.tests)
    return piece.matches(this.text[at] ?? '')
  }

  private takeBack(piece: Extract<Piece, { kind: 'back' }>, at: number, go: Going): boolean {
    const [from, to] = this.groups[piece.index] ?? [-1, -1]
    if (from < 0) return false
    const taken = this.text.slice(from, to)
    this.costs.work(piece.ignoresCase ? 4 * taken.length : taken.length)
    const here = this.text.slice(at, at + taken.length)
    const isSame =
      here === taken || (piece.ignoresCase && here.toLowerCase() === taken.toLowerCase())
    return isSame && go(at + taken.length)
  }

  /** Where a piece ends that is matched once and for all. */
  private endOf(piece: Piece, at: number): number | undefined {
    let end: number | undefined
    this.take(piece, at, (next) => {
      end = next
      return true
    })
    return end
  }

  private isBehind(piece: Piece, at: number): boolean {
    for (let from = at; from >= 0; from--) {
      if (this.take(piece, from, (end) => end === at)) return true
    }
    return false
  }

  private repeat(piece: Extract<Piece, { kind: 'repeat' }>, at: number, go: Going): boolean {
    const { least, most, way } = piece
    if (way === 'possessive') {
      const end = this.endOf({ ...piece, way: 'greedy' }, at)
      return end !== undefined && go(end)
    }
    if (piece.piece.kind === 'unit') return this.repeatUnit(piece, piece.piece, at, go)
    const again = (count: number, from: number): boolean => {
      if (count < least) return this.take(piece.piece, from, (next) => again(count + 1, next))
      const more = () =>
        count < most &&
        // a round that takes nothing is the last
        this.take(piece.piece, from, (next) => (next === from ? go(next) : again(count + 1, next)))
      return way === 'lazy' ? go(from) || more() : more() || go(from)
    }
    return again(0, at)
  }

  private repeatUnit(
    piece: Extract<Piece, { kind: 'repeat' }>,
    unit: Extract<Piece, { kind: 'unit' }>,
    at: number,
    go: Going,
  ): boolean {
    const { least, most, way } = piece
    const end = Math.min(this.text.length, at + most)
    const isNext = (from: number) => {
      this.costs.charge(0)
      return from < end && this.isUnit(unit, from)
    }
    let next = at
    if (way === 'lazy') {
      while (next < at + least) if (!isNext(next++)) return false
      for (;;) {
        if (go(next)) return true
        if (!isNext(next)) return false
        next++
      }
    }
    while (isNext(next)) next++
    for (; next >= at + least; next--) if (go(next)) return true
    return false
  }
}

/** The first match from a place on; `undefined` where there is none. */
export function findMatch(
  expression: Expression,
  text: string,
  from: number,
  costs: Costs,
): Match | undefined {
  const search = new Search(text, expression.groups, costs)
  for (let at = from; at <= text.length; at++) {
    const match = search.match(expression.piece, at, false)
    if (match) return match
  }
  return undefined
}

/** Whether the whole of a text matches. */
export function matchWhole(expression: Expression, text: string, costs: Costs): boolean {
  const search = new Search(text, expression.groups, costs)
  return search.match(expression.piece, 0, true) !== undefined
}
