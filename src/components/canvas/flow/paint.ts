import { sameAddress } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import type { Simulation, Station, Step } from '../../../simulator/index.ts'
import type { Run } from '../../store/viewStore.ts'
import { bytesText, durationText } from '../words.ts'
import type { FlowShape, Way } from './graph.ts'

/** What a run did at a station. `bypassed`: the gateway answered itself. */
export type StationOutcome = 'passed' | 'failed' | 'skipped' | 'not-reached' | 'bypassed'

export interface PaintedStation {
  readonly outcome: StationOutcome
  /** The outcome in words: `Passed`, `Failed`, … */
  readonly text: string
  readonly durationText: string | undefined
  /** Why it failed, in a sentence. */
  readonly message: string | undefined
  /** The step that a click shows: the one that failed, else the station's last. */
  readonly stepIndex: number | undefined
}

export interface PaintedWay {
  readonly taken: boolean
  /** How much went this way: `128 B`. */
  readonly sizeText: string | undefined
}

/** A run, painted on the flow. */
export interface Painting {
  readonly status: number | undefined
  /** `200`, `Running`, `Cancelled`: what the client's card says. */
  readonly statusText: string
  readonly isSuccess: boolean
  readonly totalText: string | undefined
  readonly stations: ReadonlyMap<Station, PaintedStation>
  /** By the ids of the ways. */
  readonly ways: ReadonlyMap<string, PaintedWay>
  /** Where the API answered itself: the response goes from here to the client. */
  readonly gatewayResponse: { readonly from: Station; readonly type: string } | undefined
}

/** What to paint for the shown run; `undefined` when none is shown or it was sent to another method. */
export function paintRun(
  run: Run | undefined,
  entryAt: Address,
  shape: FlowShape,
): Painting | undefined {
  if (!run || !sameAddress(run.entryAt, entryAt)) return undefined
  switch (run.outcome.state) {
    case 'answered':
      return paintSimulation(run.outcome.simulation, run, shape)
    case 'running':
      return unanswered('Running')
    case 'cancelled':
      return unanswered('Cancelled')
    case 'failed':
      return unanswered('Not simulated')
  }
}

function unanswered(statusText: string): Painting {
  return {
    status: undefined,
    statusText,
    isSuccess: false,
    totalText: undefined,
    stations: new Map(),
    ways: new Map(),
    gatewayResponse: undefined,
  }
}

/** The id of a way in its flow. */
export function wayId({ from, to }: Way): string {
  return `${from}-${to}`
}

/** True for a run that the CORS settings of the API answered: it has a flow of its own. */
export function isPreflight(run: Run | undefined, entryAt: Address): boolean {
  if (run?.outcome.state !== 'answered' || !sameAddress(run.entryAt, entryAt)) return false
  const { steps } = run.outcome.simulation.trace
  return steps.some(({ station, settles }) => station === 'cors' && settles !== undefined)
}

function paintSimulation(simulation: Simulation, run: Run, shape: FlowShape): Painting {
  const { steps, tookMs } = simulation.trace
  const failedAt = steps.find((step) => step.outcome === 'failed')?.station
  const gatewayType = simulation.gatewayResponseType
  const own = steps.find((step) => step.writesOwnResponse)
  const gatewayResponse =
    own && failedAt !== undefined ? { from: failedAt, type: gatewayType ?? own.title } : undefined
  const stations = new Map(
    shape.columns
      .flatMap(({ request, below, response }) => [request, below, response])
      .flatMap((station) =>
        station ? [[station, paintStation(station, steps, gatewayType)] as const] : [],
      ),
  )
  return {
    status: simulation.status,
    statusText: String(simulation.status),
    isSuccess: simulation.status < 400,
    totalText: durationText(tookMs),
    stations,
    ways: paintWays(simulation, run, shape, stations),
    gatewayResponse,
  }
}

