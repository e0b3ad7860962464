import type {
  Address,
  Backend,
  BackendReference,
  CannedAnswer,
  Design,
  Json,
} from '../../model/index.ts'
import type { Environment } from '../environment.ts'
import { answerFor } from './cases.ts'

/** How a backend responds in this run, and where that was set. */
export interface ChosenAnswer {
  readonly name: string
  readonly backend: Backend | undefined
  /** Absent: nothing is set, so the default of its kind is returned. */
  readonly canned: CannedAnswer | undefined
  readonly isLive: boolean
  /** The choice in words, for the trace. */
  readonly sentence: string
  /** Where the design sets it; absent where the design does not have the backend. */
  readonly at: Address | undefined
}

/**
 * Choose how a backend responds: the environment's override, else the live backend, else the first case that fits the
 * event, else the canned response. `references` are the names that the backend may have, the most specific first;
 * `overrideKeys` those by which the environment may override it.
 */
export function chooseAnswer(
  { design, environment }: { readonly design: Design; readonly environment: Environment },
  references: readonly [BackendReference, ...BackendReference[]],
  overrideKeys: readonly string[],
  event: () => Json | undefined,
): ChosenAnswer {
  const { backends } = design
  const { key, name } = references.find((one) => Object.hasOwn(backends, one.key)) ?? references[0]
  const backend = Object.hasOwn(backends, key) ? backends[key] : undefined
  const given = overrideOf(environment, overrideKeys)
  const isLive = given === undefined && backend?.mode === 'live'
  const chosen = isLive
    ? { answer: backend.answer }
    : answerFor(backend, backend?.cases ? event() : undefined)
  const canned = given ?? chosen.answer
  const caseIndex = given === undefined ? chosen.caseIndex : undefined
  const sentence = isLive
    ? `${name} is asked for real`
    : canned
      ? caseIndex === undefined
        ? `${name} gives its canned answer`
        : `${name} gives the answer of its case ${caseIndex + 1}`
      : `No answer is set for ${name}: an empty one is taken`
  const at =
    caseIndex === undefined
      ? backend && ['backends', key]
      : ['backends', key, 'cases', String(caseIndex)]
  return { name, backend, canned, isLive, sentence, at }
}

function overrideOf({ answers }: Environment, keys: readonly string[]): CannedAnswer | undefined {
  const key = answers && keys.find((one) => Object.hasOwn(answers, one))
  return key === undefined ? undefined : answers?.[key]
}
