import type { Design, RestApi } from '../../model/index.ts'
import { base64Encode, utf8Bytes } from '../context/index.ts'
import type { Engine } from '../engine.ts'
import type { Environment } from '../environment.ts'
import type { CallerIdentity, Exchange, SimulationCall } from './exchange.ts'
import type { ResolvedHost } from './resolveHost.ts'
import { freshState } from '../state.ts'
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
    extendedRequestId: `${base64Encode(utf8Bytes(made.slice(0, 11))).slice(0, 15)}=`,
    startedAt,
    isTest,
    state: environment.state ?? { value: freshState },
    api,
    stage: undefined,
    stageName: isTest ? 'test-invoke-stage' : (call.stageName ?? ''),
    stageVariables: {},
    isCanary: undefined,
    traceId: traceId(
      headerValue(call.request.headers ?? [], 'X-Amzn-Trace-Id'),
      requestId,
      startedAt,
    ),
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

/** What the connection tells of the caller. */
function identityOf({ source }: SimulationCall, host: ResolvedHost): CallerIdentity {
  return {
    ...(source?.vpcId !== undefined && { vpcId: source.vpcId }),
    ...(source?.vpcEndpointId !== undefined && { vpceId: source.vpcEndpointId }),
    ...(host.isMutualTls &&
      source?.clientCertificate && { clientCert: { ...source.clientCertificate } }),
  }
}

/** The trace id that goes on: the client's with what it lacks, else a new one. */
function traceId(given: string | undefined, requestId: string, startedAt: number): string {
  const digits = requestId.replaceAll('-', '').toLowerCase()
  const seconds = Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0')
  const accepted = given !== undefined && /^[\w=;:.-]{1,256}$/.test(given) ? given : undefined
  if (accepted === undefined) {
    return `Root=1-${seconds}-${digits.slice(0, 24)};Parent=${digits.slice(8, 24)};Sampled=0`
  }
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]+)`, 'i').exec(accepted)?.[1]
  const root = part('Root') ?? `1-${seconds}-${digits.slice(0, 24)}`
  const parent = part('Parent') ?? digits.slice(8, 24)
  return `Root=${root};Parent=${parent};Sampled=${part('Sampled') ?? '0'}`
}
