import type { Address } from '../address.ts'
import type { IdSource } from '../ids.ts'
import type { Result } from '../result.ts'
import type { Api, Design } from '../schema/design.ts'
import type { NounName } from './places.ts'

/** The kinds of APIs. */
export type Protocol = Api['protocol']

/** Something in a design that can be selected and has a form of its own. */
export interface Thing {
  readonly noun: NounName
  readonly at: Address
  readonly label: string
}

/** What adding something needs from outside the design. */
export interface AddContext {
  readonly nextId: IdSource
  /** Milliseconds since 1970. */
  readonly now: number
  /** The API to add to; without effect for things of the whole design. */
  readonly apiId?: string
  /** Default: a name that is free. */
  readonly name?: string
}

/** An edit that makes a thing, and where the thing will be. */
export interface Addition {
  readonly at: Address
  readonly operation: (design: Design) => Result<Design>
}

/** What the project knows about one kind of thing, whoever draws, lists or edits it. */
export interface Noun {
  /** `API key`, as a form is headed. */
  readonly title: string
  /** `API keys`, as a list is headed. */
  readonly heading: string
  /** The whole design, or the protocols of the APIs that have such things. */
  readonly of: 'design' | readonly Protocol[]
  /** The address by ids: of the API first, then the thing's own. */
  readonly at: (...ids: readonly string[]) => Address
  /** The things of the design or of one API, in the design's order. */
  readonly list: (design: Design, apiId?: string) => readonly Thing[]
  /** What a thing is called; `undefined` where there is none. */
  readonly label: (design: Design, at: Address) => string | undefined
  /** What a thing is called where it stands alone, as over a list of its problems: `Stage prod`, `GET /pets`. */
  readonly headline: (label: string) => string
  /** What a thing is called in a sentence: `the model Pet`, `GET /pets`. */
  readonly phrase: (label: string) => string
  /** Add a thing with a free name and settings to start from; absent where more must be known first. */
  readonly add?: (design: Design, context: AddContext) => Addition
  readonly remove?: (design: Design, at: Address) => Result<Design>
  /** What else changes when the thing is removed, in a sentence. */
  readonly removalRemark?: (design: Design, at: Address) => string | undefined
  readonly rename?: (design: Design, at: Address, name: string) => Result<Design>
  /** Add a copy beside the original, under a free name. Absent where copies cannot be told apart. */
  readonly copy?: (design: Design, at: Address, nextId: IdSource) => Result<Copied>
  /** Move to another parent: a resource or a method to the resource at `to`. */
  readonly move?: (design: Design, at: Address, to: Address) => Result<Design>
}

/** The design with a copy, and where the copy is. */
export interface Copied {
  readonly design: Design
  readonly at: Address
}
