import { expose } from 'comlink'
import { afterEach, expect, test } from 'vitest'
import { addRestApi, countingIds, emptyDesign, fail } from '../model/index.ts'
import type { Design } from '../model/index.ts'
import { createSimulator } from './client.ts'
import type { WorkerLike } from './client.ts'
import type { Simulation } from './index.ts'
import type { RemoteRun, WorkerApi } from './worker.ts'
import { freshState } from './world/state.ts'
import type { GatewayState } from './world/state.ts'

const simulation: Simulation = {
  status: 200,
  headers: [],
  body: { text: 'ok' },
  trace: { steps: [], tookMs: 0 },
  log: [],
}
/** What a worker returns. */
const ran = (outcome: Simulation, state: GatewayState = freshState): RemoteRun<Simulation> => ({
  outcome,
  state,
})
const call = { apiId: 'a', request: { method: 'GET', path: '/' } }

/** Workers that answer through `api`, with a count of those made and those ended. */
function workers(api: Partial<WorkerApi>) {
  const counts = { made: 0, ended: 0, designs: 0 }
  const ends: (() => void)[] = []
  const createWorker = (): WorkerLike => {
    counts.made++
    const { port1, port2 } = new MessageChannel()
    expose(
      {
        keepDesign: () => void counts.designs++,
        keepState: () => undefined,
        ...api,
      },
      port1,
    )
    ends.push(() => {
      port1.close()
      port2.close()
    })
    return Object.assign(port2, {
      terminate: () => {
        counts.ended++
        port1.close()
        port2.close()
      },
    })
  }
  return { counts, createWorker, ends }
}

let open: (() => void)[] = []
afterEach(() => {
  for (const end of open) end()
  open = []
})

function designOf(name: string): Design {
  const made = addRestApi(emptyDesign(name, countingIds()), {
    apiId: 'a',
    rootResourceId: 'root',
    name,
  })
  if (!made.ok) throw new Error('the fixture is refused')
  return made.value
}

