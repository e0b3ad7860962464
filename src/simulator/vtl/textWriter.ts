import type { Costs } from './costs.ts'

/** Characters that are put together before they are joined to the rest. */
const longestPending = 4096

/** A text that is put together of many pieces, and charged for on the way. */
export class TextWriter {
  readonly costs: Costs
  private done = ''
  private pending = ''

  constructor(costs: Costs) {
    this.costs = costs
  }

  add(piece: string): void {
    this.pending += piece
    if (this.pending.length > longestPending) this.join(piece)
  }

  text(): string {
    const { length } = this.pending
    this.costs.work(length)
    this.costs.hold(2 * length)
    return this.done + this.pending
  }

  private join(last: string): void {
    const { length } = this.pending
    this.costs.work(length)
    this.costs.hold(2 * length)
    // a string that was put together of many is a tree until one of its characters is read: short trees are gone
    // before the garbage collector has to carry them along. Most of a long text is no tree
    if (last.length <= longestPending) this.pending.charCodeAt(0)
    this.done += this.pending
    this.pending = ''
  }
}
