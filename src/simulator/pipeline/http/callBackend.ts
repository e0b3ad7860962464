import { routeBackendReference } from '../../../model/index.ts'
import type {
  Address,
  BackendReference,
  CannedAnswer,
  Json,
  RouteIntegration,
} from '../../../model/index.ts'
import { proxyAnswer, proxyAnswerTwo, proxyOutcome } from '../../integrations/awsProxy.ts'
import { httpOutcome } from '../../backends/canned.ts'
import { ask } from '../../backends/ask.ts'
import type { BackendOutcome } from '../../integrations/index.ts'
import { overrideKeys } from '../rest/callBackend.ts'
import { required } from '../../exchange/failure.ts'
import { shownBody } from '../../message/bodies.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
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
  const timeoutMs = integration.timeoutInMillis ?? longestTimeoutMs
  const response = await ask(exchange, {
    references,
    overrideKeys: overrideKeys(integration.integrationUri ?? '', request.url, references),
    event: () => eventOf(exchange),
    timeoutMs,
    ...(integration.integrationType === 'HTTP_PROXY' && { request }),
  })
  draft.decide(response.sentence, response.at ?? at)
  if (response.tookMs !== undefined) exchange.integrationLatencyMs = response.tookMs
  const outcome = response.outcome ?? outcomeOf(exchange, integration, response.canned)
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
      message: `${response.name} returned more than ${bodyBytes} bytes, the most that the service takes.`,
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

/** The canned response in the form that the type of the integration gives it. */
function outcomeOf(
  { payload: { bytes }, lambdaEvent: event }: HttpExchange,
  { integrationType, integrationSubtype, payloadFormatVersion }: RouteIntegration,
  canned: CannedAnswer | undefined,
): BackendOutcome {
  const isFunction = integrationType === 'AWS_PROXY' && integrationSubtype === undefined
  if (!isFunction) return httpOutcome(canned, bytes)
  const isTwo = payloadFormatVersion === '2.0'
  return proxyOutcome({ canned, event, bytes }, isTwo ? proxyAnswerTwo : proxyAnswer)
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
