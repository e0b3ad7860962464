import { base64Decode, utf8Bytes } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import { isBinaryType, shownBody } from './bodies.ts'
import { GatewayFailure, integrationOf, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { breaksLine, headerValue, mediaType, withHeader } from './headers.ts'
import type { StepDraft } from './recorder.ts'

const members: ReadonlySet<string> = new Set([
  'statusCode',
  'headers',
  'multiValueHeaders',
  'body',
  'isBase64Encoded',
])

/** The stage: a Lambda function's proxy result becomes the answer, or a 502 says that it is malformed. */
export function lambdaProxyResult(exchange: Exchange, draft: StepDraft): void {
  const answer = known(exchange.answer, "the function's answer")
  const { at } = integrationOf(exchange)
  draft.at = at
  const text = answer.lambda?.text ?? ''
  draft.input = { result: text.slice(0, 65_536) }
  const malformed = (reason: string) =>
    new GatewayFailure('INTEGRATION_FAILURE', 502, 'Internal server error', {
      logLine: 'Execution failed due to configuration error: Malformed Lambda proxy response',
      problems: [
        {
          code: 'lambda/malformed-response',
          message: `The function's result is not a proxy response: ${reason}.`,
          severity: 'error',
          at,
        },
      ],
    })
  let result: unknown
  try {
    result = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed('it is not JSON')
    throw error
  }
  if (typeof result !== 'object' || result === null || Array.isArray(result))
    throw malformed('it is not an object')
  const given = result as Readonly<Record<string, unknown>> // an object, checked above
  if (answer.lambda?.functionError !== undefined || typeof given['errorMessage'] === 'string') {
    const message = String(given['errorMessage'] ?? '')
    throw new GatewayFailure('INTEGRATION_FAILURE', 502, 'Internal server error', {
      logLine: `Lambda execution failed with status 200 due to customer function error: ${message}. Lambda request id: ${exchange.requestId}`,
      problems: [
        {
          code: 'lambda/function-error',
          message: `The function failed: ${message}`,
          severity: 'error',
          at,
        },
      ],
    })
  }
  const extra = Object.keys(given).find((name) => !members.has(name))
  if (extra !== undefined)
    throw malformed(`it has a member ${extra}, and only ${[...members].join(', ')} may be there`)
  if (Object.keys(given).length === 0) throw malformed('it is empty')
  const status = statusOf(given['statusCode'])
  if (status === undefined)
    throw malformed(`its statusCode ${JSON.stringify(given['statusCode'])} is no status`)
  exchange.status = status
  exchange.responseHeaders = headersOf(given, malformed)
  const { body, isBase64Encoded } = given
  const content =
    body === undefined || body === null ? '' : typeof body === 'string' ? body : undefined
  if (content === undefined) throw malformed('its body is not a text')
  const accept = mediaType(headerValue(exchange.headers, 'Accept'))
  exchange.responseBytes = utf8Bytes(content)
  if (isBase64Encoded === true && isBinaryType(accept, exchange.api.binaryMediaTypes)) {
    const decoded = base64Decode(content)
    if (!decoded) {
      throw new GatewayFailure('API_CONFIGURATION_ERROR', 500, 'Internal server error', {
        logLine: 'Execution failed due to configuration error: Unable to base64 decode the body.',
        problems: [
          {
            code: 'lambda/not-base64',
            message: "The function's body says that it is base64, and it is not.",
            severity: 'error',
            at,
          },
        ],
      })
    }
    exchange.responseBytes = decoded
    draft.decide(`Accept: ${accept} is a binary media type, so the body is decoded`)
  }
  if (headerValue(exchange.responseHeaders, 'Content-Type') === undefined) {
    exchange.responseHeaders = withHeader(
      exchange.responseHeaders,
      'Content-Type',
      'application/json',
    )
  }
  draft.output = {
    status,
    headers: exchange.responseHeaders.map(([name, value]) => `${name}: ${value}`),
    body: shownBody(exchange.responseBytes),
  }
}

function statusOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return 200
  const status = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 600
    ? status
    : undefined
}

function headersOf(
  given: Readonly<Record<string, unknown>>,
  malformed: (reason: string) => GatewayFailure,
): HeaderList {
  const single = mapOf(given['headers'], 'headers', malformed)
  const multi = mapOf(given['multiValueHeaders'], 'multiValueHeaders', malformed)
  const collected = new Map<string, { name: string; values: string[] }>()
  const add = (name: string, value: unknown, where: string) => {
    const text =
      typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value : undefined
    if (text === undefined) throw malformed(`the value of ${name} in ${where} is not a text`)
    if (breaksLine(name) || breaksLine(text))
      throw malformed(`the header ${name} holds a line break`)
    const known = collected.get(name.toLowerCase())
    if (known) known.values.push(text)
    else collected.set(name.toLowerCase(), { name, values: [text] })
  }
  for (const [name, values] of Object.entries(multi)) {
    if (!Array.isArray(values)) throw malformed(`${name} in multiValueHeaders is not a list`)
    for (const value of values as unknown[]) add(name, value, 'multiValueHeaders')
  }
  for (const [name, value] of Object.entries(single)) add(name, value, 'headers')
  return [...collected.values()].flatMap(({ name, values }) =>
    values.map((value): [string, string] => [name, value]),
  )
}

function mapOf(
  value: unknown,
  name: string,
  malformed: (reason: string) => GatewayFailure,
): Record<string, unknown> {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed(`${name} is not an object`)
  return value as Record<string, unknown> // an object, checked above
}
