import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { apiIdOf, entryPointAddress, sameAddress, thingAddress } from '../../model/index.ts'
import type { Address, DocumentKind, Problem, TextPosition } from '../../model/index.ts'
import type { Simulation, SimulationCall } from '../../simulator/index.ts'
import { startCanvasView } from './canvasView.ts'
import type { CanvasView } from './canvasView.ts'
import type { RequestDraft } from './requestDrafts.ts'
import type { KindReadings } from './kindReadings.ts'

export type WorkbenchTab = 'test' | 'template' | 'trace' | 'log' | 'problems' | 'changes'
export type RegionName = 'navigator' | 'inspector' | 'workbench'
export type Theme = 'light' | 'dark' | 'system'
export type Density = 'comfortable' | 'compact'
export type DialogName =
  | 'import'
  | 'api-kind'
  | 'export'
  | 'compare'
  | 'designs'
  | 'palette'
  | 'go-to'
  | 'shortcuts'
  | 'new-api'
  | 'new-http-api'

/** A request that was sent in the test console, with its answer. */
export interface Run {
  readonly id: number
  readonly call: SimulationCall
  /** The method or the route that the console was on when it sent. */
  readonly entryAt: Address
  /** The form as it stood, where the request was sent from it. */
  readonly form?: RequestDraft
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly outcome:
    | { readonly state: 'running' }
    | { readonly state: 'answered'; readonly simulation: Simulation }
    | { readonly state: 'failed'; readonly problems: readonly Problem[] }
    | { readonly state: 'cancelled' }
}

