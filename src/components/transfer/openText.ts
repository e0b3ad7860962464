import type { Imported, Result } from '../../model/index.ts'
import { addApi, fail } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { inTransferWorker, sizeRefusal } from './transfer.ts'

/** Read a text as a design or an API document. The open design is not touched. */
export function readInWorker(
  text: string,
  basepath: 'ignore' | 'prepend' | 'split' = 'ignore',
  signal?: AbortSignal,
): Promise<Result<Imported>> {
  const refusal = sizeRefusal(text.length)
  if (refusal !== undefined) return Promise.resolve(fail('document/too-large', refusal))
  return inTransferWorker((transfer) => transfer.open(text, basepath), signal)
}

/** Show a design in the designer. */
export function showDesign({ designStore, viewStore }: Stores, imported: Imported): void {
  const { design } = imported
  designStore.getState().setReadOnly(false)
  designStore.getState().open(design)
  const [apiId] = Object.keys(design.apis)
  viewStore.getState().change({
    screen: 'designer',
    apiId,
    selection: apiId === undefined ? [] : ['apis', apiId],
    alsoSelected: [],
    level: 'map',
    methodAt: undefined,
    templateAt: undefined,
    runs: [],
    shownRunId: undefined,
    importProblems: imported.problems,
    dialog: undefined,
  })
}

/** Add the first API of what was read to the open design, as one step that can be undone. */
export function addToDesign(stores: Stores, imported: Imported): Result<unknown> {
  const { designStore, viewStore } = stores
  const [api] = Object.values(imported.design.apis)
  if (!api) return fail('document/no-api', 'The document holds no API.')
  const result = designStore
    .getState()
    .edit(`Import ${api.name}`, (design) => addApi(design, { api }))
  if (result.ok) {
    viewStore
      .getState()
      .change({ dialog: undefined, apiId: api.id, level: 'map', importProblems: imported.problems })
    viewStore.getState().select(['apis', api.id])
  }
  return result
}

/** What was read, in a sentence for the user. */
export function problemsSentence(imported: Imported): string {
  const worse = imported.problems.filter(({ severity }) => severity !== 'info').length
  const [api] = Object.values(imported.design.apis)
  const name = api?.name ?? imported.design.name
  if (worse === 0) return `${name} is open.`
  return `${name} is open. ${worse === 1 ? '1 thing' : `${worse} things`} could not be taken over as it stands: see Problems.`
}
