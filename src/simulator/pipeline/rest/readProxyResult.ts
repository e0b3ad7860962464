import { isStreamed } from '../../../model/index.ts'
import type { Problem } from '../../../model/index.ts'
import { streamDelimiterBytes } from '../../integrations/integration.ts'
import { base64Decode, utf8Text } from '../../context/index.ts'
import { readStrictJson } from '../../jsonpath/index.ts'
import type { HeaderList } from '../../trace.ts'
import { isNumber, javaText, limitedCosts } from '../../vtl/index.ts'
import type { JavaMap, Value } from '../../vtl/index.ts'
import { isBinaryType } from '../../message/bodies.ts'
import { configurationError, GatewayFailure, required } from '../../exchange/failure.ts'
import { integrationOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { headerValue, mediaType } from '../../message/headers.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** A result in the form that the service takes. */
interface ProxyResult {
  readonly status: number
  readonly headers: HeaderList
  readonly body: string
  readonly isBase64Encoded: boolean
}

const members = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']

/** Take the answer of a Lambda proxy apart. What is not in the form is a 502. Source: developer guide, output format of a Lambda function for proxy integration. */
export function readProxyResult(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const answer = required(exchange.answer, 'an answer')
  const isStream = isStreamed(integration)
  const text = answer.lambda?.text ?? exchange.answerBody.text
  if (answer.lambda?.functionError !== undefined) {
    throw badGateway(
      `Lambda execution failed with status 200 due to customer function error: ${errorMessage(text)}. Lambda request id: ${exchange.requestId}`,
      {
        code: 'lambda/function-error',
        message: `The function failed: ${errorMessage(text)}.`,
        severity: 'error',
        at: [...at, 'uri'],
      },
    )
  }
  const result = isStream ? streamedResult(answer.bytes) : proxyResult(text)
  if ('malformed' in result) {
    throw badGateway(
      'Execution failed due to configuration error: Malformed Lambda proxy response',
      {
        code: 'lambda/malformed-response',
        message: `The function's result is not in the form of a ${isStream ? 'streamed' : 'proxy'} response: ${result.malformed}.`,
        severity: 'error',
        at: [...at, 'uri'],
      },
    )
  }
  exchange.status = result.status
  exchange.responseHeaders = result.headers
  if ('payload' in result) {
    const text = `The function's metadata give status and headers; the ${result.payload.length} bytes behind them are the body`
    draft.decide(text, [...at, 'responseTransferMode'], 'Lambda streaming output format')
    exchange.responseBody = Payload.ofBytes(result.payload)
    return
  }
  draft.decide("The function's result is the answer", [...at, 'type'], 'Lambda proxy output format')
  exchange.responseBody = Payload.ofText(result.body)
  const accepted = mediaType(headerValue(exchange.headers, 'Accept'))
  if (!result.isBase64Encoded) return
  const { binaryMediaTypes } = exchange.api
  const typesAt = ['apis', exchange.call.apiId, 'binaryMediaTypes']
  if (!isBinaryType(accepted, binaryMediaTypes)) {
    draft.decide(
      `The body stays base64: the client's first accepted type, ${accepted ?? 'none'}, is no binary media type`,
      typesAt,
    )
    return
  }
  const bytes = base64Decode(result.body)
  if (!bytes) {
    throw configurationError('Unable to base64 decode the body', {
      code: 'lambda/not-base64',
      message: 'The function says isBase64Encoded, and its body is not base64.',
      at: [...at, 'uri'],
    })
  }
  draft.decide(`The body is decoded: the client accepts ${accepted}, a binary media type`, typesAt)
  exchange.responseBody = Payload.ofBytes(bytes)
}

function badGateway(logLine: string, problem: Problem): GatewayFailure {
  return new GatewayFailure('DEFAULT_5XX', 502, 'Internal server error', {
    logLines: [logLine],
    problems: [problem],
  })
}

function errorMessage(text: string): string {
  try {
    const error: unknown = JSON.parse(text)
    if (typeof error === 'object' && error !== null && 'errorMessage' in error) {
      return String(error.errorMessage)
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return text.slice(0, 500)
}

/** Read a function's result, or say what is wrong with it. */
export function proxyResult(text: string): ProxyResult | { readonly malformed: string } {
  const result = objectOf(text)
  if ('lacking' in result) return { malformed: `it is ${result.lacking}` }
  const foreign = Object.keys(result.members).find((name) => !members.includes(name))
  if (foreign !== undefined) return { malformed: `it has the member ${foreign}` }
  const head = headOf(result.members)
  if ('malformed' in head) return head
  const body = scalarText(result.members['body'])
  if (body === undefined) return { malformed: 'its body is an object or a list, not text' }
  const isBase64Encoded = flagOf(result.members['isBase64Encoded'])
  if (isBase64Encoded === undefined) {
    return { malformed: 'its isBase64Encoded is neither true nor false' }
  }
  return { ...head, body: body ?? '', isBase64Encoded }
}

/** A streamed answer, taken apart. */
interface StreamedResult {
  readonly status: number
  readonly headers: HeaderList
  readonly payload: Uint8Array
}

const metadataMembers = ['statusCode', 'headers', 'multiValueHeaders', 'cookies']

/** Bytes within which the metadata of a streamed answer have to end. */
const metadataBytes = 16_384

/** Read what a function streamed: metadata as JSON, eight bytes of zero, the body. Source: developer guide, Lambda response streaming. */
export function streamedResult(bytes: Uint8Array): StreamedResult | { readonly malformed: string } {
  const end = delimiterOf(bytes.subarray(0, metadataBytes + streamDelimiterBytes))
  if (end === undefined) {
    return {
      malformed: `its first ${metadataBytes} bytes hold no ${streamDelimiterBytes} bytes of zero, which end the metadata`,
    }
  }
  const metadata = objectOf(utf8Text(bytes.subarray(0, end)))
  if ('lacking' in metadata) return { malformed: `its metadata are ${metadata.lacking}` }
  const foreign = Object.keys(metadata.members).find((name) => !metadataMembers.includes(name))
  if (foreign !== undefined) return { malformed: `its metadata have the member ${foreign}` }
  const head = headOf(metadata.members)
  if ('malformed' in head) return head
  const { cookies = [] } = metadata.members
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === 'string')) {
    return { malformed: 'its cookies are not a list of texts' }
  }
  const set = cookies.map((cookie) => ['Set-Cookie', cookie] as const)
  const payload = bytes.subarray(end + streamDelimiterBytes)
  return { status: head.status, headers: [...head.headers, ...set], payload }
}

function delimiterOf(bytes: Uint8Array): number | undefined {
  let zeros = 0
  for (let i = 0; i < bytes.length; i++) {
    zeros = bytes[i] === 0 ? zeros + 1 : 0
    if (zeros === streamDelimiterBytes) return i + 1 - streamDelimiterBytes
  }
  return undefined
}

/** The members of a JSON object, or what a text is not. */
function objectOf(
  text: string,
):
  | { readonly members: Readonly<Record<string, unknown>> }
  | { readonly lacking: 'not JSON' | 'not an object' } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { lacking: 'not JSON' }
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { lacking: 'not an object' }
  }
  const result = value as Record<string, unknown> // an object that is not an array
  return { members: sentMembers.some((name) => holdsNumber(result[name])) ? exact(text) : result }
}

