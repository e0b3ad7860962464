import { sameAddress } from '../../model/index.ts'
import type { Address, Problem } from '../../model/index.ts'
import type { ClientRequest } from '../../simulator/index.ts'
import { useView } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import type { Run } from '../store/viewStore.ts'
import { draftOf, stageNameOf } from './drafts.ts'
import { callOf } from './requestDraft.ts'
import { testedEntry } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'
import { realClock, timeOf } from '../../simulator/index.ts'
import { plainReason } from '../ui/plainReason.ts'

/** What is under way, by the call that was sent: a run's id may come again with another design. */
const underWay = new WeakMap<Run['call'], AbortController>()

/** Send what the console holds for its method. Resolves when the run has ended, whichever way. */
export async function sendRequest(stores: Stores): Promise<void> {
  const { entryAt } = stores.viewStore.getState()
  const design = stores.designStore.getState().history.present
  const tested = testedEntry(design, entryAt)
  if (!tested || runningRun(stores.viewStore.getState().runs, tested.at)) return
  const form = draftOf(stores, tested)
  const call = callOf(tested, form, stageNameOf(stores, tested), design.access.domainNames)
  await startRun(stores, call, { entryAt: tested.at, form })
}

/** Send the CORS preflight of what the console holds: as it is, without its caller. */
export async function sendPreflight(
  stores: Stores,
  tested: TestedEntry,
  request: ClientRequest,
): Promise<void> {
  if (runningRun(stores.viewStore.getState().runs, tested.at)) return
  const form = draftOf(stores, tested)
  const { domainNames } = stores.designStore.getState().history.present.access
  const { caller: _caller, ...call } = callOf(
    tested,
    form,
    stageNameOf(stores, tested),
    domainNames,
  )
  // the path of the call leads through its endpoint; its headers name the host
  const hosts = (call.request.headers ?? []).filter(([name]) => name.toLowerCase() === 'host')
  const { path } = call.request
  const sent = { ...request, path, headers: [...hosts, ...(request.headers ?? [])] }
  await startRun(stores, { ...call, request: sent }, { entryAt: tested.at, form })
}

/** Send a kept request again, to the letter, at the time that it is by now. */
export async function sendAgain(stores: Stores, run: Run): Promise<void> {
  const { at: _before, ...call } = run.call
  await startRun(stores, call, run)
}

/** Stop waiting for a run. */
export function cancelRun(run: Run): void {
  underWay.get(run.call)?.abort()
}

/** The run of a method that has no answer yet. */
export function runningRun(runs: readonly Run[], entryAt: Address): Run | undefined {
  return runs.find((run) => run.outcome.state === 'running' && sameAddress(run.entryAt, entryAt))
}

async function startRun(
  stores: Stores,
  written: Run['call'],
  { entryAt, form }: Pick<Run, 'entryAt' | 'form'>,
): Promise<void> {
  const { designStore, viewStore, services } = stores
  const clock = stores.clockStore.getState().clock
  const now = services.now()
  const call = clock === realClock ? written : { ...written, at: timeOf(clock, now) }
  const controller = new AbortController()
  underWay.set(call, controller)
  const [newest] = viewStore.getState().runs
  const run: Run = {
    id: (newest?.id ?? 0) + 1,
    call,
    entryAt,
    ...(form && { form }),
    sentAt: call.at ?? now,
    outcome: { state: 'running' },
  }
  viewStore.getState().keepRun(run)
  const outcome = await outcomeOf(async () => {
    const design = designStore.getState().history.present
    const result = await services.simulator().simulate(design, call, {
      signal: controller.signal,
      issuerHosts: stores.issuerHosts.of(design.id),
    })
    return result.ok
      ? { state: 'answered', simulation: result.value }
      : { state: 'failed', problems: result.problems }
  }, controller.signal)
  // only the run itself changes: by now another one may be shown, or another design
  viewStore.getState().change({
    runs: viewStore
      .getState()
      .runs.map((kept) => (kept.call === call ? { ...kept, outcome } : kept)),
  })
}

async function outcomeOf(
  ask: () => Promise<Run['outcome']>,
  signal: AbortSignal,
): Promise<Run['outcome']> {
  try {
    return await ask()
  } catch (error) {
    if (signal.aborted) return { state: 'cancelled' }
    const reason = plainReason(error)
    const problem: Problem = {
      code: 'simulator/broken',
      message: `The simulator stopped working: ${reason}.`,
      severity: 'error',
      at: [],
    }
    return { state: 'failed', problems: [problem] }
  }
}

/** The run that trace, log and flow tell of. */
export function useShownRun(): Run | undefined {
  return useView(({ runs, shownRunId }) => runs.find(({ id }) => id === shownRunId))
}

/** Show a run; its method comes with it. */
export function showRun({ viewStore }: Stores, run: Run): void {
  viewStore.getState().change({ shownRunId: run.id, shownStep: undefined })
}

/** The answered run before a run that was for the same method. */
export function previousAnswer(runs: readonly Run[], run: Run): Run | undefined {
  const older = runs.slice(runs.indexOf(run) + 1)
  return older.find(
    ({ outcome, entryAt }) => outcome.state === 'answered' && sameAddress(entryAt, run.entryAt),
  )
}
