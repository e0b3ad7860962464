import { backends } from '../backends/index.ts'
import { base64Encode, utf8Bytes } from '../context/index.ts'
import type { Design, RestApi } from '../../model/index.ts'
import type { TemplateCache } from '../vtl/index.ts'
import type { Environment } from '../environment.ts'
import type { HeaderList, Simulation } from '../trace.ts'
import { authorize } from './authorize.ts'
import { bodyOf, shownBody } from './bodies.ts'
import { GatewayFailure, integrationOf, known } from './exchange.ts'
import type { Exchange, SimulationCall } from './exchange.ts'
import {
  finishedLog,
  logEndpointRequest,
  logEndpointResponse,
  logLine,
  logMethodRequest,
  logMethodResponse,
  logUsagePlan,
} from './executionLog.ts'
import { gatewayResponse } from './gatewayResponse.ts'
import { headerValue } from './headers.ts'
import { lambdaProxyResult } from './lambdaProxyResult.ts'
import { mapRequest } from './mapRequest.ts'
import { mapResponse } from './mapResponse.ts'
import { matchRoute } from './matchRoute.ts'
import type { Router } from './matchRoute.ts'
import { methodResponse, serviceHeaders } from './methodResponse.ts'
import { readRequest } from './readRequest.ts'
import { Recorder } from './recorder.ts'
import { selectResponse } from './selectResponse.ts'
import type { Patterns } from './selectResponse.ts'
import { validateRequest } from './validateRequest.ts'

/** What runs of one API share: prepared once, used by every request. */
export interface Prepared {
  readonly router: Router
  readonly patterns: Patterns
  readonly cache: TemplateCache
}

/** Run one request through a REST API, stage by stage, in the service's order. */
export async function runRest(
  design: Design,
  api: RestApi,
  call: SimulationCall,
  environment: Environment,
  prepared: Prepared,
): Promise<Simulation> {
  const exchange = begin(design, api, call, environment, prepared)
  const { recorder } = exchange
  try {
    await stages(exchange, prepared)
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error
    if (error.logLine !== undefined) logLine(exchange, error.logLine)
    await recorder.step(
      'gatewayResponse',
      'Gateway response',
      'methodResponse',
      ['apis', api.id],
      (draft) => gatewayResponse(exchange, error, draft),
    )
    logLine(exchange, `Method completed with status: ${exchange.status}`)
    return finished(exchange, error.type)
  }
  logMethodResponse(exchange)
  return finished(exchange)
}

async function stages(exchange: Exchange, prepared: Prepared): Promise<void> {
  const { recorder, api } = exchange
  const apiAt = ['apis', api.id]
  await recorder.step('readRequest', 'Request received', 'client', apiAt, (draft) =>
    readRequest(exchange, draft),
  )
  await recorder.step('matchRoute', 'Resource and method matching', 'client', apiAt, (draft) =>
    matchRoute(exchange, prepared.router, draft),
  )
  exchange.context = templateContext(exchange)
  const at = known(exchange.methodAt, 'an address')
  await recorder.step('authorize', 'Authorization and API key', 'authorizer', at, (draft) =>
    authorize(exchange, draft),
  )
  if (!exchange.isTest) logUsagePlan(exchange)
  logMethodRequest(exchange)
  await recorder.step(
    'validateRequest',
    'Method request validation',
    'methodRequest',
    at,
    (draft) => validateRequest(exchange, draft),
  )
  stopIfCancelled(exchange)
  await recorder.step(
    'mapRequest',
    'Integration request mapping',
    'integrationRequest',
    at,
    (draft) => mapRequest(exchange, draft),
  )
  const { integration, at: integrationAt } = integrationOf(exchange)
  logEndpointRequest(exchange, integration)
  await recorder.step('callBackend', 'Backend call', 'backend', integrationAt, async (draft) => {
    const began = exchange.environment.elapsed()
    const { backendRequest } = exchange
    draft.input = backendRequest
      ? { method: backendRequest.method, url: backendRequest.url }
      : { mock: true }
    exchange.answer = await backends[integration.type](exchange, (text) =>
      draft.decide(text, integrationAt),
    )
    const latency = Math.round(exchange.environment.elapsed() - began)
    if (integration.type !== 'MOCK') logEndpointResponse(exchange, exchange.answer, latency)
    draft.output = {
      status: exchange.answer.status,
      headers: exchange.answer.headers.map(([name, value]) => `${name}: ${value}`),
      body: shownBody(exchange.answer.bytes),
    }
  })
  stopIfCancelled(exchange)
  const answer = known(exchange.answer, "the backend's answer")
  if (integration.type === 'AWS_PROXY') {
    await recorder.step(
      'readProxyResult',
      'Lambda proxy result',
      'integrationResponse',
      integrationAt,
      (draft) => lambdaProxyResult(exchange, draft),
    )
  } else if (integration.type === 'HTTP_PROXY') {
    exchange.status = answer.status
    exchange.responseHeaders = answer.headers
    exchange.responseBytes = answer.bytes
    await recorder.step(
      'passResponse',
      'Proxy response',
      'integrationResponse',
      integrationAt,
      (draft) => {
        draft.decide('HTTP_PROXY passes the answer through', integrationAt)
        draft.output = { status: answer.status, body: shownBody(answer.bytes) }
      },
    )
  } else {
    await recorder.step(
      'selectResponse',
      'Integration response selection',
      'integrationResponse',
      integrationAt,
      (draft) => selectResponse(exchange, prepared.patterns, draft),
    )
    await recorder.step(
      'mapResponse',
      'Integration response mapping',
      'integrationResponse',
      integrationAt,
      (draft) => mapResponse(exchange, draft),
    )
  }
  await recorder.step('methodResponse', 'Method response', 'methodResponse', at, (draft) =>
    methodResponse(exchange, draft),
  )
}

