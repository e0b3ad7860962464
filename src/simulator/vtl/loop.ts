import { HostObject } from './values.ts'
import type { Value } from './values.ts'

/** The loop that runs, as `$foreach`. */
export class LoopState extends HostObject {
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