function paintStation(
  station: Station,
  steps: readonly Step[],
  gatewayType: string | undefined,
): PaintedStation {
  const own = steps.flatMap((step, index) => (step.station === station ? [{ step, index }] : []))
  const last = own.at(-1)
  if (!last) {
    return {
      outcome: 'not-reached',
      text: 'Not reached',
      durationText: undefined,
      message: undefined,
      stepIndex: undefined,
    }
  }
  const failed = own.find(({ step }) => step.outcome === 'failed')
  const spent = own.reduce((sum, { step }) => sum + step.tookMs, 0)
  const base = { durationText: durationText(spent), stepIndex: (failed ?? last).index }
  if (failed) {
    const message = failed.step.problems[0]?.message ?? failed.step.decisions.at(-1)?.text
    return { ...base, outcome: 'failed', text: 'Failed', message }
  }
  const gateway = own.find(({ step }) => step.writesOwnResponse)
  if (gateway) {
    const text = gatewayType ?? gateway.step.title
    return { ...base, stepIndex: gateway.index, outcome: 'bypassed', text, message: undefined }
  }
  return own.every(({ step }) => step.outcome === 'skipped')
    ? { ...base, outcome: 'skipped', text: 'Skipped', message: undefined }
    : { ...base, outcome: 'passed', text: 'Passed', message: undefined }
}

function paintWays(
  simulation: Simulation,
  run: Run,
  shape: FlowShape,
  stations: ReadonlyMap<Station, PaintedStation>,
): ReadonlyMap<string, PaintedWay> {
  const { steps } = simulation.trace
  const outcomeOf = (station: Station) => stations.get(station)?.outcome ?? 'not-reached'
  const isReached = (station: Station) =>
    outcomeOf(station) !== 'not-reached' && outcomeOf(station) !== 'bypassed'
  const hasOwnResponse =
    steps.some((step) => step.writesOwnResponse) &&
    steps.some(({ outcome }) => outcome === 'failed')
  const isTaken = ({ from, to }: Way) => {
    if (to === 'client') return shape.ownResponseTo !== 'client' || !hasOwnResponse
    return isReached(from) && outcomeOf(from) !== 'failed' && isReached(to)
  }
  const { body, bodyBase64 } = run.call.request
  const requestSize = bodyBase64 === undefined ? textSize(body ?? '') : base64Size(bodyBase64)
  const sizeOf = ({ from, to, row }: Way): number | undefined => {
    if (to === 'client') return bodySize(simulation.body)
    if (row === 'response') return bodySizeAt(steps, from)
    if (to !== 'backend') return requestSize
    const sent = simulation.backendRequest
    return sent ? bodySize(sent.body) : bodySizeAt(steps, from)
  }
  return new Map(
    shape.ways.map((way) => {
      const taken =
        isTaken(way) && !(hasOwnResponse && way.row === 'response' && way.to !== 'client')
      const size = taken ? sizeOf(way) : undefined
      const sizeText = size === undefined ? undefined : bytesText(size)
      return [wayId(way), { taken, sizeText }] as const
    }),
  )
}

/** Bytes of the body that leaves a station; `undefined` where no step of it shows one. */
function bodySizeAt(steps: readonly Step[], station: Station): number | undefined {
  return steps
    .filter((step) => step.station === station)
    .map(shownBodySize)
    .findLast((size) => size !== undefined)
}

/** Bytes of the body in the output of a step; `undefined` where it has none to show. */
function shownBodySize({ output }: Step): number | undefined {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return undefined
  const body = output['body']
  if (typeof body !== 'string') return undefined
  // the two ways in which a trace tells of a body that it does not hold as a whole
  const binary = /^\[Binary Data\] (\d+) bytes$/.exec(body)
  if (binary) return Number(binary[1])
  const cut = /… \[(\d+) more bytes\]$/.exec(body)
  return cut ? textSize(body.slice(0, cut.index)) + Number(cut[1]) : textSize(body)
}

function bodySize(body: Simulation['body']): number {
  return 'text' in body ? textSize(body.text) : base64Size(body.base64)
}

function textSize(text: string): number {
  return new TextEncoder().encode(text).length
}

function base64Size(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4)
}
