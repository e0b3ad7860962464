import type { Address, Design } from '../../../model/index.ts'
import type { Station } from '../../../simulator/index.ts'

/** Something that is configured at a station: a line of its card. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** Where it is configured; a template opens from here. */
  readonly at?: Address
}

/** What is configured at a station. */
export interface Card {
  readonly station: Station
  /** As the console calls it. */
  readonly title: string
  readonly subtitle: string
  /** What is selected with the station. */
  readonly at: Address
  /** Where its editor is: a template where it has one. */
  readonly editAt: Address
  readonly facts: readonly Fact[]
  /** Nothing is configured here; requests pass as they are. */
  readonly isIdle: boolean
}

/** A station of the flow as a card. */
export interface StationItem extends Card {
  /** The method or route whose flow it is in. */
  readonly entryAt: Address
  /** What may have problems that belong to the station. */
  readonly roots: readonly Address[]
  readonly sentence: string
}

/** A way from one station to the next: of the request, from left to right, or of the response beneath it. */
export interface Way {
  readonly from: Station
  readonly to: Station
  readonly row: 'request' | 'response'
  /** Between two stations of one column. */
  readonly turn?: 'down' | 'up'
}

/** Where the stations of a flow are, and how they are connected. */
export interface FlowShape {
  /** From left to right. A station of both rows is as high as both. */
  readonly columns: readonly {
    readonly request?: Station
    /** A second station of the request, under the first. */
    readonly below?: Station
    readonly response?: Station
    /** Of the width that there is. */
    readonly share: number
  }[]
  /** Between two columns, of the same measure. */
  readonly gap: number
  /** In the order of the trace. */
  readonly ways: readonly Way[]
  /** Where a response that the API writes itself goes. */
  readonly ownResponseTo: Station
}

export interface FlowGraph {
  readonly entryAt: Address
  /** What the badge says: `GET`, `$default`. */
  readonly verb: string
  readonly path: string
  readonly apiName: string
  /** In the order of the trace. */
  readonly stations: readonly StationItem[]
  readonly shape: FlowShape
  /** The flow of a CORS preflight, where the API itself answers it. */
  readonly preflightShape?: FlowShape
}

/** Makes the flow of a method or route; `undefined` where there is none at the address. */
export type FlowBuilder = (design: Design, entryAt: Address) => FlowGraph | undefined

/** Lines that a card has room for; more are counted. */
const shownFacts = 5

/** The cards of a flow with what all of them have. */
export function stationItems(
  cards: readonly Card[],
  entryAt: Address,
  roots: readonly Address[],
): readonly StationItem[] {
  return cards.map((card) => ({
    ...card,
    entryAt,
    roots,
    facts: shortened(card.facts),
    sentence: sentenceOf(card),
  }))
}

function sentenceOf({ title, subtitle, facts }: Card): string {
  const told = facts.map(({ label, value }) => (label === '' ? value : `${label} ${value}`))
  return [subtitle === '' ? title : `${title}: ${subtitle}`, ...told]
    .filter((text) => text !== '')
    .join(', ')
}

function shortened(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length <= shownFacts) return facts
  const shown = facts.slice(0, shownFacts - 1)
  return [...shown, { label: '', value: `and ${facts.length - shown.length} more` }]
}
