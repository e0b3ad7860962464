import { lambdaFunctionName } from '../../model/index.ts'
import type { CannedAnswer } from '../../model/index.ts'
import { utf8Bytes, utf8Text } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import type { BackendAnswer, BackendOutcome } from '../backends/backend.ts'
import type { IntegrationEncoder } from './integration.ts'
import { httpOutcome, lambdaRefusalOf, lambdaText } from '../backends/canned.ts'
import { lambdaPayloadRefusal, servicePayloadRefusal } from './refusePayload.ts'

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

/** An action of a service, Lambda invocations among them: the canned response, unless the service refuses the payload. */
export const encodeAws: IntegrationEncoder<'AWS'> = (call): BackendOutcome => {
  const { canned, integration, request } = call
  const isLambda = lambdaFunctionName(integration.uri) !== undefined
  if (!isUnreachable(canned)) {
    const refusal = isLambda
      ? lambdaPayloadRefusal(call.bytes)
      : servicePayloadRefusal(request, call.bytes)
    if (refusal) return { answer: refusal }
  }
  if (!isLambda) return httpOutcome(canned, call.bytes)
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
  const functionError = headerNamed(answer.headers, 'x-amz-function-error')
  const text = utf8Text(answer.bytes)
  return {
    answer: {
      ...answer,
      lambda: { text, ...(functionError !== undefined && { functionError }) },
    },
  }
}

/** True for a canned response that stands for a service that does not respond. */
function isUnreachable(canned: CannedAnswer | undefined): boolean {
  return canned !== undefined && ('timeout' in canned || 'networkError' in canned)
}

function headerNamed(headers: HeaderList, lowerName: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerName)?.[1]
}
