import type { Simulator } from '../../simulator/client.ts'
import type { DesignFiles } from './designFiles.ts'
import type { Persistence } from './persistence.ts'

/** Powers that reach outside the page's own state. Made once in main.tsx. */
export interface Services {
  /** The simulator's worker; made at the first call. */
  readonly simulator: () => Simulator
  readonly persistence: Persistence
  /** Files of the user's disk. */
  readonly files: DesignFiles
  /** Milliseconds since 1970. */
  readonly now: () => number
}
