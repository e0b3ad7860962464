import type { Address } from '../../model/index.ts'

/** A custom domain that was called. */
export interface DomainOfCall {
  readonly name: string
  /** The base path that its mapping takes. */
  readonly basePath: string
  /** CloudFront stands before it. */
  readonly isEdge: boolean
}

/** Which API a call reaches by its host and base path, or why none. */
export interface ResolvedHost {
  readonly apiId: string
  /** The stage of the mapping; absent: the call's own. */
  readonly stageName?: string
  /** Raw, what the API sees: what follows the stage, or the base path. */
  readonly path: string
  readonly domain?: DomainOfCall
  /** The client has shown a certificate that is good. */
  readonly isMutualTls?: boolean
  readonly reason: string
  readonly at: Address
  readonly refusal?: { readonly code: string; readonly message: string; readonly at: Address }
}