/** Properties whose values are sent as text, numbers among them. */
const sentMembers = ['headers', 'multiValueHeaders', 'body']

function holdsNumber(value: unknown): boolean {
  if (typeof value === 'number') return true
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNumber)
}

/** Work that reading the largest result of a function takes. */
const workOfResult = 1_000_000_000

/**
 * The properties of a result with the numbers of headers and body as the texts that the service sends: every digit of a
 * long number, and a fraction that is zero.
 */
function exact(text: string): Readonly<Record<string, unknown>> {
  const costs = limitedCosts(workOfResult)
  const asText = (value: Value): unknown => {
    if (isNumber(value)) return javaText(value, costs)
    if (Array.isArray(value)) return value.map(asText)
    return value instanceof Map
      ? Object.fromEntries([...value].map(([name, one]) => [name, asText(one)]))
      : value
  }
  const result = readStrictJson(text, costs) as JavaMap // `JSON.parse` has read an object already
  return Object.fromEntries(
    [...result].map(([name, value]) => [
      String(name),
      sentMembers.includes(String(name)) ? asText(value) : value,
    ]),
  )
}

/** Status and headers, which both forms have. */
function headOf(
  result: Readonly<Record<string, unknown>>,
): { readonly status: number; readonly headers: HeaderList } | { readonly malformed: string } {
  const status = statusOf(result['statusCode'])
  if (status === undefined) return { malformed: 'its statusCode is not a number from 100 to 599' }
  const multiple = multipleHeaders(result['multiValueHeaders'])
  if (!multiple)
    return { malformed: 'its multiValueHeaders are not lists of text, numbers or booleans' }
  const single = singleHeaders(result['headers'])
  if (!single) return { malformed: 'its headers are not text, numbers or booleans' }
  return { status, headers: merged(multiple, single) }
}

/** The status code: a whole number or the text of one; 200 when the function gives none. */
function statusOf(statusCode: unknown): number | undefined {
  if (statusCode === undefined || statusCode === null) return 200
  const number =
    typeof statusCode === 'string' && /^\s*\d+\s*$/.test(statusCode)
      ? Number(statusCode)
      : statusCode
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined
  return number >= 100 && number <= 599 ? number : undefined
}

/** A boolean or the text of one; false when absent. `undefined` for anything else. */
function flagOf(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim().toLowerCase()
  return text === 'true' ? true : text === 'false' || text === '' ? false : undefined
}

/**
 * The service reads texts leniently: a number or a boolean becomes its text, null stays null.
 * `undefined` for an object or a list, which it refuses.
 */
function scalarText(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The headers of `headers`. A header whose value is null is not sent. */
function singleHeaders(value: unknown): [string, string][] | undefined {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const headers: [string, string][] = []
  for (const [name, one] of Object.entries(value)) {
    const text = scalarText(one)
    if (text === undefined) return undefined
    if (text !== null) headers.push([name, text])
  }
  return headers
}

/** The headers of `multiValueHeaders`. Nulls, in place of a list or in it, are not sent. */
function multipleHeaders(value: unknown): [string, string][] | undefined {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const headers: [string, string][] = []
  for (const [name, list] of Object.entries(value)) {
    if (list === null) continue
    if (!Array.isArray(list)) return undefined
    for (const one of list as unknown[]) {
      const text = scalarText(one)
      if (text === undefined) return undefined
      if (text !== null) headers.push([name, text])
    }
  }
  return headers
}

/** The headers of both maps: several values first, in their spelling, and a single one that they have already only once. */
function merged(
  multiple: readonly [string, string][],
  single: readonly [string, string][],
): HeaderList {
  const headers = [...multiple]
  for (const [name, value] of single) {
    const same = multiple.filter(([other]) => other.toLowerCase() === name.toLowerCase())
    if (same.some(([, other]) => other === value)) continue
    headers.push([same[0]?.[0] ?? name, value])
  }
  return headers
}
