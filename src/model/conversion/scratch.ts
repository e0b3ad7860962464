import type { Address } from '../address.ts'
import { own } from '../operations/within.ts'
import type { Result } from '../result.ts'
import type { Api, Design } from '../schema/design.ts'
import type { Losses } from './losses.ts'

/** The design in which a new API is built. What an operation refuses becomes a loss. */
export class Scratch<P extends Api['protocol']> {
  #design: Design
  readonly apiId: string
  readonly losses: Losses
  readonly #protocol: P

  constructor(design: Design, apiId: string, protocol: P, losses: Losses) {
    this.#design = design
    this.apiId = apiId
    this.#protocol = protocol
    this.losses = losses
  }

  get design(): Design {
    return this.#design
  }

  /** The API as far as it is built. */
  get api(): Extract<Api, { protocol: P }> {
    const api = own(this.#design.apis, this.apiId)
    if (api?.protocol !== this.#protocol) throw new Error(`the API ${this.apiId} is not built`)
    return api as Extract<Api, { protocol: P }> // the line above has checked it
  }

  /** Carry an operation out for a part of the API, such as `GET /pets`. False when it was refused, which is reported. */
  apply(
    area: string,
    part: string,
    at: Address,
    operation: (design: Design) => Result<Design>,
  ): boolean {
    const result = operation(this.#design)
    if (result.ok) {
      this.#design = result.value
      return true
    }
    for (const { message } of result.problems) {
      const reason = message.replace(/\.$/, '')
      this.losses.dropped(area, `${part} cannot be kept: ${reason}.`, at)
    }
    return false
  }
}
