import { isStreamed } from '../../model/index.ts'
import type { Json } from '../../model/index.ts'
import { base64Decode, base64Encode, strictUtf8Text, utf8Bytes } from '../context/index.ts'
import { lambdaAnswer } from './aws.ts'
import { streamDelimiterBytes } from './integration.ts'
import type { BackendAnswer, BackendOutcome } from '../backends/backend.ts'
import type { IntegrationCall, IntegrationEncoder } from './integration.ts'
import { cannedBytes, httpOutcome, lambdaRefusalOf, lambdaText } from '../backends/canned.ts'

/**
 * A Lambda function behind a proxy integration. An answer in HTTP's words stands for what the function returns to say the
 * same: a proxy result, or, where the answer is streamed, metadata and the body behind them.
 */
export const encodeAwsProxy: IntegrationEncoder<'AWS_PROXY'> = (call): BackendOutcome => {
  return proxyOutcome(call, isStreamed(call.integration) ? streamedAnswer : proxyAnswer)
}

/** Writes the result of a function that returns a response given as status, headers and body. */
export type ResultWriter = (
  status: number,
  headers: CannedHeaders,
  body: WrittenBody,
) => BackendAnswer

/** The outcome of a proxied function, whose format of results `written` decides. */
export function proxyOutcome(
  call: Pick<IntegrationCall, 'canned' | 'event' | 'bytes'>,
  written: ResultWriter,
): BackendOutcome {
  const { canned } = call
  const lambdaRefusal = lambdaRefusalOf(canned)
  if (lambdaRefusal) return { lambdaRefusal }
  if (!canned) return { answer: written(200, {}, { body: '', isBase64Encoded: false }) }
  if ('lambda' in canned) return { answer: lambdaAnswer(lambdaText(canned)) }
  if ('echoBody' in canned) {
    return { answer: written(canned.status ?? 200, canned.headers ?? {}, eventBody(call.event)) }
  }
  const outcome = httpOutcome(canned, call.bytes)
  if (!('answer' in outcome) || !('headers' in canned)) return outcome
  return { answer: written(canned.status, canned.headers, writtenBody(cannedBytes(canned))) }
}

type CannedHeaders = Readonly<Record<string, string | readonly string[]>>

/** A body as events and results hold it. */
interface WrittenBody {
  readonly body: string
  readonly isBase64Encoded: boolean
}

function writtenBody(bytes: Uint8Array): WrittenBody {
  const text = strictUtf8Text(bytes)
  return text === undefined
    ? { body: base64Encode(bytes), isBase64Encoded: true }
    : { body: text, isBase64Encoded: false }
}

function eventBody(event: Json | undefined): WrittenBody {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    return { body: '', isBase64Encoded: false }
  }
  const { body, isBase64Encoded } = event
  return { body: typeof body === 'string' ? body : '', isBase64Encoded: isBase64Encoded === true }
}

function metadataOf(statusCode: number, headers: CannedHeaders) {
  const multiValueHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? [value] : value,
    ]),
  )
  return { statusCode, multiValueHeaders }
}

/** The result in format 1.0: every header under `multiValueHeaders`. */
export function proxyAnswer(
  status: number,
  headers: CannedHeaders,
  body: WrittenBody,
): BackendAnswer {
  return lambdaAnswer({ text: JSON.stringify({ ...metadataOf(status, headers), ...body }) })
}

/** The result in format 2.0 of HTTP APIs: one value for each header, and a list of cookies. */
export function proxyAnswerTwo(
  status: number,
  headers: CannedHeaders,
  body: WrittenBody,
): BackendAnswer {
  const values = (value: string | readonly string[]) =>
    typeof value === 'string' ? [value] : value
  const isCookie = (name: string) => name.toLowerCase() === 'set-cookie'
  const entries = Object.entries(headers)
  const cookies = entries.flatMap(([name, value]) => (isCookie(name) ? values(value) : []))
  const others = entries.flatMap(([name, value]) =>
    isCookie(name) ? [] : [[name, values(value).join(',')] as const],
  )
  const result = { statusCode: status, headers: Object.fromEntries(others), cookies, ...body }
  return lambdaAnswer({ text: JSON.stringify(result) })
}

/** Metadata, the bytes that end them, and the bytes of the body. */
function streamedAnswer(status: number, headers: CannedHeaders, body: WrittenBody): BackendAnswer {
  const head = utf8Bytes(JSON.stringify(metadataOf(status, headers)))
  const tail = body.isBase64Encoded
    ? (base64Decode(body.body) ?? new Uint8Array())
    : utf8Bytes(body.body)
  const bytes = new Uint8Array(head.length + streamDelimiterBytes + tail.length)
  bytes.set(head)
  bytes.set(tail, head.length + streamDelimiterBytes)
  return { ...lambdaAnswer({ text: '' }), bytes }
}
