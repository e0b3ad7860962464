import type { RestApi } from '../../../model/index.ts'
import { startExchange } from '../steps/arrive.ts'
import type { Arrival } from '../steps/arrive.ts'
import type { CallerIdentity } from '../../exchange/exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { SimulationCall } from '../../exchange/call.ts'
import type { ResolvedHost } from '../../exchange/host.ts'
import { extendedRequestIdOf, traceIds } from '../../exchange/requestIds.ts'
import { headerValue } from '../../message/headers.ts'
import { emptyPayload } from '../../message/payload.ts'

/** The run of a REST API at its beginning: the request has arrived, and nothing has been read yet. */
export function startRestExchange(arrival: Arrival, api: RestApi): RestExchange {
  const { environment, host } = arrival
  const stageName = host.stageName ?? arrival.call.stageName
  const call = { ...arrival.call, apiId: api.id, ...(stageName !== undefined && { stageName }) }
  const made = environment.nextRequestId()
  const asked = headerValue(call.request.headers ?? [], 'x-amzn-RequestId')
  // a client may choose the id of its request, if it is a UUID
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(asked ?? '')
  const requestId = asked !== undefined && isUuid && call.asTestInvoke !== true ? asked : made
  const startedAt = environment.now()
  const isTest = call.asTestInvoke === true
  const given = headerValue(call.request.headers ?? [], 'X-Amzn-Trace-Id')
  const { traceId, forwardedTraceId } = traceIds(given, requestId, startedAt)
  const started = startExchange(arrival, {
    call,
    requestId,
    startedAt,
    forwardedTraceId,
    isTest,
    path: host.path === '' ? '/' : host.path,
    stageName: isTest ? 'test-invoke-stage' : (call.stageName ?? ''),
    identity: identityOf(call, host),
  })
  // assigned, not spread: a spread of so many members makes an object that is slow ever after
  return Object.assign(started, {
    guard: undefined,
    extendedRequestId: extendedRequestIdOf(made),
    isRequestIdReplaced: asked !== undefined && !isUuid && !isTest,
    traceId,
    designedApi: api,
    api,
    stage: undefined,
    isCanary: undefined,
    mayInvalidateCache: false,
    isCacheHit: false,
    addedHeaders: [],
    body: emptyPayload,
    mapped: { header: new Map(), path: new Map(), querystring: new Map() },
    answerBody: emptyPayload,
    templates: [],
  })
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
