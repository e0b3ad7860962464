import type { Design, RestApi } from '../../model/index.ts'
import { base64Encode, utf8Bytes } from '../context/index.ts'
import type { Engine } from '../engine.ts'
import type { Environment } from '../environment.ts'
import type { CallerIdentity, Exchange, SimulationCall } from './exchange.ts'
import type { ResolvedHost } from './resolveHost.ts'
import { freshState } from '../world/state.ts'
import { headerValue } from './headers.ts'
import { emptyPayload } from './payload.ts'
import { Recorder } from './recorder.ts'

/** A run at its beginning: nothing has been looked at yet. */
export function startExchange(
  design: Design,
  api: RestApi,
  call: SimulationCall,
  environment: Environment,
  engine: Engine,
  host: ResolvedHost,
): Exchange {
  const made = environment.nextRequestId()
  const asked = headerValue(call.request.headers ?? [], 'x-amzn-RequestId')
  // a client may choose the id of its request, if it is a UUID
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(asked ?? '')
  const requestId = asked !== undefined && isUuid && call.asTestInvoke !== true ? asked : made
  const startedAt = environment.now()
  const isTest = call.asTestInvoke === true
  return {
    design,
    call,
    environment,
    engine,
    recorder: new Recorder(environment.elapsed),
    templates: [],
    requestId,
    extendedRequestId: extendedRequestIdOf(made),
    startedAt,
    isTest,
    state: environment.state ?? { value: freshState },
    api,
    stage: undefined,
    stageName: isTest ? 'test-invoke-stage' : (call.stageName ?? ''),
    stageVariables: {},
    isCanary: undefined,
    ...traceIds(headerValue(call.request.headers ?? [], 'X-Amzn-Trace-Id'), requestId, startedAt),
    httpMethod: call.request.method.toUpperCase(),
    path: host.path === '' ? '/' : host.path,
    ...(host.domain && { domain: host.domain }),
    isRequestIdReplaced: asked !== undefined && !isUuid && !isTest,
    sentBody: emptyPayload,
    identity: identityOf(call, host),
    conditionKeys: {},
    mayInvalidateCache: false,
    isCacheHit: false,
    addedHeaders: [],
    headers: [],
    query: [],
    body: emptyPayload,
    pathParameters: {},
    mapped: { header: new Map(), path: new Map(), querystring: new Map() },
    payload: emptyPayload,
    answerBody: emptyPayload,
    status: 0,
    responseHeaders: [],
    responseBody: emptyPayload,
  }
}

/** The id in the form of `JKJaXmPLvHcESHA=`, from a UUID. */
export function extendedRequestIdOf(requestId: string): string {
  return `${base64Encode(utf8Bytes(requestId.slice(0, 11))).slice(0, 15)}=`
}

/** What the connection tells of the caller. */
function identityOf({ source }: SimulationCall, host: ResolvedHost): CallerIdentity {
  return {
    ...(source?.vpcId !== undefined && { vpcId: source.vpcId }),
    ...(source?.vpcEndpointId !== undefined && { vpceId: source.vpcEndpointId }),
    ...(host.isMutualTls &&
      source?.clientCertificate && { clientCert: { ...source.clientCertificate } }),
  }
}

/** The trace id of the answer, and the one that goes on to the backend: the client's completed, or a new root. */
export function traceIds(
  given: string | undefined,
  requestId: string,
  startedAt: number,
): Pick<Exchange, 'traceId' | 'forwardedTraceId'> {
  const digits = requestId.replaceAll('-', '').toLowerCase()
  const seconds = Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0')
  const newRoot = `1-${seconds}-${digits.slice(0, 24)}`
  const newParent = digits.slice(8, 24)
  const accepted = given !== undefined && /^[\w=;:.-]{1,256}$/.test(given) ? given : undefined
  if (accepted === undefined) {
    // without a trace of the client's there is no parent to name. Source: recorded events and logs
    return {
      traceId: `Root=${newRoot};Parent=${newParent};Sampled=0`,
      forwardedTraceId: `Root=${newRoot}`,
    }
  }
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]+)`, 'i').exec(accepted)?.[1]
  const traceId = `Root=${part('Root') ?? newRoot};Parent=${part('Parent') ?? newParent};Sampled=${part('Sampled') ?? '0'}`
  return { traceId, forwardedTraceId: traceId }
}
