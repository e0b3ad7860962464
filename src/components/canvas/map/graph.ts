import { formatAddress, idsOf, isThingOf } from '../../../model/index.ts'
import type { Address, Api, BackendKind, Design } from '../../../model/index.ts'

/** A method or a route as a row of its card. */
export interface MapRow {
  /** The address on one line; also the row's id on the canvas. */
  readonly id: string
  readonly at: Address
  /** What the badge says: `GET`, `ANY`, `$default`. */
  readonly verb: string
  /** Where its edge begins, within the card. */
  readonly handle: string
  /** What the row says beside the verb: the operation's name, else what the integration calls. */
  readonly summary: string
  /** `HTTP proxy`, `Lambda`, …; absent while there is no integration. */
  readonly integrationLabel: string | undefined
  /** The integration is a mock: no edge leads from the row. */
  readonly isMock: boolean
  /** Absent: anyone may call it. */
  readonly guard:
    | {
        /** `JWT`, where the row has room for it. */
        readonly badge?: string
        /** `Authorization: JWT`. */
        readonly title: string
      }
    | undefined
  readonly apiKeyRequired: boolean
  /** What search looks at, lower case. */
  readonly searchText: string
  /** The row in a sentence. */
  readonly sentence: string
}

/** A card with rows at the left of the map: a resource, an HTTP API, or a path with its routes. */
export interface MapCard {
  readonly id: string
  readonly kind: 'resource' | 'api' | 'path'
  /** What it is in the design: a resource or an API; the first route of a path. */
  readonly at: Address
  /** What is selected with it: itself, or every route of a path. */
  readonly selects: readonly Address[]
  readonly title: string
  readonly subtitle: string
  readonly path: string
  readonly depth: number
  /** The id of the parent's card. */
  readonly parentId: string | undefined
  readonly rows: readonly MapRow[]
  /** `Methods of /pets`. */
  readonly rowsLabel: string
  /** Present on the card of an HTTP API. */
  readonly cors?: { readonly isOn: boolean; readonly title: string; readonly at: Address }
  readonly searchText: string
  readonly sentence: string
}

/** An integration that several routes share, or that none uses: a small node between routes and backends. */
export interface JointItem {
  readonly id: string
  readonly at: Address
  readonly integrationId: string
  readonly title: string
  readonly routeCount: number
  readonly searchText: string
  readonly sentence: string
}

/** A backend as a node of the map. */
export interface BackendItem {
  readonly id: string
  readonly at: Address
  readonly key: string
  readonly kind: BackendKind
  readonly title: string
  readonly kindLabel: string
  readonly mode: 'canned' | 'live'
  readonly isDeclared: boolean
  readonly userCount: number
  readonly searchText: string
  readonly sentence: string
}

/** An integration as an edge: from a row to a backend, or by way of the node of a shared integration. */
export interface EdgeItem {
  readonly id: string
  /** What is selected with it. */
  readonly at: Address
  /** The row that it starts from; absent between a shared integration and its backend. */
  readonly rowAt: Address | undefined
  readonly sourceId: string
  readonly sourceHandle: string
  readonly targetId: string
  /** The integration that a route dropped on the edge would share. */
  readonly integrationId?: string
  /** Empty: the node at one of its ends says it. */
  readonly label: string
  readonly targetTitle: string
  readonly sentence: string
}

export interface MapGraph {
  readonly apiId: string
  readonly protocol: Api['protocol'] | undefined
  /** Parents before children, siblings by path. */
  readonly cards: readonly MapCard[]
  readonly joints: readonly JointItem[]
  readonly backends: readonly BackendItem[]
  readonly edges: readonly EdgeItem[]
  /** What the items were made from, to find those that an edit leaves as they are. */
  readonly sources: ReadonlyMap<string, unknown>
}

/** A map with nothing on it. */
export function emptyMap(apiId: string, protocol?: Api['protocol']): MapGraph {
  return {
    apiId,
    protocol,
    cards: [],
    joints: [],
    backends: [],
    edges: [],
    sources: new Map(),
  }
}

/** Makes the map of an API of one protocol. */
export type MapBuilder<A extends Api> = (
  design: Design,
  api: A,
  before: MapGraph | undefined,
) => MapGraph

/** The id of a backend's node on the map of an API; also the key of its offset in the design's layout. */
export function backendNodeId(apiId: string, backendKey: string): string {
  return formatAddress(['apis', apiId, 'backends', backendKey])
}

/** The id of the node of a row, a card or a backend on the map of an API. */
export function nodeIdOf(apiId: string, at: Address): string {
  return isThingOf('backend', at)
    ? backendNodeId(apiId, idsOf('backend', at)[0] ?? '')
    : formatAddress(at)
}
