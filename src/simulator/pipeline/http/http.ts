import type { HttpApi } from '../../../model/index.ts'
import type { Simulation, StepFacts } from '../../trace.ts'
import type { Arrival } from '../arrive.ts'
import { bodyOf } from '../bodies.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import type { ResolvedHost } from '../../exchange/host.ts'
import { signRequest } from '../signRequest.ts'
import { runSteps } from '../step.ts'
import type { PipelineStep } from '../step.ts'
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
import { throttle } from './throttle.ts'

/** Call an HTTP API: its steps in the service's order. HTTP APIs write no execution log. */
export async function runHttp(arrival: Arrival, api: HttpApi): Promise<Simulation> {
  const exchange = startHttpExchange(arrival, api)
  const { refusal } = exchange.host
  try {
    if (refusal) throw hostFailure(refusal)
    await runSteps(exchange, steps)
    return simulationOf(exchange)
  } catch (error) {
    const failure = failureOf(error)
    exchange.recorder.step(errorResponse, ['apis', api.id], (draft) =>
      sendError(exchange, failure, draft),
    )
    return simulationOf(exchange, failure)
  }
}

/** A disabled endpoint is a 404, a domain that leads nowhere a 403. */
function hostFailure(refusal: NonNullable<ResolvedHost['refusal']>): HttpFailure {
  return httpFailure(refusal.code === 'host/endpoint-disabled' ? 404 : 403, refusal)
}

const hasRoute = ({ isPreflight }: HttpExchange) => !isPreflight

const steps: readonly PipelineStep<HttpExchange>[] = [
  signRequest,
  {
    name: 'readRequest',
    title: 'Request',
    station: 'client',
    rule: 'Request syntax',
    run: readRequest,
  },
  {
    name: 'chooseStage',
    title: 'Stage',
    station: 'client',
    rule: 'HTTP API stages',
    groundOf: 'every status',
    run: chooseStage,
  },
  {
    name: 'answerPreflight',
    title: 'CORS preflight',
    station: 'client',
    rule: 'HTTP API CORS',
    groundOf: 'success',
    run: answerPreflight,
  },
  {
    name: 'matchRoute',
    title: 'Route',
    station: 'methodRequest',
    rule: 'HTTP API routes',
    groundOf: 'every status',
    applies: hasRoute,
    run: matchRoute,
  },
  {
    name: 'authorize',
    title: 'Authorization',
    station: 'authorizer',
    rule: 'Authorization',
    applies: hasRoute,
    run: authorize,
  },
  {
    name: 'throttle',
    title: 'Throttling',
    station: 'methodRequest',
    rule: 'Token bucket',
    applies: hasRoute,
    run: throttle,
  },
  {
    name: 'mapRequest',
    title: 'Request parameter mapping',
    station: 'integrationRequest',
    rule: 'Parameter mapping',
    groundOf: 'success',
    applies: hasRoute,
    run: mapRequest,
  },
  {
    name: 'assembleRequest',
    title: 'Integration request',
    station: 'integrationRequest',
    rule: 'Integration endpoint',
    applies: hasRoute,
    run: assembleRequest,
  },
  {
    name: 'callBackend',
    title: 'Backend',
    station: 'backend',
    rule: 'Backends',
    groundOf: 'success',
    applies: hasRoute,
    run: callBackend,
  },
  {
    name: 'readResponse',
    title: 'Integration response',
    station: 'integrationResponse',
    rule: 'HTTP API payload formats',
    groundOf: 'success',
    applies: hasRoute,
    run: readResponse,
  },
  {
    name: 'mapResponse',
    title: 'Response parameter mapping',
    station: 'integrationResponse',
    rule: 'Integration response',
    groundOf: 'success',
    applies: hasRoute,
    run: mapResponse,
  },
  {
    name: 'methodResponse',
    title: 'Response',
    station: 'methodResponse',
    rule: 'Method response',
    run: sendResponse,
  },
]

/** Written by the API itself, after a step has failed. */
const errorResponse = {
  name: 'errorResponse',
  title: 'Error response',
  station: 'methodResponse',
  rule: 'HTTP API errors',
  writesOwnResponse: true,
} satisfies StepFacts

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
