// One worker that simulates a call: many times by itself, or once a message.
import { parentPort } from 'node:worker_threads'
import {
  createEngine,
  defaultBudget,
  freshState,
  signIn,
  simulate,
} from '../../src/simulator/index.ts'
import type { Environment, Simulation, SimulationCall } from '../../src/simulator/index.ts'
import { platformCryptography } from '../../src/simulator/platform.ts'
import { clientId, issuer, jwtDesign, poolId } from './jwt.ts'
import { design } from './round.ts'

const designs = { round: design, jwt: jwtDesign }

/** A request to the worker: a token, how long each of some runs takes in milliseconds, or the response to one call. */
export type RoundQuestion = { readonly id: number } & (
  | { readonly wants: 'token' }
  | {
      readonly design: keyof typeof designs
      readonly call: SimulationCall
      readonly times?: number
    }
)

/** A token for the route, with what its authorizer checks. */
export interface BenchToken {
  readonly token: string
  readonly issuer: string
  readonly audience: string
}

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
  ...platformCryptography(),
  state: { value: freshState },
  // more calls come here than an account may take
  accountThrottle: { rateLimit: 1e9, burstLimit: 1e9 },
}

async function tokenOf(): Promise<BenchToken> {
  const request = { flow: 'clientCredentials', poolId, clientId } as const
  const { outcome } = await signIn(jwtDesign, request, environment)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return { token: outcome.value.accessToken, issuer, audience: clientId }
}

async function answer(question: RoundQuestion): Promise<Simulation | number[] | BenchToken> {
  if ('wants' in question) return tokenOf()
  const { call, times: count } = question
  const called = designs[question.design]
  if (count === undefined) return simulate(called, call, environment, engine)
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const began = performance.now()
    await simulate(called, call, environment, engine)
    times.push(performance.now() - began)
  }
  return times
}

const port = parentPort
if (!port) throw new Error('this file is a worker')
port.on('message', (question: RoundQuestion) => {
  void answer(question).then((value) => port.postMessage({ id: question.id, value }))
})
