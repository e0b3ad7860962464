import { emptyDesign, openDesign } from '../../model/index.ts'
import type { Design, Imported, Problem, Result } from '../../model/index.ts'
import { startCanvasView } from './canvasView.ts'
import { localTexts, recallView } from './preferences.ts'
import { SentenceError, plainReason } from '../ui/plainReason.ts'
import type { Stores } from './StoreContext.tsx'

/** Show the open design in the designer, as it was last looked at. */
export function showDesigner(
  { viewStore }: Stores,
  design: Design,
  importProblems: readonly Problem[] = [],
): void {
  viewStore.getState().change({
    ...recallView(localTexts(), design),
    screen: 'designer',
    alsoSelected: [],
    runs: [],
    shownRunId: undefined,
    shownStep: undefined,
    reveal: undefined,
    canvas: startCanvasView,
    dialog: undefined,
    exampleId: undefined,
    templateProblems: [],
    templateSamples: {},
    importProblems,
  })
}

/** Show what was read or made as a design of its own. The one that was open stays saved. */
export function showAdopted(
  stores: Stores,
  { design, problems }: Pick<Imported, 'design' | 'problems'>,
  keep: 'now' | 'when-changed',
): Design {
  const own = stores.services.persistence.adopt(design, keep)
  showDesigner(stores, own, problems)
  return own
}

/** Show a new design with nothing in it. */
export function showEmpty(stores: Stores): Design {
  const design = emptyDesign('Untitled design', stores.designStore.getState().nextId)
  return showAdopted(stores, { design, problems: [] }, 'now')
}

/** Show a saved design. Where it cannot be opened the start page is shown, where it is told. */
export async function showSaved(stores: Stores, id: string): Promise<Result<Design>> {
  const opened = await stores.services.persistence.open(id)
  if (opened.ok) showDesigner(stores, opened.value, opened.problems)
  else stores.viewStore.getState().change({ screen: 'start' })
  return opened
}

/** An example design that comes with the page. */
export interface Example {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly file: string
}

async function fetchText(path: string): Promise<string> {
  const response = await fetch(path)
  if (!response.ok)
    throw new SentenceError(`the server returned status ${response.status} for ${path}`)
  return response.text()
}

/** The examples of the page's own folder. */
export async function fetchExamples(): Promise<readonly Example[]> {
  const index = JSON.parse(await fetchText('./examples/index.json')) as {
    readonly examples: readonly Example[] // the page's own file
  }
  return index.examples
}

/** Show an example. It is saved once it is changed. False, and told, when it cannot be opened. */
export async function showExample(stores: Stores, id: string): Promise<boolean> {
  const { viewStore } = stores
  const refuse = (why: string) => {
    const text = `The example ${id} cannot be opened: ${why}`
    viewStore.getState().notify({ type: 'error', text })
    return false
  }
  try {
    const example = (await fetchExamples()).find((each) => each.id === id)
    if (!example) return refuse('there is no example of that name.')
    const result = openDesign(JSON.parse(await fetchText(`./examples/${example.file}`)))
    if (!result.ok) return refuse(result.problems[0]?.message ?? 'it cannot be read.')
    const imported = { design: result.value, problems: result.problems }
    showAdopted(stores, imported, 'when-changed')
    viewStore.getState().change({ exampleId: example.id })
    return true
  } catch (error) {
    return refuse(`${plainReason(error)}.`)
  }
}
