import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { countingIds, fail, ok, openDesign, removeMethod } from '../../model/index.ts'
import type { Result } from '../../model/index.ts'
import type { Simulator } from '../../simulator/client.ts'
import type { Simulation } from '../../simulator/index.ts'
import { createDesignStore } from '../store/designStore.ts'
import { memoryDraftRecords } from '../store/draftRecords.ts'
import { createFieldDrafts } from '../store/fieldDrafts.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { createViewStore } from '../store/viewStore.ts'
import { keepRunAndMethodTogether } from '../workbench/runAndMethod.ts'
import { draftOf, keepDraft } from './drafts.ts'
import type { DraftPlace } from './drafts.ts'
import { testedMethod } from './testedEntry.ts'
import { realClock } from '../../simulator/index.ts'
import { createClockStore } from '../store/clockStore.ts'
import { createIssuerHosts } from '../store/issuerHosts.ts'
import { createNextFrame } from '../store/nextFrame.ts'
import { createRequestDrafts } from '../store/requestDrafts.ts'
import { cancelRun, previousAnswer, runningRun, sendAgain, sendRequest } from './runs.ts'

const file = new URL('../../../public/examples/pet-store.gatewright.json', import.meta.url)
const opened = openDesign(JSON.parse(readFileSync(file, 'utf8')))
if (!opened.ok) throw new Error('the example does not open')
const example = opened.value
const pets = ['apis', 'petstoreapi', 'resources', 'pets', 'methods']
const list = [...pets, 'GET']
const create = [...pets, 'POST']

beforeAll(() => {
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined })
})

function answer(text: string): Simulation {
  return {
    status: 200,
    headers: [],
    body: { text },
    log: [],
    trace: { steps: [], tookMs: 1 },
  }
}

function storesWith(simulate: Simulator['simulate']): Stores {
  const simulator: Simulator = {
    simulate,
    renderTemplate: () => Promise.reject(new Error('not asked')),
    recordTemplate: () => Promise.reject(new Error('not asked')),
    lookAtTemplate: () => Promise.reject(new Error('not asked')),
    checkTemplates: () => Promise.reject(new Error('not asked')),
    formatTemplate: () => Promise.reject(new Error('not asked')),
    requestAs: () => Promise.reject(new Error('not asked')),
    signIn: () => Promise.reject(new Error('not asked')),
    findKeySet: () => Promise.reject(new Error('not asked')),
    testAuthorizer: () => Promise.reject(new Error('not asked')),
    resetState: () => undefined,
    dueAfter: () => [],
    onRemembered: () => () => undefined,
    dispose: () => undefined,
  }
  const designStore = createDesignStore(example, { now: () => 0, nextId: countingIds() })
  return {
    designStore,
    fieldDrafts: createFieldDrafts(designStore, memoryDraftRecords()),
    viewStore: createViewStore({ entryAt: list }),
    clockStore: createClockStore(() => 7),
    requestDrafts: createRequestDrafts(),
    issuerHosts: createIssuerHosts(),
    nextFrame: createNextFrame(),
    // runs ask for nothing else
    services: { simulator: () => simulator, now: () => 7 } as unknown as Stores['services'],
  }
}

/** A simulator whose answers come when the test says so, in any order. */
function answersLater() {
  const waiting: ((result: Result<Simulation>) => void)[] = []
  const simulate: Simulator['simulate'] = (_design, _call, { signal } = {}) =>
    new Promise((resolve, reject) => {
      waiting.push(resolve)
      signal?.addEventListener('abort', () => reject(new Error('gone')))
    })
  return { simulate, waiting }
}

const settled = () => new Promise((resume) => setTimeout(resume, 0))

