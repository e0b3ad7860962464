import type { CannedAnswer } from '../../model/index.ts'
import { base64Decode, utf8Bytes } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import type { BackendOutcome, LambdaRefusal } from './backend.ts'

/** The headers of a canned answer, a pair for each value. */
export function headerList(
  headers: Readonly<Record<string, string | readonly string[]>>,
): HeaderList {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  )
}

/** The bytes of a body that is given as text or as base64. */
export function cannedBytes(body: {
  readonly body?: string | undefined
  readonly bodyBase64?: string | undefined
}): Uint8Array {
  if (body.bodyBase64 !== undefined) return base64Decode(body.bodyBase64) ?? new Uint8Array()
  return utf8Bytes(body.body ?? '')
}

/** A canned answer as plain HTTP gives it. `sent` is what `echoBody` answers with. */
export function httpOutcome(canned: CannedAnswer | undefined, sent: Uint8Array): BackendOutcome {
  const json: HeaderList = [['Content-Type', 'application/json']]
  if (!canned) return { answer: { status: 200, headers: json, bytes: utf8Bytes('{}') } }
  if ('timeout' in canned) return { failure: 'timeout', message: 'The backend never answered' }
  if ('networkError' in canned)
    return { failure: 'network', message: 'The backend was not reached' }
  if ('lambda' in canned) {
    return { answer: { status: 200, headers: json, bytes: utf8Bytes(lambdaText(canned).text) } }
  }
  if ('echoBody' in canned) {
    const headers = canned.headers ? headerList(canned.headers) : json
    return { answer: { status: canned.status ?? 200, headers, bytes: sent } }
  }
  return {
    answer: {
      status: canned.status,
      headers: headerList(canned.headers),
      bytes: cannedBytes(canned),
    },
  }
}

/** What Lambda says where it refuses to run the function: an answer in HTTP's words whose `x-amzn-ErrorType` names the error. */
export function lambdaRefusalOf(canned: CannedAnswer | undefined): LambdaRefusal | undefined {
  if (!canned || !('status' in canned) || 'echoBody' in canned) return undefined
  const headers = headerList(canned.headers ?? {})
  const errorType = headers.find(([name]) => name.toLowerCase() === 'x-amzn-errortype')?.[1]
  if (errorType === undefined || canned.status === undefined || canned.status < 400) {
    return undefined
  }
  return { status: canned.status, errorType, message: messageOf(canned.body) ?? errorType }
}

function messageOf(body: string | undefined): string | undefined {
  try {
    const error: unknown = JSON.parse(body ?? '')
    if (typeof error !== 'object' || error === null) return undefined
    const message: unknown =
      'message' in error ? error.message : 'Message' in error ? error.Message : undefined
    return typeof message === 'string' ? message : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type LambdaAnswer = Extract<CannedAnswer, { lambda: unknown }>

/** The text that a function returned, as Lambda's API gives it. */
export function lambdaText({ lambda }: LambdaAnswer): {
  readonly text: string
  readonly functionError?: string
} {
  if ('rawResult' in lambda) return { text: lambda.rawResult }
  if ('result' in lambda) return { text: JSON.stringify(lambda.result) }
  return { text: JSON.stringify(lambda.error), functionError: lambda.functionError ?? 'Unhandled' }
}
