import { routeBackendReference } from '../../../model/index.ts'
import type { Address, BackendReference, Json, RouteIntegration } from '../../../model/index.ts'
import { proxyAnswer, proxyAnswerTwo, proxyOutcome } from '../../backends/awsProxy.ts'
import { httpOutcome } from '../../backends/canned.ts'
import { latencyOf } from '../../backends/cases.ts'
import { chooseAnswer } from '../../backends/chooseAnswer.ts'
import type { ChosenAnswer } from '../../backends/chooseAnswer.ts'
import { runHttp as callUrl } from '../../backends/http.ts'
import type { BackendOutcome } from '../../backends/index.ts'
import { overrideKeys } from '../callBackend.ts'
import { required } from '../../exchange/failure.ts'
import { shownBody } from '../bodies.ts'
import { Payload } from '../payload.ts'
import type { StepDraft } from '../recorder.ts'
import { renderedUri } from './assembleRequest.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange, HttpFailure } from './exchange.ts'

/** Milliseconds that an integration waits at most, and by default. */
const longestTimeoutMs = 30_000

/** Call the backend, and wait for it no longer than the integration allows. */
export async function callBackend(exchange: HttpExchange, draft: StepDraft): Promise<void> {
  const integration = required(exchange.integration, 'an integration')
  const at = required(exchange.integrationAt, 'an address')
  const request = required(exchange.backendRequest, 'a request')
  draft.at = at
  draft.input = {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: shownBody(exchange.payload),
  }
  const references = referencesOf(exchange, integration, at)
  const chosen = chooseAnswer(
    exchange,
    references,
    overrideKeys(integration.integrationUri ?? '', request.url, references),
    () => eventOf(exchange),
  )
  draft.decide(chosen.sentence, chosen.at ?? at)
  const timeoutMs = integration.timeoutInMillis ?? longestTimeoutMs
  const latencyMs = chosen.isLive ? undefined : latencyOf(chosen.canned)
  if (latencyMs !== undefined && latencyMs > timeoutMs) {
    const message = `${chosen.name} responds after ${latencyMs} ms`
    throw backendFailure(exchange, { failure: 'timeout', message }, timeoutMs, at)
  }
  const sentAt = exchange.environment.elapsed()
  const outcome = await outcomeOf(exchange, integration, chosen, timeoutMs)
  exchange.integrationLatencyMs = latencyMs ?? exchange.environment.elapsed() - sentAt
  if (!('answer' in outcome)) throw backendFailure(exchange, outcome, timeoutMs, at)
  const { answer } = outcome
  draft.output = {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: shownBody(Payload.ofBytes(answer.bytes)),
  }
  const { bodyBytes } = exchange.environment.budget
  if (answer.bytes.length > bodyBytes) {
    throw failedIntegration(exchange, 500, {
      code: 'backend/answer-too-large',
      message: `${chosen.name} returned more than ${bodyBytes} bytes, the most that the service takes.`,
      at,
    })
  }
  exchange.answer = answer
}

/** What the integration reaches: by its URI with the stage variables of this request, then by its URI as written. */
function referencesOf(
  exchange: HttpExchange,
  integration: RouteIntegration,
  at: Address,
): readonly [BackendReference, ...BackendReference[]] {
  const written = routeBackendReference(integration)
  if (!written) {
    throw httpFailure(500, {
      code: 'http-integration/subtype',
      message: 'The integration reaches no backend.',
      at,
    })
  }
  const uri = renderedUri(exchange, integration)
  const rendered = routeBackendReference({ ...integration, integrationUri: uri })
  return rendered && rendered.key !== written.key ? [rendered, written] : [written]
}

/** What cases of a backend are compared with: the event, or the request. */
function eventOf(exchange: HttpExchange): Json | undefined {
  if (exchange.lambdaEvent !== undefined) return exchange.lambdaEvent
  try {
    return JSON.parse(exchange.payload.text) as Json // JSON.parse returns what JSON holds
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function outcomeOf(
  exchange: HttpExchange,
  integration: RouteIntegration,
  { canned, backend }: ChosenAnswer,
  timeoutInMillis: number,
): BackendOutcome | Promise<BackendOutcome> {
  const { bytes } = exchange.payload
  if (integration.integrationSubtype !== undefined) return httpOutcome(canned, bytes)
  if (integration.integrationType === 'AWS_PROXY') {
    const isTwo = integration.payloadFormatVersion === '2.0'
    const call = { canned, event: exchange.lambdaEvent, bytes }
    return proxyOutcome(call, isTwo ? proxyAnswerTwo : proxyAnswer)
  }
  const { environment, backendRequest } = exchange
  const request = required(backendRequest, 'a request')
  return callUrl({ backend, canned, environment, request, bytes, integration: { timeoutInMillis } })
}

/** End the run with an error of the integration, which the access log shows. */
export function failedIntegration(
  exchange: HttpExchange,
  status: 500 | 503,
  problem: { readonly code: string; readonly message: string; readonly at: Address },
): HttpFailure {
  exchange.integrationError = problem.message
  return httpFailure(status, problem)
}

function backendFailure(
  exchange: HttpExchange,
  outcome: Exclude<BackendOutcome, { readonly answer: unknown }>,
  timeoutMs: number,
  at: Address,
): HttpFailure {
  if ('lambdaRefusal' in outcome) {
    const { errorType, message } = outcome.lambdaRefusal
    return failedIntegration(exchange, 500, {
      code: errorType.startsWith('AccessDenied') ? 'lambda/not-permitted' : 'lambda/refused',
      message: `Lambda did not run the function: ${errorType}, ${message}`,
      at: [...at, 'integrationUri'],
    })
  }
  if (outcome.failure === 'timeout') {
    return failedIntegration(exchange, 503, {
      code: 'backend/timeout',
      message: `${outcome.message}; the integration waits ${timeoutMs} ms.`,
      at: [...at, 'timeoutInMillis'],
    })
  }
  return failedIntegration(exchange, 503, {
    code: outcome.failure === 'not-live' ? 'backend/not-live' : 'backend/network',
    message: outcome.message,
    at: [...at, 'integrationUri'],
  })
}