/** A message that announces itself politely and stays until it is dismissed or replaced. */
export interface Notice {
  readonly id: number
  readonly type: 'success' | 'info' | 'warning' | 'error'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** A document that is either a REST API or an HTTP API, until the user chooses. */
export interface KindQuestion {
  /** The document, as messages name it. */
  readonly source: string
  readonly readings: KindReadings
  readonly answer: (kind: DocumentKind | undefined) => void
}

/** What a template is run with in the editor, kept while the page is open. */
export interface ChosenSample {
  /** `newest` follows the runs. */
  readonly id: string
  /** The body that was written for `own`. */
  readonly ownBody?: string
}

/** Ways to go on in a template that is stepped through. */
export type StepWish = 'into' | 'over' | 'out' | 'back' | 'continue'

/** What is looked at: not undone, not saved with the design. */
export interface ViewState {
  readonly screen: 'start' | 'designer'
  /** The API that canvas, navigator and console show. */
  readonly apiId: string | undefined
  /** The selected thing; `[]` is nothing. One selection drives navigator, canvas, inspector and console. */
  readonly selection: Address
  /** Further things selected on the canvas beside `selection`. */
  readonly alsoSelected: readonly Address[]
  readonly level: 'map' | 'flow'
  /** The method or the route whose flow is shown, whose request the console sends. */
  readonly entryAt: Address | undefined
  /** The template in the editor. */
  readonly templateAt: Address | undefined
  /** The template is stepped through. */
  readonly isStepping: boolean
  readonly workbenchTab: WorkbenchTab
  readonly regions: Readonly<Record<RegionName, { readonly open: boolean; readonly size: number }>>
  /** In a window too narrow for both, the canvas is shown in place of the tree. */
  readonly showsCanvas: boolean
  /** In a narrow window the inspector is a drawer over the canvas. */
  readonly inspectorDrawer: boolean
  readonly theme: Theme
  readonly density: Density
  readonly dialog: DialogName | undefined
  /** The document whose kind of API the dialog `api-kind` asks for. */
  readonly kindQuestion: KindQuestion | undefined
  /** The example that is shown, as long as it is unchanged and therefore not saved. */
  readonly exampleId: string | undefined
  /** What is open and picked on the canvas. */
  readonly canvas: CanvasView
  /** Counts up with each wish to send the console's request. */
  readonly sendRequested: number
  /** How many of those wishes the console has heard: it may have been hidden when one was made. */
  readonly sendHeard: number
  /** Newest first, at most 50. */
  readonly runs: readonly Run[]
  /** The run whose trace is painted on the flow. */
  readonly shownRunId: number | undefined
  /** The step of the shown run that is looked at. */
  readonly shownStep: number | undefined
  readonly notices: readonly Notice[]
  /** What templates are run with in the editor, by their addresses, joined with line ends. */
  readonly templateSamples: Readonly<Record<string, ChosenSample>>
  /** The last wish to go on in the template that is stepped through; counts up. */
  readonly stepWish: { readonly verb: StepWish; readonly count: number } | undefined
  /** Templates that cannot be read. */
  readonly templateProblems: readonly Problem[]
  /** What the import left behind, beside what lint finds. */
  readonly importProblems: readonly Problem[]
  /** Turns with each request to bring a field into view and focus it. */
  readonly reveal:
    | {
        readonly at: Address
        readonly count: number
        /** Where in the text at the address, counted from 1; taken away once it is shown. */
        readonly position?: TextPosition
        /** The problem that led there, of several that may stand at the address. */
        readonly problem?: Problem
      }
    | undefined
}

export interface ViewActions {
  readonly change: (change: Partial<ViewState>) => void
  /** Select a thing; a method or a route also becomes the console's, an API the shown one. */
  readonly select: (at: Address, alsoSelected?: readonly Address[]) => void
  /** Select the thing that holds the address, open where it is edited, and focus its field. One click from a problem to its place. */
  readonly goTo: (at: Address, position?: TextPosition) => void
  /** Go to the place of a problem, and remember that it is the one looked at. */
  readonly goToProblem: (problem: Problem) => void
  /** Show a notice; returns its id. */
  readonly notify: (notice: Omit<Notice, 'id'>) => number
  readonly dismissNotice: (id: number) => void
  /** Keep a new run, or a change of one that is kept (same id). */
  readonly keepRun: (run: Run) => void
}

export type ViewStore = StoreApi<ViewState & ViewActions>

/** True when `at` is the text of a mapping template. */
export function isTemplateAddress(at: Address): boolean {
  const kind = at.at(-2)
  return kind === 'requestTemplates' || kind === 'responseTemplates'
}

export function createViewStore(initial: Partial<ViewState> = {}): ViewStore {
  let lastId = 0
  return createStore<ViewState & ViewActions>((set, get) => ({
    screen: 'start',
    apiId: undefined,
    selection: [],
    alsoSelected: [],
    level: 'map',
    entryAt: undefined,
    templateAt: undefined,
    isStepping: false,
    workbenchTab: 'test',
    regions: {
      navigator: { open: true, size: 264 },
      inspector: { open: true, size: 376 },
      workbench: { open: true, size: 320 },
    },
    showsCanvas: false,
    inspectorDrawer: false,
    theme: 'system',
    density: 'compact',
    dialog: undefined,
    kindQuestion: undefined,
    exampleId: undefined,
    canvas: startCanvasView,
    sendRequested: 0,
    sendHeard: 0,
    runs: [],
    shownRunId: undefined,
    shownStep: undefined,
    notices: [],
    templateSamples: {},
    stepWish: undefined,
    templateProblems: [],
    importProblems: [],
    reveal: undefined,
    ...initial,
    change: (change) => set(change),
    select: (at, alsoSelected = []) => set((state) => selected(state, at, alsoSelected)),
    goTo: (at, position) =>
      set((state) => {
        const template = isTemplateAddress(at)
        const entry = entryPointAddress(at)
        return {
          ...selected(state, entry ?? thingAddress(at), []),
          ...(template && { templateAt: at, workbenchTab: 'template' as const }),
          ...(entry && at.length > entry.length && { level: 'flow' as const }),
          ...(!template && { inspectorDrawer: true }),
          reveal: { at, count: (state.reveal?.count ?? 0) + 1, ...(position && { position }) },
          regions: template
            ? { ...state.regions, workbench: { ...state.regions.workbench, open: true } }
            : { ...state.regions, inspector: { ...state.regions.inspector, open: true } },
        }
      }),
    goToProblem: (problem) => {
      get().goTo(problem.at, problem.position)
      set(({ reveal }) => ({ reveal: reveal && { ...reveal, problem } }))
    },
    notify: (notice) => {
      const id = ++lastId
      set(({ notices }) => {
        // the same notice again replaces the one before
        const others = notices.filter(
          ({ text, type }) => text !== notice.text || type !== notice.type,
        )
        return { notices: [...others, { ...notice, id }].slice(-4) }
      })
      return id
    },
    dismissNotice: (id) =>
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    keepRun: (run) =>
      set(({ runs }) => ({
        runs: runs.some(({ id }) => id === run.id)
          ? runs.map((kept) => (kept.id === run.id ? run : kept))
          : [run, ...runs].slice(0, 50),
        shownRunId: run.id,
        shownStep: undefined,
      })),
  }))
}

function selected(
  state: ViewState,
  at: Address,
  alsoSelected: readonly Address[],
): Partial<ViewState> {
  const entry = entryPointAddress(at)
  const apiId = apiIdOf(at) ?? state.apiId
  return {
    selection: sameAddress(at, state.selection) ? state.selection : at,
    alsoSelected,
    apiId,
    ...(entry && !sameAddress(entry, state.entryAt ?? []) && { entryAt: entry }),
  }
}
