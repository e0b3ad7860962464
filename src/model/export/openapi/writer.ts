import type { Address } from '../../address.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { Resource } from '../../schema/resource.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { JsonObject } from './objects.ts'

/** What an import kept of one part of an API. */
export type Retained = Readonly<Record<string, Json>> | undefined

/** The formats of OpenAPI documents that are written. */
export type Dialect = 'openapi-3.0' | 'swagger-2.0'

/** A document while it is written. */
export interface OpenApiWriter {
  readonly api: RestApi
  readonly dialect: Dialect
  readonly retain: boolean
  readonly withIntegrations: boolean
  readonly withAuthorizers: boolean
  readonly problems: Problem[]
  readonly kept: Kept
}

/** What imports kept beside the nouns of an API, in the words of the format that is written. */
export interface Kept {
  /** The document that was opened: its members, translated where it was of the other format. */
  readonly root: JsonObject
  /** The document itself, where it was of the format that is written. */
  readonly original: JsonObject | undefined
  /** Follow a local reference of what is kept. */
  readonly resolve: (value: Json) => Json
  readonly operation: (method: Method, path: string, at: Address) => JsonObject
  readonly pathItem: (resource: Resource, path: string, at: Address) => JsonObject
  /** What both formats say alike: unknown members of extensions. */
  readonly alike: (retained: Retained) => JsonObject
}
