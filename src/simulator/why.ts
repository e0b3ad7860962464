import type { Address, TextPosition } from '../model/index.ts'
import { ruleOfCode, ruleOfStage } from './rules/lookup.ts'
import type { ServiceRule } from './rules/lookup.ts'
import type { Simulation, Step } from './trace.ts'

/** One link of the chain that led to an answer. */
export interface Reason {
  /** A sentence in plain words. */
  readonly text: string
  /** Where in the design it was set. */
  readonly at: Address
  /** What it rests on: the code of a problem (`api-key/missing`), a rule of the service (`Selection pattern`), or the stage that decided. */
  readonly rule: string
  /** The rule of the service whose page tells more. */
  readonly page: ServiceRule
  /** Where in a text at that address, such as a template. */
  readonly position?: TextPosition
  /** The stage of the pipeline: `matchRoute`. */
  readonly step: string
  /** `answer`: what the client got · `cause`: what made it so · `decision`: what led there · `note`: what else is not as it should be. */
  readonly role: 'answer' | 'cause' | 'decision' | 'note'
}

/** Stages whose decisions a failure rests on, whatever stage it happened in: which API, which stage, which method. */
const ground: ReadonlySet<string> = new Set(['takeHost', 'chooseStage', 'matchRoute'])

/** Steps that write the response of the gateway itself. */
const ownResponses: ReadonlySet<string> = new Set(['gatewayResponse', 'errorResponse'])

/** Stages that an answer without a failure rests on. */
const answering: ReadonlySet<string> = new Set([
  ...ground,
  'lookUpCache',
  'mapRequest',
  'callBackend',
  'selectResponse',
  'mapResponse',
  'answerPreflight',
  'readResponse',
])

/**
 * Why a call was answered as it was: what the client got, then what made it so, then back through the decisions that led there.
 * Read off the trace alone.
 */
export function why(simulation: Simulation): readonly Reason[] {
  const { steps } = simulation.trace
  // where the gateway's own answer fails too, the first failure is the one that began it
  const failed = steps.find(({ outcome, name }) => outcome === 'failed' && !ownResponses.has(name))
  const chain = failed
    ? [
        answerOf(simulation, steps),
        ...causesOf(failed),
        ...decisionsOf(failed),
        ...before(steps, failed, ground),
      ]
    : [answerOf(simulation, steps), ...before(steps, undefined, answering)]
  return [...chain, ...notesOf(steps, failed)]
}

/** Why a single stage ended as it did: what made it fail, then its decisions, the last one first, then what else is not as it should be. */
export function reasonsOf(step: Step): readonly Reason[] {
  const failed = step.outcome === 'failed' ? step : undefined
  return [...(failed ? causesOf(step) : []), ...decisionsOf(step), ...notesOf([step], failed)]
}

function answerOf(simulation: Simulation, steps: readonly Step[]): Reason {
  const { status } = simulation
  const last = steps.at(-1)
  const at = last?.at ?? []
  const step = last?.name ?? 'readRequest'
  const own = steps.find(({ name }) => ownResponses.has(name))
  if (own) {
    const type = simulation.gatewayResponseType
    const how = own.decisions[0]?.text
    return {
      text: `The client gets ${status} from the gateway itself${type === undefined ? '' : `, as ${type}`}.${how === undefined ? '' : ` ${how}.`}`,
      at: own.at,
      rule: type === undefined ? pageOfStage(own.name) : `gateway-response/${type}`,
      page: pageOfStage(own.name),
      step: own.name,
      role: 'answer',
    }
  }
  const isHit = steps.some(({ name, output }) => name === 'lookUpCache' && isCacheHit(output))
  const selected = steps.find(
    ({ name, outcome }) => name === 'selectResponse' && outcome === 'passed',
  )
  const preflight = steps.find(
    ({ name, outcome }) => name === 'answerPreflight' && outcome === 'passed',
  )
  if (preflight) {
    return {
      text: `The client gets ${status} by the CORS settings of the API.`,
      at: preflight.at,
      rule: 'HTTP API CORS',
      page: 'HTTP API CORS',
      step: preflight.name,
      role: 'answer',
    }
  }
  const from = isHit
    ? 'from the cache of the stage'
    : selected
      ? 'by the integration response that was chosen'
      : 'as the backend gave it'
  return {
    text: `The client gets ${status} ${from}.`,
    at: selected?.at ?? at,
    rule: isHit ? 'API caching' : 'Integration response',
    page: isHit ? 'API caching' : selected ? 'Integration response' : pageOfStage(step),
    step: selected?.name ?? step,
    role: 'answer',
  }
}

/** Every stage works by a rule; one that is not known yet answers as the gateway does. */
function pageOfStage(name: string): ServiceRule {
  return ruleOfStage(name) ?? 'Gateway responses'
}

function isCacheHit(output: Step['output']): boolean {
  return typeof output === 'object' && output !== null && 'hit' in output && output['hit'] === true
}

function causesOf(step: Step): Reason[] {
  const errors = step.problems.filter(({ severity }) => severity === 'error')
  // the last problem is the one that ended the stage; what came before it led there
  return [...errors].reverse().map(({ message, code, at, position }) => ({
    text: message,
    ...(position && { position }),
    at: at.length > 0 ? at : step.at,
    rule: code,
    page: ruleOfCode(code) ?? pageOfStage(step.name),
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
    page: rule ?? pageOfStage(step.name),
    step: step.name,
    role: 'decision',
  }))
}

/** The decisions of earlier stages, the nearest first. */
function before(
  steps: readonly Step[],
  end: Step | undefined,
  stages: ReadonlySet<string>,
): Reason[] {
  const index = end ? steps.indexOf(end) : steps.length
  return steps
    .slice(0, index)
    .filter(({ name }) => stages.has(name))
    .reverse()
    .flatMap(decisionsOf)
}

/** Problems of stages that went on in spite of them. */
function notesOf(steps: readonly Step[], failed: Step | undefined): Reason[] {
  return steps.flatMap((step) =>
    step.problems
      .filter(({ severity }) => step !== failed || severity !== 'error')
      .map(({ message, code, at, position }): Reason => ({
        text: message,
        ...(position && { position }),
        at: at.length > 0 ? at : step.at,
        rule: code,
        page: ruleOfCode(code) ?? pageOfStage(step.name),
        step: step.name,
        role: 'note',
      })),
  )
}
