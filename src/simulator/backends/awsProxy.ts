import type { Json } from '../../model/index.ts'
import { base64Encode, strictUtf8Text } from '../context/index.ts'
import { lambdaAnswer } from './aws.ts'
import type { BackendOutcome, BackendRunner } from './backend.ts'
import { cannedBytes, httpOutcome, lambdaRefusalOf, lambdaText } from './canned.ts'

/** A Lambda function behind a proxy integration. An answer in HTTP's words stands for the proxy result that says the same. */
export const runAwsProxy: BackendRunner<'AWS_PROXY'> = (call): BackendOutcome => {
  const { canned } = call
  const lambdaRefusal = lambdaRefusalOf(canned)
  if (lambdaRefusal) return { lambdaRefusal }
  if (!canned) return { answer: lambdaAnswer({ text: '{"statusCode":200}' }) }
  if ('lambda' in canned) return { answer: lambdaAnswer(lambdaText(canned)) }
  if ('echoBody' in canned) {
    const { statusCode, headers } = {
      statusCode: canned.status ?? 200,
      headers: canned.headers ?? {},
    }
    return {
      answer: lambdaAnswer({ text: proxyResult(statusCode, headers, eventBody(call.event)) }),
    }
  }
  const outcome = httpOutcome(canned, call.bytes)
  if (!('answer' in outcome) || !('headers' in canned)) return outcome
  const bytes = cannedBytes(canned)
  const text = strictUtf8Text(bytes)
  const body =
    text === undefined
      ? { body: base64Encode(bytes), isBase64Encoded: true }
      : { body: text, isBase64Encoded: false }
  return { answer: lambdaAnswer({ text: proxyResult(canned.status, canned.headers, body) }) }
}

function proxyResult(
  statusCode: number,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body: { readonly body: string; readonly isBase64Encoded: boolean },
): string {
  const multiValueHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? [value] : value,
    ]),
  )
  return JSON.stringify({ statusCode, multiValueHeaders, ...body })
}

function eventBody(event: Json | undefined): {
  readonly body: string
  readonly isBase64Encoded: boolean
} {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    return { body: '', isBase64Encoded: false }
  }
  const { body, isBase64Encoded } = event
  return { body: typeof body === 'string' ? body : '', isBase64Encoded: isBase64Encoded === true }
}
