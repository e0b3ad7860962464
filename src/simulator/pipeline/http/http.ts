import type { HttpApi } from '../../../model/index.ts'
import type { Simulation, StepFacts } from '../../trace.ts'
import type { Arrival } from '../steps/arrive.ts'
import { bodyOf } from '../../message/bodies.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import type { ResolvedHost } from '../../exchange/host.ts'
import { runSteps } from '../step.ts'
import { steps } from './steps.ts'
import { accessLogLine } from './accessLog.ts'
import { HttpFailure, httpFailure, startHttpExchange } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { sendError } from './sendResponse.ts'

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

/** Written by the API itself, after a step has failed. */
const errorResponse = {
  name: 'errorResponse',
  title: 'Error response',
  station: 'client',
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
