import { idsOf, nounAt, nounOf, thingAddress } from '../../model/index.ts'
import type { Address, Design } from '../../model/index.ts'

/** The thing of a design that a problem is at, in words. */
export interface ProblemPlace {
  /** The same for all problems of one thing. */
  readonly key: string
  /** `GET /pets`, `Stage prod`. */
  readonly label: string
}

/** The thing that holds an address: a method, a resource, a stage, an API, else the design. */
export function problemPlace(design: Design, at: Address): ProblemPlace {
  const name = nounAt(design, at)
  if (name === undefined) return { key: '', label: design.name }
  const noun = nounOf(name)
  const thing = thingAddress(at)
  // a thing that an edit has just removed goes by its id until it is checked again
  const label = noun.label(design, thing) ?? idsOf(name, thing).at(-1) ?? ''
  return { key: thing.join('/'), label: noun.headline(label) }
}
