import type { Address, Design, HttpApi } from '../../../model/index.ts'
import type { Engine } from '../../engine.ts'
import type { Environment } from '../../environment.ts'
import type { Simulation, Station } from '../../trace.ts'
import { isOverflow } from '../../vtl/index.ts'
import { bodyOf } from '../bodies.ts'
import { Cancelled, GatewayFailure } from '../exchange.ts'
import type { SimulationCall } from '../exchange.ts'
import type { StepDraft } from '../recorder.ts'
import { resolveHost } from '../resolveHost.ts'
import type { ResolvedHost } from '../resolveHost.ts'
import { prepareCall, takeCaller } from '../takeCaller.ts'
import type { PreparedCall } from '../takeCaller.ts'
import { accessLogLine } from './accessLog.ts'
import { assembleRequest } from './assembleRequest.ts'
import { authorize } from './authorize.ts'
import { callBackend } from './callBackend.ts'
import { chooseStage } from './chooseStage.ts'
import { HttpFailure, httpFailure, startHttpExchange } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { mapRequest } from './mapRequest.ts'
import { matchRoute } from './matchRoute.ts'
import { answerPreflight } from './preflight.ts'
import { readRequest } from './readRequest.ts'
import { mapResponse, readResponse } from './readResponse.ts'
import { sendError, sendResponse } from './sendResponse.ts'
import { takeHost } from './takeHost.ts'
import { throttle } from './throttle.ts'

/** Call an HTTP API: its steps in the service's order. HTTP APIs write no execution log. */
export async function runHttp(
  design: Design,
  api: HttpApi,
  givenCall: SimulationCall,
  givenEnvironment: Environment,
  engine: Engine,
): Promise<Simulation> {
  const { at } = givenCall
  const environment = at === undefined ? givenEnvironment : { ...givenEnvironment, now: () => at }
  // HTTP APIs have no test invocation: a request that asks for one is authorized like any other
  const { asTestInvoke: _asTestInvoke, ...asked } = givenCall
  const prepared = await prepareCall(design, asked, environment)
  const host = resolveHost(design, prepared.call, environment)
  const { stageName: _stageName, ...call } = prepared.call
  const stageName = host.domain ? host.stageName : prepared.call.stageName
  const exchange = startHttpExchange(
    design,
    api,
    { ...call, apiId: api.id, ...(stageName !== undefined && { stageName }) },
    environment,
    engine,
    host,
  )
  try {
    await runSteps(exchange, { host, prepared })
    return simulationOf(exchange)
  } catch (error) {
    const failure = failureOf(error)
    await exchange.recorder.step(
      'errorResponse',
      'Error response',
      'methodResponse',
      ['apis', api.id],
      (draft) => sendError(exchange, failure, draft),
    )
    return simulationOf(exchange, failure)
  }
}

/** What was found out before the first step. */
interface Reach {
  readonly host: ResolvedHost
  readonly prepared: PreparedCall
}

/** One step of the pipeline. */
interface HttpStep {
  readonly name: string
  readonly title: string
  readonly station: Station
  /** Absent: the step is part of every request. */
  readonly applies?: (exchange: HttpExchange) => boolean
  readonly run: (exchange: HttpExchange, draft: StepDraft, reach: Reach) => void | Promise<void>
}

const hasRoute = ({ isPreflight }: HttpExchange) => !isPreflight

const steps: readonly HttpStep[] = [
  {
    name: 'takeCaller',
    title: 'Caller',
    station: 'client',
    applies: ({ call }) => call.caller !== undefined,
    run: (exchange, draft, { prepared }) => takeCaller(exchange, prepared, draft),
  },
  {
    name: 'takeHost',
    title: 'Host',
    station: 'client',
    run: (exchange, draft, { host }) => takeHost(exchange, host, draft),
  },
  { name: 'readRequest', title: 'Request', station: 'client', run: readRequest },
  { name: 'chooseStage', title: 'Stage', station: 'client', run: chooseStage },
  { name: 'answerPreflight', title: 'CORS preflight', station: 'client', run: answerPreflight },
  {
    name: 'matchRoute',
    title: 'Route',
    station: 'methodRequest',
    applies: hasRoute,
    run: matchRoute,
  },
  {
    name: 'authorize',
    title: 'Authorization',
    station: 'authorizer',
    applies: hasRoute,
    run: authorize,
  },
  {
    name: 'throttle',
    title: 'Throttling',
    station: 'methodRequest',
    applies: hasRoute,
    run: throttle,
  },
  {
    name: 'mapRequest',
    title: 'Request parameter mapping',
    station: 'integrationRequest',
    applies: hasRoute,
    run: mapRequest,
  },
  {
    name: 'assembleRequest',
    title: 'Integration request',
    station: 'integrationRequest',
    applies: hasRoute,
    run: assembleRequest,
  },
  {
    name: 'callBackend',
    title: 'Backend',
    station: 'backend',
    applies: hasRoute,
    run: callBackend,
  },
  {
    name: 'readResponse',
    title: 'Integration response',
    station: 'integrationResponse',
    applies: hasRoute,
    run: readResponse,
  },
  {
    name: 'mapResponse',
    title: 'Response parameter mapping',
    station: 'integrationResponse',
    applies: hasRoute,
    run: mapResponse,
  },
  { name: 'methodResponse', title: 'Response', station: 'methodResponse', run: sendResponse },
]

async function runSteps(exchange: HttpExchange, reach: Reach): Promise<void> {
  const apiAt = ['apis', exchange.call.apiId]
  for (const { name, title, station, applies, run } of steps) {
    if (applies?.(exchange) === false) continue
    if (exchange.environment.cancelled?.()) throw new Cancelled()
    const at = exchange.routeAt ?? apiAt
    const pending = exchange.recorder.step(name, title, station, at, (draft) =>
      withinLimits(at, () => run(exchange, draft, reach)),
    )
    if (pending) await pending
  }
}

/** Run a step. One that is beyond what the JavaScript engine holds fails as a 500, in our words. */
async function withinLimits(at: Address, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isOverflow(error)) throw error
    const message =
      'The request or the response nests too deep or is too large to be simulated. The service may take it.'
    throw httpFailure(500, { code: 'simulation/too-large', message, at })
  }
}

/** The error that ends a run. Refusals of steps that REST APIs share keep their class: a 4xx is `Forbidden`, a 5xx an error. */
function failureOf(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error
  if (!(error instanceof GatewayFailure)) throw error
  return new HttpFailure(error.status < 500 ? 403 : 500, error.problems)
}

function simulationOf(exchange: HttpExchange, failure?: HttpFailure): Simulation {
  const { backendRequest, lambdaEvent } = exchange
  const trace = exchange.recorder.trace()
  const accessLog = accessLogLine(exchange, trace, failure)
  return {
    status: exchange.status,
    headers: exchange.responseHeaders,
    body: bodyOf(exchange.responseBody),
    ...(backendRequest && { backendRequest }),
    ...(lambdaEvent !== undefined && { lambdaEvent }),
    trace,
    ...(accessLog !== undefined && { accessLog }),
    log: [],
  }
}
