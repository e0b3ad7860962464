import type {
  Design,
  DocumentKind,
  Fate,
  Imported,
  Problem,
  PutMode,
  PutReview,
  RestApi,
  Result,
} from '../../model/index.ts'
import {
  addApi,
  fail,
  lessGuarded,
  ok,
  ownPlaces,
  putDesign,
  putOver,
  withCompanions,
} from '../../model/index.ts'
import { showAdopted } from '../store/openDesigns.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { AskKind } from '../store/kindReadings.ts'
import { inTransferWorker, sizeRefusal } from './transfer.ts'
import { writtenDesign } from './writtenDesign.ts'

/** Read a text as a design or an API document. The open design is not touched. */
export function readInWorker(
  text: string,
  basepath: 'ignore' | 'prepend' | 'split' = 'ignore',
  signal?: AbortSignal,
  apiKind?: DocumentKind,
): Promise<Result<Imported>> {
  const refusal = sizeRefusal(text.length)
  if (refusal !== undefined) return Promise.resolve(fail('document/too-large', refusal))
  return inTransferWorker((transfer) => transfer.open(text, basepath, apiKind), signal)
}

/**
 * Read a text, and let `ask` choose the kind of API where nothing in the text decides. Resolves to `undefined` when the
 * user cancels the question.
 */
export async function readWithKind(
  text: string,
  ask: AskKind,
  how: {
    readonly basepath?: 'ignore' | 'prepend' | 'split'
    readonly signal: AbortSignal
    readonly apiKind?: DocumentKind | undefined
  },
): Promise<Result<Imported> | undefined> {
  const { basepath = 'ignore', signal, apiKind } = how
  const read = await readInWorker(text, basepath, signal, apiKind)
  if (!read.ok || read.value.assumedKind === undefined) return read
  const asHttp = await readInWorker(text, basepath, signal, 'HTTP')
  if (signal.aborted) return asHttp
  const readings = { REST: read, HTTP: asHttp }
  const kind = await ask(readings)
  return kind && readings[kind]
}

/** What becomes of what was read: a design of its own, one more API of the open design, or a definition over the shown API. */
export type ImportTarget = 'new' | 'add' | PutMode

/** Take over what was read, where the user wants it. In the open design it is one step that can be undone. */
export function takeOver(
  stores: Stores,
  imported: Imported,
  target: ImportTarget,
): Result<unknown> {
  if (target === 'new') {
    showAdopted(stores, imported, 'now')
    return ok(undefined)
  }
  return target === 'add' ? addToDesign(stores, imported) : putOverApi(stores, imported, target)
}

function addToDesign(stores: Stores, imported: Imported): Result<unknown> {
  const { apis, templates } = imported.design
  const [first, ...others] = Object.values(apis)
  if (!first) return noApi()
  const label = others.length === 0 ? `Import ${first.name}` : `Import ${others.length + 1} APIs`
  const result = stores.designStore.getState().edit(label, (design) => {
    const added = [first, ...others].reduce<Result<Design>>(
      (before, api) => (before.ok ? addApi(before.value, { api }) : before),
      ok(design),
    )
    if (!added.ok) return added
    return ok({
      ...withCompanions(added.value, imported.design, ownPlaces(Object.values(apis))),
      ...(templates && { templates: { ...design.templates, ...templates } }),
    })
  })
  if (result.ok) showApi(stores, first.id, imported.problems)
  return result
}

/** Put the API that was read over the one that is shown. */
function putOverApi(stores: Stores, imported: Imported, mode: PutMode): Result<unknown> {
  const { history } = stores.designStore.getState()
  const shown = shownApi(history.present, stores.viewStore.getState().apiId)
  if (!shown) return noTarget()
  const verb = mode === 'merge' ? 'Merge' : 'Overwrite'
  const label = `${verb} ${shown.name}`
  const from = imported.design
  const result = stores.designStore
    .getState()
    .edit(label, (design) => putDesign(design, { apiId: shown.id, from, mode }))
  const [definition] = Object.values(from.apis)
  if (result.ok && definition?.protocol === 'REST') {
    const { addressOf } = putOver(shown, definition, mode)
    // the template is not taken over, so nothing of it is kept for exports: the review has listed it
    const problems = imported.problems
      .filter(({ code }) => code !== 'cloudformation/kept')
      .map((problem) => ({ ...problem, at: addressOf(problem.at) }))
    showApi(stores, shown.id, problems)
  }
  return result
}