test('a run is answered, and an unchanged design is sent once', async () => {
  const { counts, createWorker, ends } = workers({
    simulate: () => Promise.resolve(ran(simulation)),
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  expect(counts.made).toBe(0)
  const design = designOf('one')
  const first = await simulator.simulate(design, call)
  await simulator.simulate(design, call)
  expect(first).toMatchObject({ ok: true, value: { status: 200 } })
  expect(counts).toMatchObject({ made: 1, designs: 1 })
  await simulator.simulate(designOf('two'), call)
  expect(counts.designs).toBe(2)
})

test('a run without a sign of life is stopped, and the next one gets a new worker', async () => {
  let calls = 0
  const { counts, createWorker, ends } = workers({
    simulate: () =>
      calls++ === 0 ? new Promise(() => undefined) : Promise.resolve(ran(simulation)),
  })
  open = ends
  const simulator = createSimulator({ createWorker, patienceMs: 30 })
  const design = designOf('one')
  expect(await simulator.simulate(design, call)).toMatchObject({
    ok: false,
    problems: [{ code: 'simulator/hung' }],
  })
  expect(counts).toMatchObject({ made: 1, ended: 1 })
  expect(await simulator.simulate(design, call)).toMatchObject({ ok: true })
  expect(counts).toMatchObject({ made: 2, designs: 2 })
})

test('a live endpoint may take its own time on top', async () => {
  const { createWorker, ends } = workers({
    simulate: async (_call, _settings, expectSilence) => {
      expectSilence(2000)
      await new Promise((resolve) => setTimeout(resolve, 120))
      return ran(simulation)
    },
  })
  open = ends
  const simulator = createSimulator({ createWorker, patienceMs: 60 })
  expect(await simulator.simulate(designOf('one'), call)).toMatchObject({ ok: true })
})

test('a cancelled run rejects at once and leaves no worker behind', async () => {
  const { counts, createWorker, ends } = workers({ simulate: () => new Promise(() => undefined) })
  open = ends
  const simulator = createSimulator({ createWorker })
  const controller = new AbortController()
  const run = simulator.simulate(designOf('one'), call, { signal: controller.signal })
  controller.abort()
  await expect(run).rejects.toThrow(/abort/i)
  expect(counts.ended).toBe(1)
})

const facts = { stageVariables: [], contentType: 'application/json' }

test('templates have a worker of their own, and abandoning one run leaves the other runs of templates an answer', async () => {
  let hangs = true
  const { counts, createWorker, ends } = workers({
    simulate: () => Promise.resolve(ran(simulation)),
    recordTemplate: () => new Promise(() => undefined) as never,
    checkTemplates: (texts) =>
      hangs ? (new Promise(() => undefined) as never) : texts.map(() => []),
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  await simulator.simulate(designOf('one'), call)
  const controller = new AbortController()
  const recording = simulator.recordTemplate({ template: '$x' }, { signal: controller.signal })
  const checked = simulator.checkTemplates([
    { template: 'a', facts },
    { template: 'b', facts },
  ])
  hangs = false
  controller.abort()
  await expect(recording).rejects.toThrow(/abort/i)
  expect(await checked).toEqual([[], []])
  // the worker of the calls, with what it remembers, is still the first one
  expect(counts).toMatchObject({ made: 3, ended: 1, designs: 1 })
  await simulator.simulate(designOf('one'), call)
  expect(counts.made).toBe(3)
})

test('what the worker cannot do is a problem, not an exception', async () => {
  const { createWorker, ends } = workers({
    simulate: () => Promise.reject(new Error('a broken invariant')),
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  expect(await simulator.simulate(designOf('one'), call)).toMatchObject({
    ok: false,
    problems: [
      { code: 'simulator/broken', message: expect.stringContaining('stopped unexpectedly') },
    ],
  })
})

test('a disposed simulator answers what was running', async () => {
  const { createWorker, ends } = workers({
    renderTemplate: () => new Promise(() => undefined) as never,
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  const run = simulator.renderTemplate({ template: '$x' })
  simulator.dispose()
  expect(await run).toMatchObject({ ok: false, problem: { code: 'simulator/stopped' } })
})

const busy: GatewayState = {
  ...freshState,
  buckets: { account: { tokens: 1, at: 0, fullAt: 500 } },
}

test('what the gateway remembers outlives the worker that was stopped, and what is due is known', async () => {
  const given: GatewayState[] = []
  let calls = 0
  const { counts, createWorker, ends } = workers({
    simulate: () =>
      calls++ === 1 ? new Promise(() => undefined) : Promise.resolve(ran(simulation, busy)),
    keepState: (state) => void given.push(state),
  })
  open = ends
  const simulator = createSimulator({ createWorker, patienceMs: 30 })
  let changes = 0
  const stop = simulator.onRemembered(() => changes++)
  const design = designOf('d')
  expect(simulator.dueAfter(0)).toEqual([])
  await simulator.simulate(design, call)
  expect(simulator.dueAfter(0)).toEqual([{ kind: 'bucket', at: 500, count: 1 }])
  expect(simulator.dueAfter(500)).toEqual([])
  expect(await simulator.simulate(design, call)).toMatchObject({ ok: false })
  await simulator.simulate(design, call)
  expect(counts.made).toBe(2)
  expect(given).toEqual([freshState, busy])
  stop()
  expect(changes).toBe(2)
})

test('a run that began before a reset does not bring back what is forgotten', async () => {
  const given: GatewayState[] = []
  const { createWorker, ends } = workers({
    simulate: () => Promise.resolve(ran(simulation, busy)),
    keepState: (state) => void given.push(state),
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  const design = designOf('d')
  const run = simulator.simulate(design, call)
  simulator.resetState()
  await run
  // the run found a fresh gateway too, so that its outcome counts
  expect(simulator.dueAfter(0)).toHaveLength(1)
  const second = simulator.simulate(design, call)
  simulator.resetState()
  await second
  expect(simulator.dueAfter(0)).toEqual([])
  await simulator.simulate(design, call)
  expect(given).toEqual([freshState, freshState])
})

test('a request is signed by the worker that will check it', async () => {
  const asked: unknown[] = []
  const { createWorker, ends } = workers({
    requestAs: (given, caller) => {
      asked.push([given, caller])
      return Promise.resolve({
        ok: true,
        value: { ...given.request, path: '/signed' },
        problems: [],
      })
    },
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  const caller = { kind: 'iamPrincipal', principalId: 'ann' } as const
  const signed = await simulator.requestAs(designOf('d'), call, caller)
  expect(signed.ok && signed.value.path).toBe('/signed')
  expect(asked).toEqual([[call, caller]])
})

test('an authorizer is tested in the worker of the calls, with the design that it is given', async () => {
  const asked: unknown[] = []
  const { createWorker, ends } = workers({
    keepDesign: ({ name }) => void asked.push(name),
    testAuthorizer: (given) => {
      asked.push(given)
      const outcome = fail('authorizer/unknown', 'The API has no authorizer a1.', [])
      return Promise.resolve({ outcome, state: freshState })
    },
  })
  open = ends
  const simulator = createSimulator({ createWorker })
  const test = { apiId: 'api1', authorizerId: 'a1' }
  const tested = await simulator.testAuthorizer(designOf('d'), test)
  expect(tested.problems[0]?.code).toBe('authorizer/unknown')
  expect(asked).toEqual(['d', test])
})