describe('a request that is sent', () => {
  it('is kept with its answer and shown', async () => {
    const stores = storesWith(() => Promise.resolve(ok(answer(''))))
    await sendRequest(stores)
    expect(stores.viewStore.getState()).toMatchObject({
      shownRunId: 1,
      runs: [{ id: 1, sentAt: 7, entryAt: list, outcome: { state: 'answered' } }],
    })
  })

  it('is not sent twice while it runs, and can be cancelled', async () => {
    const { simulate } = answersLater()
    const stores = storesWith(simulate)
    const sent = sendRequest(stores)
    await sendRequest(stores)
    const { runs } = stores.viewStore.getState()
    expect(runs).toHaveLength(1)
    const running = runningRun(runs, list)
    if (running) cancelRun(running)
    await sent
    expect(stores.viewStore.getState().runs[0]?.outcome).toEqual({ state: 'cancelled' })
  })

  it('that is answered late changes neither what is shown nor a newer answer', async () => {
    const { simulate, waiting } = answersLater()
    const stores = storesWith(simulate)
    void sendRequest(stores)
    stores.viewStore.getState().select(create)
    void sendRequest(stores)
    waiting[1]?.(ok(answer('newer')))
    await settled()
    stores.viewStore.getState().change({ shownStep: 3 })
    waiting[0]?.(ok(answer('older')))
    await settled()
    const { runs, shownRunId, shownStep } = stores.viewStore.getState()
    expect([shownRunId, shownStep]).toEqual([2, 3])
    expect(
      runs.map(({ id, outcome }) => [
        id,
        outcome.state === 'answered' && 'text' in outcome.simulation.body
          ? outcome.simulation.body.text
          : outcome.state,
      ]),
    ).toEqual([
      [2, 'newer'],
      [1, 'older'],
    ])
  })

  it('that is answered after another design was opened is forgotten', async () => {
    const { simulate, waiting } = answersLater()
    const stores = storesWith(simulate)
    void sendRequest(stores)
    stores.viewStore.getState().change({ runs: [], shownRunId: undefined })
    void sendRequest(stores)
    waiting[0]?.(ok(answer('of the other design')))
    await settled()
    expect(stores.viewStore.getState().runs).toMatchObject([
      { id: 1, outcome: { state: 'running' } },
    ])
  })

  it('is answered though its method was deleted meanwhile', async () => {
    const { simulate, waiting } = answersLater()
    const stores = storesWith(simulate)
    void sendRequest(stores)
    const method = { apiId: 'petstoreapi', resourceId: 'pets', httpMethod: 'GET' } as const
    stores.designStore.getState().edit('Delete', (design) => removeMethod(design, method))
    waiting[0]?.(ok(answer('')))
    await settled()
    expect(stores.viewStore.getState().runs[0]?.outcome.state).toBe('answered')
    await sendRequest(stores)
    expect(stores.viewStore.getState().runs).toHaveLength(1)
  })

  it('keeps the problems of a simulator that hung or broke', async () => {
    const hung = storesWith(() => Promise.resolve(fail('simulator/hung', 'It hung')))
    await sendRequest(hung)
    expect(hung.viewStore.getState().runs[0]?.outcome.state).toBe('failed')
    const broken = storesWith(() => Promise.reject(new Error('boom')))
    await sendRequest(broken)
    expect(broken.viewStore.getState().runs[0]?.outcome).toMatchObject({
      state: 'failed',
      problems: [{ message: expect.stringContaining('The simulator stopped working') as unknown }],
    })
  })

  it('is sent at the time of the simulated clock, also when it is sent again', async () => {
    const at: (number | undefined)[] = []
    const stores = storesWith((_design, call) => {
      at.push(call.at)
      return Promise.resolve(ok(answer('')))
    })
    await sendRequest(stores)
    stores.clockStore.getState().setClock({ kind: 'running', aheadMs: 1000 })
    await sendRequest(stores)
    stores.clockStore.getState().setClock({ kind: 'held', at: 5 })
    const [newest] = stores.viewStore.getState().runs
    if (newest) await sendAgain(stores, newest)
    stores.clockStore.getState().setClock(realClock)
    const [again] = stores.viewStore.getState().runs
    expect(again?.sentAt).toBe(5)
    if (again) await sendAgain(stores, again)
    expect(at).toEqual([undefined, 1007, 5, undefined])
  })

  it('is sent again as it was, and compared with the answer before', async () => {
    const stores = storesWith(() => Promise.resolve(ok(answer(''))))
    await sendRequest(stores)
    const [first] = stores.viewStore.getState().runs
    if (!first) throw new Error('one was sent')
    await sendAgain(stores, first)
    const { runs } = stores.viewStore.getState()
    expect(runs.map(({ id }) => id)).toEqual([2, 1])
    expect(runs[0]?.call).toEqual(first.call)
    expect(runs[0] && previousAnswer(runs, runs[0])?.id).toBe(1)
    expect(runs[1] && previousAnswer(runs, runs[1])).toBeUndefined()
  })
})

describe('the shown run and the shown method', () => {
  it('go together, whichever of them is changed', async () => {
    const stores = storesWith(() => Promise.resolve(ok(answer(''))))
    const { viewStore } = stores
    const stop = keepRunAndMethodTogether(stores)
    await sendRequest(stores)
    viewStore.getState().select(create)
    expect(viewStore.getState().shownRunId).toBeUndefined()
    await sendRequest(stores)
    viewStore.getState().select(list)
    expect(viewStore.getState().shownRunId).toBe(1)
    viewStore.getState().change({ shownRunId: 2 })
    expect(viewStore.getState().entryAt).toEqual(create)
    stop()
  })
})

describe('what was typed for a method', () => {
  it('is found again after a reload, in an example too', () => {
    const kept = new Map<string, string>()
    const place: DraftPlace = {
      read: (name) => kept.get(name),
      write: (name, text) => void kept.set(name, text),
    }
    const before = storesWith(() => Promise.reject(new Error('not asked')))
    before.viewStore.getState().change({ exampleId: 'pet-store' })
    const tested = testedMethod(example, list)
    if (!tested) throw new Error('the example has it')
    keepDraft(before, tested, { ...draftOf(before, tested, place), query: 'type=cat' }, place)
    const after = storesWith(() => Promise.reject(new Error('not asked')))
    expect(draftOf(after, tested, place).query).toBe('type=cat')
    after.designStore.getState().open({ ...example, id: 'another-visit' })
    expect(draftOf(after, tested, place).query).not.toBe('type=cat')
    after.viewStore.getState().change({ exampleId: 'pet-store' })
    expect(draftOf(after, tested, place).query).toBe('type=cat')
  })
})
