import type { DocumentKind } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { KindReadings } from '../store/kindReadings.ts'

/** Ask for the kind of API of a document that came without a dialog. An earlier question that is still open is cancelled. */
export function askKind(
  { viewStore }: Pick<Stores, 'viewStore'>,
  source: string,
  readings: KindReadings,
): Promise<DocumentKind | undefined> {
  viewStore.getState().kindQuestion?.answer(undefined)
  return new Promise((resolve) => {
    const answer = (kind: DocumentKind | undefined) => {
      viewStore.getState().change({ dialog: undefined, kindQuestion: undefined })
      resolve(kind)
    }
    viewStore.getState().change({ dialog: 'api-kind', kindQuestion: { source, readings, answer } })
  })
}
