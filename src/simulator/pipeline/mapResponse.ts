import { utf8Bytes, utf8Text } from '../context/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import { handledResponse, isBinaryType, shownBody } from './bodies.ts'
import { chooseResponseTemplate } from './chooseTemplate.ts'
import { configurationError, integrationOf, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { mappedValue } from './expressions.ts'
import { breaksLine, headerValue, mediaType, withHeader } from './headers.ts'
import type { StepDraft } from './recorder.ts'
import { renderBody } from './renderBody.ts'

/** The stage: from the backend's answer to the method response, for integrations that are no proxies. */
export function mapResponse(exchange: Exchange, draft: StepDraft): void {
  const { integration, at: integrationAt } = integrationOf(exchange)
  const response = known(exchange.integrationResponse, 'an integration response')
  const answer = known(exchange.answer, "the backend's answer")
  const at = [...integrationAt, 'integrationResponses', response.statusCode]
  draft.at = at
  draft.input = {
    status: answer.status,
    headers: answer.headers.map(([name, value]) => `${name}: ${value}`),
    body: shownBody(answer.bytes),
  }
  let headers: HeaderList = []
  for (const [target, source] of Object.entries(response.responseParameters)) {
    const name = target.split('.').slice(3).join('.')
    const where = [...at, 'responseParameters', target]
    const value = mappedValue(source, {
      headers: answer.headers,
      query: [],
      pathParameters: {},
      stageVariables: exchange.stageVariables,
      context: exchange.context,
      body: () => utf8Text(answer.bytes),
    })
    if (value === undefined) {
      draft.decide(`${name}: ${source} is not there, so the header is left out`, where)
      continue
    }
    const text = typeof value === 'string' ? value : value.join(',')
    if (breaksLine(text)) {
      draft.tell({
        code: 'mapping/header-injection',
        message: `The header ${name} would hold a line break and is left out.`,
        severity: 'warning',
        at: where,
      })
      continue
    }
    draft.decide(`${name}: ${text} (from ${source})`, where)
    headers = withHeader(headers, name, text)
  }
  const accept = mediaType(headerValue(exchange.headers, 'Accept'))
  const payloadType = mediaType(headerValue(answer.headers, 'Content-Type'))
  const types = exchange.api.binaryMediaTypes
  const handled = handledResponse(answer.bytes, response.contentHandling, {
    isBinary: isBinaryType(payloadType, types),
    isAccepted: isBinaryType(accept, types),
  })
  if (!handled) {
    throw configurationError('Unable to base64 decode the body.', {
      code: 'content-handling/not-base64',
      message: 'The answer of the backend would have to be base64 to become binary, and it is not.',
      at: [...at, 'contentHandling'],
    })
  }
  let body = handled.bytes
  const chosen = chooseResponseTemplate(response.responseTemplates, accept)
  if (chosen) {
    const templateAt = [...at, 'responseTemplates', chosen.contentType]
    draft.decide(`The template for ${chosen.contentType} renders the body`, templateAt)
    if (handled.isBinary) {
      throw configurationError('Unable to transform response', {
        code: 'template/binary-body',
        message:
          'A mapping template cannot read a binary body; set content handling to CONVERT_TO_TEXT.',
        at: [...at, 'contentHandling'],
      })
    }
    const rendered = renderBody(exchange, draft, {
      template: chosen.template,
      where: 'response',
      body: utf8Text(body),
      at: templateAt,
    })
    body = utf8Bytes(rendered)
  } else {
    draft.decide('No mapping template: the body goes on as it is', [...at, 'responseTemplates'])
    if (integration.type === 'MOCK') body = new Uint8Array()
  }
  exchange.status = Number(response.statusCode)
  exchange.responseHeaders = headers
  exchange.responseBytes = body
  applyOverrides(exchange, draft)
  draft.output = {
    status: exchange.status,
    headers: exchange.responseHeaders.map(([name, value]) => `${name}: ${value}`),
    body: shownBody(body),
  }
}

/** What `$context.responseOverride` says wins over what is mapped; a status that is none is not looked at. */
function applyOverrides(exchange: Exchange, draft: StepDraft): void {
  const override = exchange.responseOverride
  if (!override) return
  const status = overriddenStatus(override['status'])
  if (status !== undefined) {
    exchange.status = status
    draft.decide(`$context.responseOverride.status makes the status ${status}`)
  }
  const headers = override['header']
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return
  for (const [name, value] of Object.entries(headers as Readonly<Record<string, ContextValue>>)) {
    const text = Array.isArray(value) ? value.map(String).join(',') : String(value)
    if (breaksLine(name) || breaksLine(text)) continue
    exchange.responseHeaders = withHeader(exchange.responseHeaders, name, text)
    draft.decide(`$context.responseOverride.header.${name} sets ${name}: ${text}`)
  }
}

/** An integer from 100 to 599, also as text; `undefined` for anything else. */
export function overriddenStatus(value: ContextValue | undefined): number | undefined {
  const status = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 600
    ? status
    : undefined
}
