import { gatewayResponseTypes } from '../../model/index.ts'
import type { Address, Design, RestApi } from '../../model/index.ts'
import type { Engine } from '../engine.ts'
import type { Environment } from '../environment.ts'
import { isOverflow } from '../vtl/index.ts'
import type { HeaderList, Simulation } from '../trace.ts'
import { accessLogLine } from './accessLog.ts'
import { assembleRequest } from './assembleRequest.ts'
import { authorize } from './authorize.ts'
import { bodyOf } from './bodies.ts'
import { callBackend } from './callBackend.ts'
import { lookUpCache } from './cache.ts'
import { checkApiKey } from './checkApiKey.ts'
import { chooseStage } from './chooseStage.ts'
import { Cancelled, GatewayFailure, configurationError } from './exchange.ts'
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
    const reach = { api: reached, host, prepared }
    await runStages(exchange, reach, untilCache)
    await runStages(exchange, reach, exchange.isCacheHit ? fromCache : throughBackend)
    logMethodResponse(exchange)
    return simulationOf(exchange)
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    return await gatewayAnswer(exchange, error)
  }
}

/** What was found out before the first stage. */
interface Reach {
  readonly api: RestApi
  readonly host: ResolvedHost
  readonly prepared: PreparedCall
}

/** One stage of the pipeline. */
interface Stage {
  readonly name: string
  readonly title: string
  readonly station: Station
  /** Absent: the stage is part of every call. */
  readonly applies?: (exchange: Exchange) => boolean
  readonly run: (exchange: Exchange, draft: StepDraft, reach: Reach) => void | Promise<void>
  /** What the execution log says once the stage has passed. */
  readonly log?: (exchange: Exchange) => void
}

const untilCache: readonly Stage[] = [
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
  {
    name: 'chooseStage',
    title: 'Stage',
    station: 'client',
    run: (exchange, draft, { api }) => chooseStage(exchange, api, draft),
  },
  {
    name: 'filterByWebAcl',
    title: 'Web ACL',
    station: 'client',
    applies: ({ stage, isTest }) => stage?.webAclArn !== undefined && !isTest,
    run: filterByWebAcl,
  },
  {
    name: 'matchRoute',
    title: 'Resource and method',
    station: 'methodRequest',
    run: matchRoute,
    log: logStart,
  },
  {
    name: 'authorize',
    title: 'Authorization',
    station: 'authorizer',
    run: authorize,
    log: logUsagePlanCheck,
  },
  {
    name: 'checkApiKey',
    title: 'API key and usage plan',
    station: 'methodRequest',
    run: checkApiKey,
  },
  {
    name: 'throttle',
    title: 'Throttling',
    station: 'methodRequest',
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
    run: validateRequest,
  },
  { name: 'lookUpCache', title: 'Cache', station: 'methodRequest', run: lookUpCache },
]

const fromCache: readonly Stage[] = [
  { name: 'methodResponse', title: 'Method response', station: 'methodResponse', run: sendAnswer },
]

const throughBackend: readonly Stage[] = [
  {
    name: 'mapRequest',
    title: 'Integration request mapping',
    station: 'integrationRequest',
    run: mapRequest,
  },
  {
    name: 'assembleRequest',
    title: 'Integration request',
    station: 'integrationRequest',
    run: assembleRequest,
    log: logIntegrationRequest,
  },
  {
    name: 'callBackend',
    title: 'Backend',
    station: 'backend',
    run: callBackend,
    log: logIntegrationResponse,
  },
  {
    name: 'selectResponse',
    title: 'Integration response',
    station: 'integrationResponse',
    run: selectResponse,
  },
  {
    name: 'mapResponse',
    title: 'Integration response mapping',
    station: 'integrationResponse',
    run: mapResponse,
  },
  {
    name: 'methodResponse',
    title: 'Method response',
    station: 'methodResponse',
    run: writeMethodResponse,
  },
]

/** Runs stages at the method's address, once there is a method, unless the caller has gone. What need not be waited for is not. */
async function runStages(
  exchange: Exchange,
  reach: Reach,
  stages: readonly Stage[],
): Promise<void> {
  const apiAt = ['apis', exchange.call.apiId]
  for (const { name, title, station, applies, run, log } of stages) {
    if (applies?.(exchange) === false) continue
    if (exchange.environment.cancelled?.()) throw new Cancelled()
    const at = exchange.methodAt ?? apiAt
    const pending = exchange.recorder.step(name, title, station, at, (draft) =>
      withinLimits(at, () => run(exchange, draft, reach)),
    )
    if (pending) await pending
    log?.(exchange)
  }
}

/** Run a stage. One that is beyond what the JavaScript engine holds fails as the service's 500, in our words. */
function withinLimits(at: Address, work: () => void | Promise<void>): void | Promise<void> {
  const failed = (error: unknown): never => {
    if (!isOverflow(error)) throw error
    const message =
      'The request or the response nests too deep or is too large to be simulated. The service may take it.'
    throw configurationError('Not simulated', { code: 'simulation/too-large', message, at })
  }
  try {
    const pending = work()
    return pending instanceof Promise ? pending.catch(failed) : pending
  } catch (error) {
    return failed(error)
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
    body: isHeadAnswer(exchange) ? { text: '' } : bodyOf(exchange.responseBody),
    ...(backendRequest && { backendRequest }),
    ...(lambdaEvent !== undefined && { lambdaEvent }),
    trace,
    ...(exchange.templates.length > 0 && { templates: exchange.templates }),
    ...(accessLog !== undefined && { accessLog }),
    log: finishedLog(exchange),
  }
}
