import { gatewayResponseTypes } from '../../model/index.ts'
import type { Address, Design, RestApi } from '../../model/index.ts'
import type { Engine } from '../engine.ts'
import type { Environment } from '../environment.ts'
import type { HeaderList, Simulation } from '../trace.ts'
import { accessLogLine } from './accessLog.ts'
import { assembleRequest } from './assembleRequest.ts'
import { authorize } from './authorize.ts'
import { bodyOf } from './bodies.ts'
import { callBackend } from './callBackend.ts'
import { lookUpCache } from './cache.ts'
import { checkApiKey } from './checkApiKey.ts'
import { chooseStage } from './chooseStage.ts'
import { Cancelled, GatewayFailure } from './exchange.ts'
import type { Exchange, SimulationCall } from './exchange.ts'
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
import type { StepDraft } from './recorder.ts'
import { apiOf, resolveHost, takeHost } from './resolveHost.ts'
import type { ResolvedHost } from './resolveHost.ts'
import { selectResponse } from './selectResponse.ts'
import { startExchange } from './startExchange.ts'
import type { Station } from '../trace.ts'
import { prepareCall, takeCaller } from './takeCaller.ts'
import type { PreparedCall } from './takeCaller.ts'
import { throttle } from './throttle.ts'
import { validateRequest } from './validateRequest.ts'

/** Call a REST API: its stages in the service's order. */
export async function runRest(
  design: Design,
  api: RestApi,
  givenCall: SimulationCall,
  givenEnvironment: Environment,
  engine: Engine,
): Promise<Simulation> {
  const { at } = givenCall
  const environment = at === undefined ? givenEnvironment : { ...givenEnvironment, now: () => at }
  const prepared = await prepareCall(design, givenCall, environment)
  const { call } = prepared
  const host = resolveHost(design, call, environment)
  const reached = apiOf(design, host, api)
  const stageName = host.stageName ?? call.stageName
  const exchange = startExchange(
    design,
    reached,
    { ...call, apiId: reached.id, ...(stageName !== undefined && { stageName }) },
    environment,
    engine,
    host,
  )
  try {
    await runStages(exchange, reached, host, prepared)
    logMethodResponse(exchange)
    return simulationOf(exchange)
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    return await gatewayAnswer(exchange, error)
  }
}

async function runStages(
  exchange: Exchange,
  api: RestApi,
  host: ResolvedHost,
  prepared: PreparedCall,
): Promise<void> {
  const apiAt = ['apis', exchange.call.apiId]
  const step = stepper(exchange)
  if (exchange.call.caller) {
    await step('takeCaller', 'Caller', 'client', apiAt, (run, draft) =>
      takeCaller(run, prepared, draft),
    )
  }
  await step('takeHost', 'Host', 'client', apiAt, (run, draft) => takeHost(run, host, draft))
  await step('readRequest', 'Request', 'client', apiAt, readRequest)
  await step('chooseStage', 'Stage', 'client', [...apiAt, 'stages'], (run, draft) =>
    chooseStage(run, api, draft),
  )
  if (exchange.stage?.webAclArn !== undefined && !exchange.isTest) {
    await step('filterByWebAcl', 'Web ACL', 'client', apiAt, filterByWebAcl)
  }
  await step('matchRoute', 'Resource and method', 'methodRequest', apiAt, matchRoute)
  logStart(exchange)
  await step('authorize', 'Authorization', 'authorizer', apiAt, authorize)
  logUsagePlanCheck(exchange)
  await step('checkApiKey', 'API key and usage plan', 'methodRequest', apiAt, checkApiKey)
  await step('throttle', 'Throttling', 'methodRequest', apiAt, throttle)
  logUsagePlan(exchange)
  logMethodRequest(exchange)
  await step(
    'validateRequest',
    'Method request validation',
    'methodRequest',
    apiAt,
    validateRequest,
  )
  await step('lookUpCache', 'Cache', 'methodRequest', apiAt, lookUpCache)
  if (exchange.isCacheHit) {
    await step('methodResponse', 'Method response', 'methodResponse', apiAt, sendAnswer)
    return
  }
  await step('mapRequest', 'Integration request mapping', 'integrationRequest', apiAt, mapRequest)
  await step('assembleRequest', 'Integration request', 'integrationRequest', apiAt, assembleRequest)
  logIntegrationRequest(exchange)
  await step('callBackend', 'Backend', 'backend', apiAt, callBackend)
  logIntegrationResponse(exchange)
  await step('selectResponse', 'Integration response', 'integrationResponse', apiAt, selectResponse)
  await step(
    'mapResponse',
    'Integration response mapping',
    'integrationResponse',
    apiAt,
    mapResponse,
  )
  await step('methodResponse', 'Method response', 'methodResponse', apiAt, writeMethodResponse)
}

type Stage = (exchange: Exchange, draft: StepDraft) => void | Promise<void>

/** Runs a stage at the method's address, once there is a method, unless the caller has gone. */
function stepper(exchange: Exchange) {
  return async (name: string, title: string, station: Station, at: Address, stage: Stage) => {
    if (exchange.environment.cancelled?.()) throw new Cancelled()
    await exchange.recorder.step(name, title, station, exchange.methodAt ?? at, (draft) =>
      stage(exchange, draft),
    )
  }
}

async function gatewayAnswer(exchange: Exchange, failure: GatewayFailure): Promise<Simulation> {
  const { log } = exchange.recorder
  log.push(...failure.logLines)
  const answer = (ended: GatewayFailure, isCustomised: boolean) =>
    exchange.recorder.step(
      'gatewayResponse',
      'Gateway response',
      'methodResponse',
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
function isHeadAnswer(exchange: Exchange): boolean {
  return exchange.httpMethod === 'HEAD' && !exchange.isTest
}

function simulationOf(exchange: Exchange, failure?: GatewayFailure): Simulation {
  const { backendRequest, lambdaEvent } = exchange
  const trace = exchange.recorder.trace()
  const accessLog = accessLogLine(exchange, trace, failure)
  return {
    status: exchange.status,
    headers: exchange.responseHeaders,
    body: isHeadAnswer(exchange) ? { text: '' } : bodyOf(exchange.responseBytes),
    ...(backendRequest && { backendRequest }),
    ...(lambdaEvent !== undefined && { lambdaEvent }),
    trace,
    ...(exchange.templates.length > 0 && { templates: exchange.templates }),
    ...(accessLog !== undefined && { accessLog }),
    log: finishedLog(exchange),
  }
}
