import type { Address, TextPosition } from '../../model/index.ts'
import { ruleOfCode } from './pages/lookup.ts'
import type { ServiceRule } from './pages/lookup.ts'
import type { Simulation, Step } from '../trace.ts'

/** One link of the chain that led to an answer. */
export interface Reason {
  /** A sentence in plain words. */
  readonly text: string
  /** Where in the design it was set. */
  readonly at: Address
  /** What it rests on: the code of a problem (`api-key/missing`), a rule of the service (`Selection pattern`), or the step that decided. */
  readonly rule: string
  /** The rule of the service whose page tells more. */
  readonly page: ServiceRule
  /** Where in a text at that address, such as a template. */
  readonly position?: TextPosition
  /** The step of the pipeline: `matchRoute`. */
  readonly step: string
  /** `answer`: what the client got · `cause`: what made it so · `decision`: what led there · `note`: what else is not as it should be. */
  readonly role: 'answer' | 'cause' | 'decision' | 'note'
}

/**
 * Why a call was answered as it was: what the client got, then what made it so, then back through the decisions that led there.
 * Read off the trace alone.
 */
export function why(simulation: Simulation): readonly Reason[] {
  const { steps } = simulation.trace
  // where the gateway's own answer fails too, the first failure is the one that began it
  const failed = steps.find(
    ({ outcome, writesOwnResponse }) => outcome === 'failed' && !writesOwnResponse,
  )
  const chain = failed
    ? [
        answerOf(simulation, steps),
        ...causesOf(failed),
        ...decisionsOf(failed),
        ...before(steps, failed),
      ]
    : [answerOf(simulation, steps), ...before(steps, undefined)]
  return [...chain, ...notesOf(steps, failed)]
}

/** Why a single step ended as it did: what made it fail, then its decisions, the last one first, then what else is not as it should be. */
export function reasonsOf(step: Step): readonly Reason[] {
  const failed = step.outcome === 'failed' ? step : undefined
  return [...(failed ? causesOf(step) : []), ...decisionsOf(step), ...notesOf([step], failed)]
}

function answerOf(simulation: Simulation, steps: readonly Step[]): Reason {
  const { status } = simulation
  const own = steps.find(({ writesOwnResponse }) => writesOwnResponse)
  if (own) {
    const type = simulation.gatewayResponseType
    const how = own.decisions[0]?.text
    return {
      text: `The client gets ${status} from the gateway itself${type === undefined ? '' : `, as ${type}`}.${how === undefined ? '' : ` ${how}.`}`,
      at: own.at,
      rule: type === undefined ? own.rule : `gateway-response/${type}`,
      page: own.rule,
      step: own.name,
      role: 'answer',
    }
  }
  const settling = steps.find(({ settles }) => settles !== undefined)
  const last = settling ?? steps.at(-1)
  const { text, rule } = settling?.settles ?? { text: 'as the backend gave it' }
  return {
    text: `The client gets ${status} ${text}.`,
    at: last?.at ?? [],
    rule: rule ?? 'Integration response',
    page: rule ?? last?.rule ?? 'Request syntax',
    step: last?.name ?? 'readRequest',
    role: 'answer',
  }
}

function causesOf(step: Step): Reason[] {
  const errors = step.problems.filter(({ severity }) => severity === 'error')
  // the last problem is the one that ended the step; what came before it led there
  return [...errors].reverse().map(({ message, code, at, position }) => ({
    text: message,
    ...(position && { position }),
    at: at.length > 0 ? at : step.at,
    rule: code,
    page: ruleOfCode(code) ?? step.rule,
    step: step.name,
    role: 'cause',
  }))
}

function decisionsOf(step: Step): Reason[] {
  return [...step.decisions].reverse().map(({ text, at, rule, position }) => ({
    text: /[.!?]$/.test(text) ? text : `${text}.`,
    ...(position && { position }),
    at: at ?? step.at,
    rule: rule ?? step.title,
    page: rule ?? step.rule,
    step: step.name,
    role: 'decision',
  }))
}

/** The decisions that the status rests on, the nearest first: those before a failure, or those of a run without one. */
function before(steps: readonly Step[], end: Step | undefined): Reason[] {
  const index = end ? steps.indexOf(end) : steps.length
  return steps
    .slice(0, index)
    .filter(({ groundOf }) => groundOf === 'every status' || (groundOf && !end))
    .reverse()
    .flatMap(decisionsOf)
}

/** Problems of steps that went on in spite of them. */
function notesOf(steps: readonly Step[], failed: Step | undefined): Reason[] {
  return steps.flatMap((step) =>
    step.problems
      .filter(({ severity }) => step !== failed || severity !== 'error')
      .map(({ message, code, at, position }): Reason => ({
        text: message,
        ...(position && { position }),
        at: at.length > 0 ? at : step.at,
        rule: code,
        page: ruleOfCode(code) ?? step.rule,
        step: step.name,
        role: 'note',
      })),
  )
}
