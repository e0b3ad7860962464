import type { Address, BackendReference, CannedAnswer, Design, Json } from '../../model/index.ts'
import { base64Decode, utf8Bytes } from '../context/index.ts'
import type { Environment } from '../environment.ts'
import type { BackendRequest } from '../trace.ts'
import type { BackendOutcome } from './backend.ts'
import { answerFor, latencyOf } from './cases.ts'

/** The design that has the backend, and the environment that may answer in its place. */
export interface BackendWorld {
  readonly design: Design
  readonly environment: Environment
}

/** One call of a backend. */
export interface BackendQuestion {
  /** The names that the backend may have, the most specific first. */
  readonly references: readonly [BackendReference, ...BackendReference[]]
  /** The keys by which the environment may override its response. */
  readonly overrideKeys: readonly string[]
  /** What the cases of the backend are compared with. */
  readonly event: () => Json | undefined
  /** Milliseconds that the caller waits; absent: as long as it takes. */
  readonly timeoutMs?: number
  /** What a live backend is sent. Absent: the backend is not a URL, so nothing here can call it for real. */
  readonly request?: BackendRequest
}

/** How a backend responded, and where that was set. */
export interface BackendResponse {
  readonly name: string
  /** The response as the design has it. Absent: nothing is set, so the default of its kind is returned. */
  readonly canned: CannedAnswer | undefined
  /** Where the design does not say how it ended: what the live backend returned, or why nothing came in time. */
  readonly outcome?: BackendOutcome
  /** Milliseconds that it took, or is said to take; absent where nobody waited for it. */
  readonly tookMs?: number
  /** How the response was chosen, in words. */
  readonly sentence: string
  /** Where the design sets it; absent where the design does not have the backend. */
  readonly at: Address | undefined
}

/**
 * Ask a backend: the one way in which integrations and authorizers call one. The environment's override responds, else the
 * live backend, else the first case that fits the event, else the canned response. Never throws for what a backend does.
 */
export async function ask(
  { design, environment }: BackendWorld,
  { references, overrideKeys, event, timeoutMs = Infinity, request }: BackendQuestion,
): Promise<BackendResponse> {
  const { backends } = design
  const { key, name } = references.find((one) => Object.hasOwn(backends, one.key)) ?? references[0]
  const backend = Object.hasOwn(backends, key) ? backends[key] : undefined
  const given = overrideOf(environment, overrideKeys)
  const at = backend && ['backends', key]
  const sentAt = environment.elapsed()
  if (given === undefined && backend?.mode === 'live' && request) {
    const outcome = await askLive(environment, name, request, timeoutMs)
    const tookMs = environment.elapsed() - sentAt
    const sentence = `${name} is asked for real`
    return { name, canned: backend.answer, outcome, tookMs, sentence, at }
  }
  const { answer, caseIndex } =
    given === undefined
      ? answerFor(backend, backend?.cases ? event() : undefined)
      : { answer: given, caseIndex: undefined }
  const chosen = {
    name,
    canned: answer,
    sentence: answer
      ? caseIndex === undefined
        ? `${name} gives its canned answer`
        : `${name} gives the answer of its case ${caseIndex + 1}`
      : `No answer is set for ${name}: an empty one is taken`,
    at: caseIndex === undefined ? at : ['backends', key, 'cases', String(caseIndex)],
  }
  const latencyMs = latencyOf(answer)
  if (latencyMs !== undefined && latencyMs > timeoutMs) {
    const message = `${name} responds after ${latencyMs} ms`
    return { ...chosen, outcome: { failure: 'timeout', message } }
  }
  return { ...chosen, tookMs: latencyMs ?? environment.elapsed() - sentAt }
}

function overrideOf({ answers }: Environment, keys: readonly string[]): CannedAnswer | undefined {
  const key = answers && keys.find((one) => Object.hasOwn(answers, one))
  return key === undefined ? undefined : answers?.[key]
}

async function askLive(
  { fetchLive, budget }: Environment,
  name: string,
  request: BackendRequest,
  timeoutMs: number,
): Promise<BackendOutcome> {
  if (!fetchLive) {
    const message = `${name} is live, and this simulator cannot reach the network. Give it a canned answer.`
    return { failure: 'not-live', message }
  }
  const answer = await fetchLive(request, { timeoutMs, bodyBytes: budget.bodyBytes })
  if ('failure' in answer) return answer
  const { status, headers, body } = answer
  const bytes =
    'text' in body ? utf8Bytes(body.text) : (base64Decode(body.base64) ?? new Uint8Array())
  return { answer: { status, headers, bytes } }
}