/** Find out what putting a document over the shown API would do; the design stays as it is. */
export async function reviewInWorker(
  stores: Stores,
  imported: Imported,
  mode: PutMode,
  signal?: AbortSignal,
): Promise<Result<PutReview>> {
  const { present } = stores.designStore.getState().history
  const shown = shownApi(present, stores.viewStore.getState().apiId)
  if (!shown) return noTarget()
  const text = await writtenDesign(present)
  return inTransferWorker(
    (transfer) => transfer.review(text, shown.id, imported.design, mode),
    signal,
    'Comparing',
  )
}

function noTarget(): Result<never> {
  return fail('document/no-target', 'The open design has no REST API to put the document over.')
}

/** The REST API that the user looks at. */
export function shownApi(design: Design, apiId: string | undefined): RestApi | undefined {
  const apis = Object.values(design.apis).filter((api) => api.protocol === 'REST')
  return apis.find(({ id }) => id === apiId) ?? apis[0]
}

function noApi(): Result<never> {
  return fail('document/no-api', 'The document holds no API.')
}

function showApi({ viewStore }: Stores, apiId: string, problems: readonly Problem[]): void {
  viewStore.getState().change({
    dialog: undefined,
    apiId,
    level: 'map',
    importProblems: problems,
  })
  viewStore.getState().select(['apis', apiId])
}

/** The methods that an import over an API left less protected than they were, in a sentence; `undefined` when there are none. */
export function lessGuardedSentence(before: Design, after: Design): string | undefined {
  const weaker = Object.values(after.apis).flatMap((api) => {
    const old = Object.hasOwn(before.apis, api.id) ? before.apis[api.id] : undefined
    return api.protocol === 'REST' && old?.protocol === 'REST' ? lessGuarded(old, api) : []
  })
  if (weaker.length === 0) return undefined
  const names = weaker.slice(0, 3).map(({ httpMethod, path }) => `${httpMethod} ${path}`)
  const others = weaker.length > 3 ? ` and ${weaker.length - 3} more` : ''
  const methods =
    weaker.length === 1 ? '1 method is guarded' : `${weaker.length} methods are guarded`
  return `${methods} differently or less than before: ${names.join(', ')}${others}.`
}

const fateWords: readonly (readonly [fate: Fate, words: string])[] = [
  ['translated', 'imported as something else'],
  ['kept', 'kept for export only'],
  ['dropped', 'dropped'],
]

/** What was read, in a sentence for the user: where it is now, and what became of what could not be taken over as it stands. */
export function problemsSentence(
  imported: Imported,
  target: ImportTarget = 'new',
  over = 'the API',
): string {
  const [api] = Object.values(imported.design.apis)
  const name = api?.name ?? imported.design.name
  const opening = openings[target](name, over)
  const counted = lossesOf(imported)
  if (counted.length === 0) return `${opening} Imported completely.`
  return `${opening} Parts of the document: ${counted.join(', ')}. See Problems.`
}

/** The parts of a document that are not in the design as written, counted: `2 kept for export only`. */
export function lossesOf({ problems }: Pick<Imported, 'problems'>): string[] {
  const counted = fateWords.flatMap(([fate, words]) => {
    const count = problems.filter((problem) => problem.fate === fate).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  const others = problems.filter(
    ({ fate, severity }) => fate === undefined && severity !== 'info',
  ).length
  if (others > 0) counted.push(`${others} not imported as written`)
  return counted
}

/** Where a document is after it was taken over; `over` is the API that it was put over. */
const openings = {
  new: (name) => `${name} is open.`,
  add: (name) => `${name} is in the design.`,
  merge: (_name, over) => `The document is merged into ${over}.`,
  overwrite: (_name, over) => `The document has taken the place of ${over}.`,
} satisfies { [K in ImportTarget]: (name: string, over: string) => string }
