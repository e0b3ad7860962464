import type { Address } from '../address.ts'
import type { Problem } from '../result.ts'

/**
 * What a conversion could not take along. Each loss is a problem with the code `conversion/AREA`, one sentence, and the
 * address in the API as it was. Equal losses are reported once.
 */
export class Losses {
  readonly #found = new Map<string, Problem>()

  /** Something of the API is gone. */
  dropped(area: string, message: string, at: Address): void {
    this.#report(area, message, at, 'dropped')
  }

  /** Something of the API behaves differently. */
  changed(area: string, message: string, at: Address): void {
    this.#report(area, message, at, 'translated')
  }

  get problems(): readonly Problem[] {
    return [...this.#found.values()]
  }

  #report(area: string, message: string, at: Address, fate: 'dropped' | 'translated'): void {
    const key = JSON.stringify([area, message, at])
    this.#found.set(key, { code: `conversion/${area}`, message, severity: 'warning', at, fate })
  }
}
