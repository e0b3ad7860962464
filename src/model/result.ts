import type { Address } from './address.ts'

export type Severity = 'error' | 'warning' | 'info'

/** A place in a text: both count from 1. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/**
 * Something that a user can cause and mend. `code` is words with an area (`openapi/unknown-version`),
 * `message` one sentence that names the thing and the place, `at` the address in the design,
 * `position` the place in the text that was read, where there is one.
 */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly severity: Severity
  readonly at: Address
  readonly position?: TextPosition
  /** Where in an imported document, as a JSON pointer. */
  readonly pointer?: string
  /** What an import did with what it could not take over as it stands. */
  readonly fate?: Fate
}

/**
 * What becomes of a part of a document: `kept` is no part of the design and comes back in a document of the same format,
 * `translated` is taken over as something else, `dropped` is gone.
 */
export type Fate = 'kept' | 'translated' | 'dropped'

/** An outcome: a value, perhaps with remarks, or the problems that prevented it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** A success. */
export function ok<T>(value: T, problems: readonly Problem[] = []): Result<T> {
  return { ok: true, value, problems }
}

/** A refusal for one reason. */
export function fail(
  code: string,
  message: string,
  at: Address = [],
  position?: TextPosition,
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return {
    ok: false,
    problems: [{ code, message, severity: 'error', at, ...(position && { position }) }],
  }
}

/** Ends a `switch` over a union: a case that cannot be here is our own mistake, so it throws. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
