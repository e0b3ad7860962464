import { gatewayResponseTypes } from '../../../model/index.ts'
import type { RestApi } from '../../../model/index.ts'
import type { HeaderList, Simulation, StepFacts } from '../../trace.ts'
import { accessLogLine } from './accessLog.ts'
import type { Arrival } from '../steps/arrive.ts'
import { bodyOf } from '../../message/bodies.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { answerItself } from './gatewayResponse.ts'
import { finishedLog, logGatewayResponse, logMethodResponse } from './log.ts'
import { forbidden } from '../../routing/resolveHost.ts'
import { startRestExchange } from './startExchange.ts'
import { fromCache, throughBackend, untilCache } from './steps.ts'
import { runSteps } from '../step.ts'

/** Call a REST API: its steps in the service's order. */
export async function runRest(arrival: Arrival, api: RestApi): Promise<Simulation> {
  const exchange = startRestExchange(arrival, api)
  const { refusal } = exchange.host
  try {
    if (refusal) throw forbidden(refusal)
    await runSteps(exchange, untilCache)
    await runSteps(exchange, exchange.isCacheHit ? fromCache : throughBackend)
    logMethodResponse(exchange)
    return simulationOf(exchange)
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    return await gatewayAnswer(exchange, error)
  }
}

/** Written by the gateway itself, after a step has failed. */
const gatewayResponse = {
  name: 'gatewayResponse',
  title: 'Gateway response',
  station: 'methodResponse',
  rule: 'Gateway responses',
  writesOwnResponse: true,
} satisfies StepFacts

async function gatewayAnswer(exchange: RestExchange, failure: GatewayFailure): Promise<Simulation> {
  const { log } = exchange.recorder
  log.push(...failure.logLines)
  const answer = (ended: GatewayFailure, isCustomised: boolean) =>
    exchange.recorder.step(
      gatewayResponse,
      ['apis', exchange.call.apiId, 'gatewayResponses'],
      (draft) => answerItself(exchange, ended, draft, isCustomised),
    )
  let ended = failure
  let mappedHeaders: HeaderList
  try {
    mappedHeaders = await answer(failure, true)
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    // a customised answer that cannot be written is answered plainly
    ended = error
    log.push(...ended.logLines)
    mappedHeaders = await answer(ended, false)
  }
  const type = gatewayResponseTypes.find((known) => known === ended.type)
  const family = ended.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'
  logGatewayResponse(exchange, type ?? family, mappedHeaders)
  if (failure.isUnlogged) log.length = 0
  return { ...simulationOf(exchange, ended), ...(type && { gatewayResponseType: type }) }
}

/** HEAD is answered without its body. */
function isHeadAnswer(exchange: RestExchange): boolean {
  return exchange.httpMethod === 'HEAD' && !exchange.isTest
}

function simulationOf(exchange: RestExchange, failure?: GatewayFailure): Simulation {
  const { backendRequest, lambdaEvent } = exchange
  const trace = exchange.recorder.trace()
  const accessLog = accessLogLine(exchange, trace, failure)
  return {
    status: exchange.status,
    headers: exchange.responseHeaders,
    body: isHeadAnswer(exchange) ? { text: '' } : bodyOf(exchange.responseBody),
    ...(backendRequest && { backendRequest }),
    ...(lambdaEvent !== undefined && { lambdaEvent }),
    trace,
    ...(exchange.templates.length > 0 && { templates: exchange.templates }),
    ...(accessLog !== undefined && { accessLog }),
    log: finishedLog(exchange),
  }
}
