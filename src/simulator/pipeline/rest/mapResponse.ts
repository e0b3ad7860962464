import { isStreamed } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import type { Overrides } from '../../context/index.ts'
import type { HeaderList } from '../../trace.ts'
import { handledResponse, isBinaryType, shownBody } from '../../message/bodies.ts'
import { chooseResponseTemplate } from './chooseTemplate.ts'
import { configurationError, required } from '../../exchange/failure.ts'
import { integrationOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { GatewayFailure } from '../../exchange/failure.ts'
import { ExchangeSources } from './exchangeSources.ts'
import { headerValue, mediaType, withHeader } from '../../message/headers.ts'
import { entriesOf, mapHeaders, refuseBrokenHeaders, textsOf } from './mapParameters.ts'
import { Payload } from '../../message/payload.ts'
import { readProxyResult } from './readProxyResult.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { transform } from './transform.ts'

/** Turn the response of the backend into that of the method: mappings, content handling, template, overrides. */
export function mapResponse(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const answer = required(exchange.answer, 'an answer')
  draft.input = {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: shownBody(exchange.answerBody),
  }
  draft.at = at
  if (integration.type === 'HTTP_PROXY') {
    draft.decide('An HTTP proxy hands the answer on', [...at, 'type'])
    exchange.status = answer.status
    exchange.responseHeaders = answer.headers
    // what is streamed is not looked at
    exchange.responseBody = isStreamed(integration)
      ? exchange.answerBody
      : proxiedBody(exchange, draft)
  } else if (integration.type === 'AWS_PROXY') {
    readProxyResult(exchange, draft)
  } else {
    mapped(exchange, draft)
  }
  refuseBrokenHeaders(exchange.responseHeaders, 'Unable to transform response', draft.at)
  draft.output = {
    status: exchange.status,
    headers: Object.fromEntries(exchange.responseHeaders),
    body: shownBody(exchange.responseBody),
  }
}

/** The first media type that the client accepts. */
export function acceptedType(exchange: RestExchange): string | undefined {
  return mediaType(headerValue(exchange.headers, 'Accept'))
}

function proxiedBody(exchange: RestExchange, draft: StepDraft): Payload {
  const { headers } = required(exchange.answer, 'an answer')
  const handled = handledResponse(exchange.answerBody, undefined, binaryOf(exchange, headers))
  if (!handled) throw notBase64(draft.at)
  return handled.payload
}

/** Whether the answer is binary, and whether the client accepts such. */
function binaryOf(exchange: RestExchange, headers: HeaderList) {
  const { binaryMediaTypes } = exchange.api
  return {
    isBinary: isBinaryType(mediaType(headerValue(headers, 'Content-Type')), binaryMediaTypes),
    isAccepted: isBinaryType(acceptedType(exchange), binaryMediaTypes),
  }
}

function notBase64(at: Address): GatewayFailure {
  return configurationError('Unable to transform response', {
    code: 'response/not-base64',
    message: 'The answer should become binary, and its body is not base64.',
    at,
  })
}

function mapped(exchange: RestExchange, draft: StepDraft): void {
  const { at: integrationAt } = integrationOf(exchange)
  const answer = required(exchange.answer, 'an answer')
  const response = required(exchange.integrationResponse, 'an integration response')
  const at = [...integrationAt, 'integrationResponses', response.statusCode]
  draft.at = at
  const binary = binaryOf(exchange, answer.headers)
  const handled = handledResponse(exchange.answerBody, response.contentHandling, binary)
  if (!handled) throw notBase64([...at, 'contentHandling'])
  const headers = mapHeaders(
    response.responseParameters,
    new ExchangeSources(exchange, answer.headers, () => exchange.answerBody.text, [
      ...at,
      'responseParameters',
    ]),
  )
  if (headers.length > 0) {
    draft.decide(`Headers are mapped: ${headers.map(([name]) => name).join(', ')}`, [
      ...at,
      'responseParameters',
    ])
  }
  exchange.status = Number(response.statusCode)
  exchange.responseHeaders = headers
  exchange.responseBody = handled.payload
  const chosen = chooseResponseTemplate(response.responseTemplates, acceptedType(exchange))
  const keyAt = chosen.contentType === undefined ? [] : [chosen.contentType]
  const templateAt = [...at, 'responseTemplates', ...keyAt]
  draft.decide(chosen.reason, templateAt)
  if (chosen.template !== undefined) {
    if (handled.isBinary) {
      throw configurationError('Unable to transform response', {
        code: 'response/template-on-binary',
        message:
          'A mapping template cannot work on a binary body. Set the content handling to CONVERT_TO_TEXT.',
        at: templateAt,
      })
    }
    const body = handled.payload.text
    const rendered = transform(exchange, chosen.template, 'response', body, templateAt)
    exchange.responseBody = Payload.ofText(rendered.output)
    if (rendered.responseOverride) exchange.responseOverride = rendered.responseOverride
  }
  if (exchange.responseOverride) override(exchange, exchange.responseOverride, draft)
}

/** The status that an override asks for: a whole number from 100 to 599; anything else is ignored. */
export function overriddenStatus(override: Overrides | undefined): number | undefined {
  const asked = override?.['status']
  const status = typeof asked === 'string' && /^\d{3}$/.test(asked) ? Number(asked) : asked
  if (typeof status !== 'number' || !Number.isInteger(status)) return undefined
  return status >= 100 && status <= 599 ? status : undefined
}

function override(exchange: RestExchange, written: Overrides, draft: StepDraft): void {
  const status = overriddenStatus(written)
  if (status !== undefined) {
    draft.decide(`The template overrides the status: ${status}`, undefined, 'Override parameters')
    exchange.status = status
  }
  let headers: HeaderList = exchange.responseHeaders
  for (const [name, value] of entriesOf(written['header'])) {
    draft.decide(`The template overrides the header ${name}`, undefined, 'Override parameters')
    headers = withHeader(headers, name, textsOf(value).join(','))
  }
  exchange.responseHeaders = headers
}
