import { sameAddress } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import type { Simulation, Station, Step } from '../../simulator/index.ts'
import type { Run } from '../store/viewStore.ts'
import { bytesText, durationText } from './words.ts'

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
  /** By the station that the way starts at. */
  readonly ways: ReadonlyMap<Station, PaintedWay>
  /** Where the gateway answered itself: the way goes from here to the client. */
  readonly gatewayResponse: { readonly from: Station; readonly type: string } | undefined
}

/** What to paint for the shown run; `undefined` when none is shown or it was sent to another method. */
export function paintRun(run: Run | undefined, methodAt: Address): Painting | undefined {
  if (!run || !sameAddress(run.entryAt, methodAt)) return undefined
  switch (run.outcome.state) {
    case 'answered':
      return paintSimulation(run.outcome.simulation, run)
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

const order: readonly Station[] = [
  'client',
  'authorizer',
  'methodRequest',
  'integrationRequest',
  'backend',
  'integrationResponse',
  'methodResponse',
]

function paintSimulation(simulation: Simulation, run: Run): Painting {
  const { steps, tookMs } = simulation.trace
  const failedAt = steps.find((step) => step.outcome === 'failed')?.station
  const gatewayType = simulation.gatewayResponseType
  const gatewayResponse =
    gatewayType !== undefined && failedAt !== undefined
      ? { from: failedAt, type: gatewayType }
      : undefined
  const stations = new Map(
    order.map((station) => [station, paintStation(station, steps, gatewayType)] as const),
  )
  return {
    status: simulation.status,
    statusText: String(simulation.status),
    isSuccess: simulation.status < 400,
    totalText: durationText(tookMs),
    stations,
    ways: paintWays(simulation, run, stations, gatewayResponse !== undefined),
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
  const gateway = own.find(({ step }) => step.name === 'gatewayResponse')
  if (gateway) {
    const text = gatewayType ?? 'Gateway response'
    return { ...base, stepIndex: gateway.index, outcome: 'bypassed', text, message: undefined }
  }
  return own.every(({ step }) => step.outcome === 'skipped')
    ? { ...base, outcome: 'skipped', text: 'Skipped', message: undefined }
    : { ...base, outcome: 'passed', text: 'Passed', message: undefined }
}

function paintWays(
  simulation: Simulation,
  run: Run,
  stations: ReadonlyMap<Station, PaintedStation>,
  isGatewayResponse: boolean,
): ReadonlyMap<Station, PaintedWay> {
  const { steps } = simulation.trace
  const reached = (station: Station) => {
    const outcome = stations.get(station)?.outcome
    return outcome !== undefined && outcome !== 'not-reached' && outcome !== 'bypassed'
  }
  const { body, bodyBase64 } = run.call.request
  const requestSize = bodyBase64 === undefined ? textSize(body ?? '') : base64Size(bodyBase64)
  const sent = simulation.backendRequest
    ? bodySize(simulation.backendRequest.body)
    : stepBodySize(steps, 'mapRequest')
  const sizes: Record<Station, number | undefined> = {
    client: requestSize,
    authorizer: requestSize,
    methodRequest: requestSize,
    integrationRequest: sent,
    backend: stepBodySize(steps, 'callBackend'),
    integrationResponse: stepBodySize(steps, 'mapResponse'),
    methodResponse: bodySize(simulation.body),
  }
  return new Map(
    order.map((station, i) => {
      const next = order[i + 1]
      const taken = next === undefined ? !isGatewayResponse : reached(station) && reached(next)
      const size = sizes[station]
      const sizeText = taken && size !== undefined ? bytesText(size) : undefined
      return [station, { taken, sizeText }] as const
    }),
  )
}

/** Bytes of the body that a step put out; `undefined` where it has none to show. */
function stepBodySize(steps: readonly Step[], name: string): number | undefined {
  const output = steps.find((step) => step.name === name)?.output
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
