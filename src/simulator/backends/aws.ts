import { lambdaFunctionName } from '../../model/index.ts'
import { utf8Bytes, utf8Text } from '../context/index.ts'
import type { BackendAnswer, BackendOutcome, BackendRunner } from './backend.ts'
import { httpOutcome, lambdaRefusalOf, lambdaText } from './canned.ts'

/** What Lambda's API answers for an invocation that returned this text. */
export function lambdaAnswer(returned: {
  readonly text: string
  readonly functionError?: string
}): BackendAnswer {
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Amz-Executed-Version', '$LATEST'],
      ...(returned.functionError === undefined
        ? []
        : ([['X-Amz-Function-Error', returned.functionError]] as const)),
    ],
    bytes: utf8Bytes(returned.text),
    lambda: returned,
  }
}

/** An action of a service, Lambda invocations among them: the canned answer that is set for it. */
export const runAws: BackendRunner<'AWS'> = (call): BackendOutcome => {
  const { canned, integration, request } = call
  if (lambdaFunctionName(integration.uri) === undefined) return httpOutcome(canned, call.bytes)
  const isEvent = request.headers.some(
    ([name, value]) => name.toLowerCase() === 'x-amz-invocation-type' && value === 'Event',
  )
  // an asynchronous invocation is accepted at once, whatever the function will do
  if (isEvent) return { answer: { status: 202, headers: [], bytes: new Uint8Array() } }
  const lambdaRefusal = lambdaRefusalOf(canned)
  if (lambdaRefusal) return { lambdaRefusal }
  if (!canned) return { answer: lambdaAnswer({ text: '{}' }) }
  if ('lambda' in canned) return { answer: lambdaAnswer(lambdaText(canned)) }
  // a function without any input gets an empty object
  if ('echoBody' in canned) return { answer: lambdaAnswer({ text: utf8Text(call.bytes) || '{}' }) }
  const outcome = httpOutcome(canned, call.bytes)
  if (!('answer' in outcome)) return outcome
  const { answer } = outcome
  return {
    answer: { ...answer, lambda: { text: utf8Text(answer.bytes) } },
  }
}
