import { backendReference, isStreamed } from '../../../model/index.ts'
import type { Address, BackendReference, Integration, Json } from '../../../model/index.ts'
import { lambdaAnswer } from '../../integrations/aws.ts'
import { ask } from '../../backends/ask.ts'
import { integrationOutcome } from '../../integrations/index.ts'
import { emptyEvent } from './assembleRequest.ts'
import { backendFailure } from './backendFailure.ts'
import { renderUri } from '../../integrations/endpoint.ts'
import type { BackendAnswer } from '../../integrations/index.ts'
import { readPayload } from '../../jsonpath/index.ts'
import { limitedCosts, TemplateError } from '../../vtl/index.ts'
import type { Value } from '../../vtl/index.ts'
import { shownBody } from '../../message/bodies.ts'
import { configurationError, required } from '../../exchange/failure.ts'
import { integrationOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Call the backend, and wait for it no longer than the integration allows. */
export function callBackend(exchange: RestExchange, draft: StepDraft): void | Promise<void> {
  const { integration, at } = integrationOf(exchange)
  draft.at = at
  if (integration.type !== 'MOCK') return askBackend(exchange, draft, integration, at)
  draft.skipped = true
  draft.input = { requestTemplateGave: shownBody(exchange.payload) }
  const status = mockStatus(exchange.payload.text)
  if (status === undefined) {
    throw configurationError(
      'statusCode should be an integer which defined in request template',
      {
        code: 'integration/mock-status',
        message:
          'A MOCK needs a request template that gives {"statusCode": 200} with a whole number.',
        at: [...at, 'requestTemplates'],
      },
      'DEFAULT_5XX',
    )
  }
  draft.decide(`MOCK: the request template gave the status ${status}`, [...at, 'requestTemplates'])
  exchange.answer = { status, headers: [], bytes: new Uint8Array() }
  draft.output = { status }
}

async function askBackend(
  exchange: RestExchange,
  draft: StepDraft,
  integration: Exclude<Integration, { type: 'MOCK' }>,
  at: Address,
): Promise<void> {
  const request = required(exchange.backendRequest, 'a request')
  draft.input = {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: shownBody(exchange.payload),
  }
  const references = referencesOf(exchange, integration)
  const response = await ask(exchange, {
    references,
    overrideKeys: overrideKeys(integration.uri, request.url, references),
    event: () => eventOf(exchange),
    timeoutMs: integration.timeoutInMillis,
    ...(isUrl(integration) && { request }),
  })
  const { name, canned, tookMs } = response
  draft.decide(response.sentence, response.at ?? [...at, 'uri'])
  if (tookMs !== undefined) exchange.integrationLatencyMs = tookMs
  const outcome =
    response.outcome ??
    integrationOutcome({
      integration,
      request,
      bytes: exchange.payload.bytes,
      event: exchange.lambdaEvent,
      canned,
    })
  if (!('answer' in outcome)) throw backendFailure(exchange, integration, outcome)
  const isStream = isStreamed(integration)
  if (isStream) tellStream(exchange, draft, at)
  const answer = isStream ? outcome.answer : withinLambda(outcome.answer)
  const { bodyBytes } = exchange.environment.budget
  const body = Payload.ofBytes(answer.bytes)
  draft.output = {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: shownBody(body),
  }
  if (answer.bytes.length > bodyBytes && !isStream) {
    throw configurationError(
      `Integration response of reported length ${answer.bytes.length} is larger than allowed maximum of ${bodyBytes} bytes.`,
      {
        code: 'backend/answer-too-large',
        message: `${name} answered with more than ${bodyBytes} bytes, the most that the service takes.`,
        at: [...at, 'uri'],
      },
    )
  }
  if (answer.refusal !== undefined) tellRefusal(draft, name, answer.refusal, at)
  exchange.answer = answer
  exchange.answerBody = body
}

/** HTTP integrations send their request to a URL as it is. */
function isUrl({ type }: Integration): boolean {
  return type === 'HTTP' || type === 'HTTP_PROXY'
}

/** The service answers with an error of its own: what it was sent cannot be read. */
function tellRefusal(draft: StepDraft, name: string, refusal: string, at: Address): void {
  const firstLine = refusal.split('\n')[0] ?? refusal
  draft.decide(`${name} refuses the payload: its own error replaces the canned response`, at)
  draft.tell({
    code: 'backend/payload-refused',
    message: `${name} refuses the payload, which is not valid JSON: ${firstLine}`,
    severity: 'error',
    at: [...at, 'requestTemplates'],
  })
}

/** What a client notices of an answer that is streamed. */
function tellStream(exchange: RestExchange, draft: StepDraft, at: Address): void {
  const isEdge = exchange.api.endpointConfiguration.types.includes('EDGE')
  draft.decide(
    `The answer is streamed: it goes on as it comes, neither cached nor packed, of any size, for up to 15 minutes; ${isEdge ? '30 seconds' : '5 minutes'} without a byte end it`,
    [...at, 'responseTransferMode'],
    'Response streaming',
  )
}

/** What the function gets: the proxy event, or the payload where that is JSON. */
function eventOf(exchange: RestExchange): Json | undefined {
  if (exchange.lambdaEvent !== undefined) return exchange.lambdaEvent
  try {
    return JSON.parse(exchange.payload.text || emptyEvent) as Json // JSON gives nothing else
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Bytes that a function may return. */
const resultBytes = 6_291_556

/** A function that returns more than Lambda takes has failed. */
function withinLambda(answer: BackendAnswer): BackendAnswer {
  if (!answer.lambda || answer.bytes.length <= resultBytes) return answer
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${resultBytes} bytes).`
  return lambdaAnswer({
    text: JSON.stringify({ errorMessage, errorType: 'Function.ResponseSizeTooLarge' }),
    functionError: 'Unhandled',
  })
}

/** What the integration reaches: by its URI with the stage variables of this call, then by its URI as it is written. */
function referencesOf(
  { stageVariables }: RestExchange,
  integration: Exclude<Integration, { type: 'MOCK' }>,
): readonly [BackendReference, ...BackendReference[]] {
  const written = required(backendReference(integration), 'a backend')
  const uri = renderUri(integration.uri, stageVariables, new Map())
  if (uri === integration.uri) return [written]
  return [required(backendReference({ ...integration, uri }), 'a backend'), written]
}

/** The keys by which an environment overrides a backend: its URI, its URL, its names, and `*`. */
export function overrideKeys(
  uri: string,
  url: string,
  references: readonly BackendReference[],
): string[] {
  return [
    uri,
    url,
    url.split('?')[0] ?? url,
    ...references.flatMap(({ name, key }) => [name, key]),
    '*',
  ]
}

/** Units of work that reading a payload may take: several for each character. */
const workOfBody = 500_000_000

/** The status that a rendered MOCK request gives: a whole number, read leniently; `undefined` where there is none. */
export function mockStatus(rendered: string): number | undefined {
  let payload: Value
  try {
    payload = rendered.trimStart().startsWith('{')
      ? readPayload(rendered, limitedCosts(workOfBody))
      : null
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
  const status = payload instanceof Map ? payload.get('statusCode') : undefined
  return typeof status === 'number' ? status : undefined
}
