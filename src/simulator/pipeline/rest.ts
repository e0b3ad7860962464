import { gatewayResponseTypes } from '../../model/index.ts'
import type { RestApi } from '../../model/index.ts'
import type { HeaderList, Simulation, StepFacts } from '../trace.ts'
import { accessLogLine } from './accessLog.ts'
import type { Arrival } from './arrive.ts'
import { assembleRequest } from './assembleRequest.ts'
import { authorize } from './authorize.ts'
import { bodyOf } from './bodies.ts'
import { callBackend } from './callBackend.ts'
import { lookUpCache } from './cache.ts'
import { checkApiKey } from './checkApiKey.ts'
import { chooseStage } from './chooseStage.ts'
import { GatewayFailure } from '../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { filterByWebAcl } from './filterByWebAcl.ts'
import { answerItself } from './gatewayResponse.ts'
import {
  finishedLog,
  logIntegrationRequest,
  logIntegrationResponse,
  logMethodRequest,
  logGatewayResponse,
  logMethodResponse,
  logStart,
  logUsagePlan,
  logUsagePlanCheck,
} from './log.ts'
import { mapRequest } from './mapRequest.ts'
import { mapResponse } from './mapResponse.ts'
import { matchRoute } from './matchRoute.ts'
import { sendAnswer, writeMethodResponse } from './methodResponse.ts'
import { readRequest } from './readRequest.ts'
import { forbidden } from './resolveHost.ts'
import { selectResponse } from './selectResponse.ts'
import { signRequest } from './signRequest.ts'
import { startExchange } from './startExchange.ts'
import { runSteps } from './step.ts'
import type { PipelineStep } from './step.ts'
import { throttle } from './throttle.ts'
import { validateRequest } from './validateRequest.ts'

/** Call a REST API: its steps in the service's order. */
export async function runRest(arrival: Arrival, api: RestApi): Promise<Simulation> {
  const exchange = startExchange(arrival, api)
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

const untilCache: readonly PipelineStep<RestExchange>[] = [
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
    rule: 'Stages',
    groundOf: 'every status',
    run: chooseStage,
  },
  {
    name: 'filterByWebAcl',
    title: 'Web ACL',
    station: 'client',
    rule: 'AWS WAF',
    applies: ({ stage, isTest }) => stage?.webAclArn !== undefined && !isTest,
    run: filterByWebAcl,
  },
  {
    name: 'matchRoute',
    title: 'Resource and method',
    station: 'methodRequest',
    rule: 'Routing precedence',
    groundOf: 'every status',
    run: matchRoute,
    log: logStart,
  },
  {
    name: 'authorize',
    title: 'Authorization',
    station: 'authorizer',
    rule: 'Authorization',
    run: authorize,
    log: logUsagePlanCheck,
  },
  {
    name: 'checkApiKey',
    title: 'API key and usage plan',
    station: 'methodRequest',
    rule: 'Usage plans',
    run: checkApiKey,
  },
  {
    name: 'throttle',
    title: 'Throttling',
    station: 'methodRequest',
    rule: 'Token bucket',
    run: throttle,
    log: (exchange) => {
      logUsagePlan(exchange)
      logMethodRequest(exchange)
    },
  },
  {
    name: 'validateRequest',
    title: 'Method request validation',
    station: 'methodRequest',
    rule: 'Request validation',
    run: validateRequest,
  },
  {
    name: 'lookUpCache',
    title: 'Cache',
    station: 'methodRequest',
    rule: 'API caching',
    groundOf: 'success',
    run: lookUpCache,
  },
]

const fromCache: readonly PipelineStep<RestExchange>[] = [
  {
    name: 'methodResponse',
    title: 'Method response',
    station: 'methodResponse',
    rule: 'Method response',
    run: sendAnswer,
  },
]

const throughBackend: readonly PipelineStep<RestExchange>[] = [
  {
    name: 'mapRequest',
    title: 'Integration request mapping',
    station: 'integrationRequest',
    rule: 'Parameter mapping',
    groundOf: 'success',
    run: mapRequest,
  },
  {
    name: 'assembleRequest',
    title: 'Integration request',
    station: 'integrationRequest',
    rule: 'Integration endpoint',
    failsIntegration: true,
    run: assembleRequest,
    log: logIntegrationRequest,
  },
  {
    name: 'callBackend',
    title: 'Backend',
    station: 'backend',
    rule: 'Backends',
    groundOf: 'success',
    failsIntegration: true,
    run: callBackend,
    log: logIntegrationResponse,
  },
  {
    name: 'selectResponse',
    title: 'Integration response',
    station: 'integrationResponse',
    rule: 'Selection pattern',
    groundOf: 'success',
    failsIntegration: true,
    run: selectResponse,
  },
  {
    name: 'mapResponse',
    title: 'Integration response mapping',
    station: 'integrationResponse',
    rule: 'Integration response',
    groundOf: 'success',
    failsIntegration: true,
    run: mapResponse,
  },
  {
    name: 'methodResponse',
    title: 'Method response',
    station: 'methodResponse',
    rule: 'Method response',
    run: writeMethodResponse,
  },
]

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
