import type { Problem } from '../../model/index.ts'
import type { Decision, Simulation, Step } from '../../simulator/index.ts'

/** Why an answer is what it is. */
export interface Explanation {
  /** One sentence: who answered, and with what. */
  readonly headline: string
  /** The stage that failed, when one did. */
  readonly failed?: { readonly index: number; readonly step: Step }
  /** What went wrong there. */
  readonly problems: readonly Problem[]
  /** The choices that led to the status. */
  readonly reasons: readonly Decision[]
}

/** The stages whose choices decide a status when nothing fails. */
const deciding: ReadonlySet<string> = new Set([
  'matchRoute',
  'callBackend',
  'selectResponse',
  'mapResponse',
])

/** Tell from the trace why a run got its status. */
export function explain(simulation: Simulation): Explanation {
  const { steps } = simulation.trace
  const index = steps.findIndex(({ outcome }) => outcome === 'failed')
  const step = steps[index]
  if (step) {
    const answering = steps.slice(index + 1).flatMap(({ decisions }) => decisions)
    const type = simulation.gatewayResponseType
    return {
      headline: type
        ? `API Gateway answered itself (${type}): “${step.title}” failed.`
        : `“${step.title}” failed.`,
      failed: { index, step },
      problems: step.problems,
      reasons: [...step.decisions, ...answering],
    }
  }
  const decided = steps.filter(({ name }) => deciding.has(name))
  const backend = steps.find(({ name }) => name === 'callBackend')
  const isMock = backend?.outcome === 'skipped'
  return {
    headline: isMock
      ? 'The mock integration answered; the chosen integration response gave the status.'
      : 'The backend answered; the integration decided what the client gets.',
    problems: steps.flatMap(({ problems }) => problems),
    reasons: decided.flatMap(({ decisions }) => decisions),
  }
}