function stopIfCancelled(exchange: Exchange): void {
  if (!exchange.environment.cancelled?.()) return
  throw new GatewayFailure('DEFAULT_5XX', 500, 'Internal server error', {
    problems: [
      { code: 'run/cancelled', message: 'The run was cancelled.', severity: 'info', at: [] },
    ],
  })
}

function begin(
  design: Design,
  api: RestApi,
  call: SimulationCall,
  environment: Environment,
  prepared: Prepared,
): Exchange {
  const { budget, elapsed } = environment
  const stageName = call.stageName ?? Object.keys(api.stages)[0] ?? 'test-invoke-stage'
  const stage = Object.hasOwn(api.stages, stageName) ? api.stages[stageName] : undefined
  const requestId = environment.nextRequestId()
  const startedAt = environment.now()
  const headers: HeaderList = call.request.headers ?? []
  const isTest = call.asTestInvoke === true
  return {
    design,
    api,
    call,
    environment,
    templates: {
      budget: {
        steps: budget.templateSteps,
        outputCharacters: budget.outputCharacters,
        milliseconds: budget.templateMs,
      },
      elapsed,
      cache: prepared.cache,
    },
    recorder: new Recorder(elapsed),
    requestId,
    extendedRequestId: base64Encode(utf8Bytes(requestId.replaceAll('-', '').slice(0, 11))).replace(
      /=*$/,
      '=',
    ),
    traceId: traceIdOf(headerValue(headers, 'X-Amzn-Trace-Id'), requestId, startedAt),
    startedAt,
    stageName: isTest ? 'test-invoke-stage' : stageName,
    stageVariables: stage?.variables ?? {},
    isTest,
    httpMethod: call.request.method.toUpperCase(),
    path: call.request.path.startsWith('/') ? call.request.path : `/${call.request.path}`,
    headers,
    query: [],
    bytes: new Uint8Array(),
    pathParameters: {},
    context: {},
    status: 500,
    responseHeaders: [],
    responseBytes: new Uint8Array(),
  }
}

/** The client's trace id is continued; a missing parent is made. */
function traceIdOf(given: string | undefined, requestId: string, startedAt: number): string {
  const hex = requestId.replaceAll('-', '').padEnd(32, '0')
  const parent = hex.slice(0, 16)
  const root = /Root=([^;]+)/.exec(given ?? '')?.[1]
  if (root !== undefined) {
    const knownParent = /Parent=([^;]+)/.exec(given ?? '')?.[1]
    return `Root=${root};Parent=${knownParent ?? parent}`
  }
  const seconds = Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0')
  return `Root=1-${seconds.slice(-8)}-${hex.slice(8, 32)};Parent=${parent};Sampled=0`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function templateContext(exchange: Exchange): Exchange['context'] {
  const { api, environment, stageName, startedAt } = exchange
  const date = new Date(startedAt)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  const requestTime = `${two(date.getUTCDate())}/${months[date.getUTCMonth()] ?? ''}/${date.getUTCFullYear()}:${time} +0000`
  const deploymentId = api.stages[exchange.call.stageName ?? '']?.deploymentId ?? 'current'
  const path = exchange.isTest
    ? exchange.path
    : `/${stageName}${exchange.path === '/' && exchange.resourcePath === '/' ? '/' : exchange.path}`
  return {
    resourceId: known(exchange.resource, 'a resource').id,
    resourcePath: exchange.resourcePath ?? '/',
    httpMethod: exchange.httpMethod,
    extendedRequestId: exchange.extendedRequestId,
    requestTime,
    path,
    accountId: environment.accountId,
    protocol: 'HTTP/1.1',
    stage: stageName,
    domainPrefix: api.id,
    requestTimeEpoch: startedAt,
    requestId: exchange.requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: environment.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: headerValue(exchange.headers, 'User-Agent') ?? environment.userAgent,
      user: null,
    },
    domainName: `${api.id}.execute-api.${environment.region}.amazonaws.com`,
    deploymentId,
    apiId: api.id,
    ...(api.stages[exchange.call.stageName ?? '']?.canarySettings && { isCanaryRequest: false }),
  }
}

function finished(exchange: Exchange, gatewayResponseType?: string): Simulation {
  const headers = exchange.isTest
    ? exchange.responseHeaders
    : serviceHeaders(exchange, exchange.responseHeaders)
  return {
    status: exchange.status,
    headers,
    body: bodyOf(exchange.responseBytes),
    ...(exchange.backendRequest && exchange.answer && { backendRequest: exchange.backendRequest }),
    ...(exchange.lambdaEvent !== undefined &&
      exchange.answer && { lambdaEvent: exchange.lambdaEvent }),
    ...(gatewayResponseType !== undefined && { gatewayResponseType }),
    trace: exchange.recorder.trace(),
    log: finishedLog(exchange),
  }
}
