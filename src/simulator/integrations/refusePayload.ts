import { utf8Bytes, utf8Text } from '../context/index.ts'
import type { BackendRequest } from '../trace.ts'
import type { BackendAnswer } from '../backends/backend.ts'
import { isJson, jsonRefusal } from './jsonRefusal.ts'

/**
 * The error with which Lambda refuses a payload that is not JSON; `undefined` when it takes it. An empty payload is an
 * empty event. Source: recorded logs and answers.
 */
export function lambdaPayloadRefusal(bytes: Uint8Array): BackendAnswer | undefined {
  const text = utf8Text(bytes)
  if (text.trim() === '') return undefined
  const refusal = jsonRefusal(text)
  if (refusal === undefined) return undefined
  const message = `Could not parse request body into json: ${refusal}`
  return refusalOf(
    { Type: 'User', message },
    message,
    'application/json',
    'InvalidRequestContentException',
  )
}

/**
 * The error with which a service of the JSON protocol (DynamoDB, Kinesis, Step Functions, EventBridge) refuses a payload
 * that is not a JSON object; `undefined` when it takes it, or when the request does not use that protocol.
 * Source: recorded answers.
 */
export function servicePayloadRefusal(
  { headers }: BackendRequest,
  bytes: Uint8Array,
): BackendAnswer | undefined {
  const isJsonProtocol = headers.some(([name]) => name.toLowerCase() === 'x-amz-target')
  if (!isJsonProtocol) return undefined
  const text = utf8Text(bytes)
  if (text.trim() === '' || (text.trimStart().startsWith('{') && isJson(text))) return undefined
  const __type = 'com.amazon.coral.service#SerializationException'
  return refusalOf({ __type }, __type, 'application/x-amz-json-1.0', 'SerializationException')
}

function refusalOf(
  body: Readonly<Record<string, string>>,
  refusal: string,
  contentType: string,
  errorType: string,
): BackendAnswer {
  return {
    status: 400,
    headers: [
      ['Content-Type', contentType],
      ['x-amzn-ErrorType', errorType],
    ],
    bytes: utf8Bytes(JSON.stringify(body)),
    refusal,
  }
}
