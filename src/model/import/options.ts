import type { IdSource } from '../ids.ts'
import type { DocumentKind } from './openapi/apiKind.ts'

/** How a document is taken over. */
export interface ImportOptions {
  readonly nextId: IdSource
  /** Milliseconds since 1970 that deployments of a template are dated with. */
  readonly now?: () => number
  /** What becomes of the base path: left out (unless given), put before every path, or put there without its first part. */
  readonly basepath?: 'ignore' | 'prepend' | 'split'
  /** The kind of API that an OpenAPI document is read as. Absent: its content decides, and it is a REST API where nothing does. */
  readonly apiKind?: DocumentKind
}
