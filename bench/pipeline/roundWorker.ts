// One worker that simulates the round: many times by itself, or once a message.
import { parentPort } from 'node:worker_threads'
import { createEngine, defaultBudget, freshState, simulate } from '../../src/simulator/index.ts'
import type { Environment, Simulation, SimulationCall } from '../../src/simulator/index.ts'
import { design } from './round.ts'

/** What the worker is asked: how long each of some runs takes, in milliseconds, or the answer to one call. */
export type RoundQuestion =
  | { readonly id: number; readonly times: number; readonly call: SimulationCall }
  | { readonly id: number; readonly call: SimulationCall }

const engine = createEngine()
const environment: Environment = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  nextRequestId: () => crypto.randomUUID(),
  budget: defaultBudget,
  accountId: '111111111111',
  region: 'us-east-1',
  sourceIp: '192.0.2.1',
  userAgent: 'bench',
  state: { value: freshState },
  // more calls come here than an account may take
  accountThrottle: { rateLimit: 1e9, burstLimit: 1e9 },
}

async function answer(question: RoundQuestion): Promise<Simulation | number[]> {
  if (!('times' in question)) return simulate(design, question.call, environment, engine)
  const times: number[] = []
  for (let i = 0; i < question.times; i++) {
    const began = performance.now()
    await simulate(design, question.call, environment, engine)
    times.push(performance.now() - began)
  }
  return times
}

const port = parentPort
if (!port) throw new Error('this file is a worker')
port.on('message', (question: RoundQuestion) => {
  void answer(question).then((value) => port.postMessage({ id: question.id, value }))
})
