import type { DocumentKind, Imported, Result } from '../../model/index.ts'

/** A document that decides nothing, read as either kind of API. */
export type KindReadings = { readonly [K in DocumentKind]: Result<Imported> }

/** Return the kind that the user chooses; `undefined` when nothing is to be opened. */
export type AskKind = (readings: KindReadings) => Promise<DocumentKind | undefined>
