import { functionErrorOf } from '../../authorizers/lambdaResult.ts'
import { base64Decode } from '../../context/index.ts'
import { shownBody } from '../../message/bodies.ts'
import { breaksLine, isHeaderName, withoutHeaders } from '../../message/headers.ts'
import { required } from '../../exchange/failure.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { failedIntegration } from './callBackend.ts'
import { hopByHopHeaders } from './eventSource.ts'
import { mappingSources } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { readHttpLambdaResult } from './lambdaResult.ts'
import { parameterMappings } from './mapRequest.ts'
import { applyMappings } from './parameterMapping.ts'

/** Read the backend's response: a function's result by its payload format, any other response as it is. */
export function readResponse(exchange: HttpExchange, draft: StepDraft): void {
  const answer = required(exchange.answer, 'a response')
  const at = required(exchange.integrationAt, 'an address')
  draft.at = at
  if (answer.lambda) {
    readResult(exchange, draft, answer.lambda)
  } else {
    exchange.status = answer.status
    exchange.responseHeaders = answer.headers
    exchange.responseBody = Payload.ofBytes(answer.bytes)
  }
  const unusable = exchange.responseHeaders.find(
    ([name, value]) => !isHeaderName(name) || breaksLine(value),
  )
  if (unusable) {
    throw failedIntegration(exchange, 500, {
      code: 'http-response/header',
      message: `The backend returned the header ${JSON.stringify(unusable[0].slice(0, 60))}, which no HTTP response can carry.`,
      at,
    })
  }
  exchange.responseHeaders = withoutHeaders(
    exchange.responseHeaders,
    new Set([...hopByHopHeaders, 'content-length', 'apigw-requestid']),
  )
  draft.output = {
    status: exchange.status,
    headers: Object.fromEntries(exchange.responseHeaders),
    body: shownBody(exchange.responseBody),
  }
}

function readResult(
  exchange: HttpExchange,
  draft: StepDraft,
  { text, functionError }: { readonly text: string; readonly functionError?: string },
): void {
  const { payloadFormatVersion = '1.0' } = required(exchange.integration, 'an integration')
  const at = required(exchange.integrationAt, 'an address')
  const rule = 'HTTP API payload formats'
  if (functionError !== undefined) {
    throw failedIntegration(exchange, 500, {
      code: 'lambda/function-error',
      message: `The function failed: ${functionErrorOf(text).errorMessage.slice(0, 300)}`,
      at,
    })
  }
  const malformed = (reason: string) =>
    failedIntegration(exchange, 500, {
      code: 'lambda/malformed-result',
      message: `The result of the function is not a response of format ${payloadFormatVersion}: ${reason}.`,
      at: [...at, 'payloadFormatVersion'],
    })
  const result = readHttpLambdaResult(text, payloadFormatVersion)
  if ('malformed' in result) throw malformed(result.malformed)
  const bytes = result.isBase64Encoded ? base64Decode(result.body) : undefined
  if (result.isBase64Encoded && !bytes) throw malformed('its body is not base64')
  exchange.status = result.status
  exchange.responseHeaders = result.headers
  exchange.responseBody = bytes ? Payload.ofBytes(bytes) : Payload.ofText(result.body)
  draft.decide(
    result.isInferred
      ? 'The result has no statusCode: all of it is the body of a 200'
      : `The result of format ${payloadFormatVersion} has the status ${result.status}`,
    [...at, 'payloadFormatVersion'],
    rule,
  )
}

/** Apply the response mappings of the status. */
export function mapResponse(exchange: HttpExchange, draft: StepDraft): void {
  const integration = required(exchange.integration, 'an integration')
  const at = required(exchange.integrationAt, 'an address')
  const { responseParameters } = integration
  const key = String(exchange.status)
  const texts = Object.hasOwn(responseParameters, key) ? responseParameters[key] : undefined
  draft.at = at
  if (!texts) {
    draft.skipped = true
    return
  }
  draft.input = { status: exchange.status, ...texts }
  const mappings = parameterMappings(texts, 'response', draft, [...at, 'responseParameters', key])
  const given = { headers: exchange.responseHeaders, query: [] }
  const { headers, status } = applyMappings(mappings, given, mappingSources(exchange))
  exchange.responseHeaders = headers.filter(([, value]) => !breaksLine(value))
  if (status !== undefined) exchange.status = status
  draft.output = { status: exchange.status, headers: Object.fromEntries(exchange.responseHeaders) }
}
