import { describe, expect, test } from 'vitest'
import type { CannedAnswer } from '../../../model/index.ts'
import { guardAnswer, guardedDesign, policyText } from '../../authorizers/testIdentities.ts'
import { designOf, functionUri, mockOf, send } from './testDesign.ts'

const stages = (format: string) => ({ dev: { stageName: 'dev', accessLogSettings: { format } } })
const proxy = { integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') } }
const id = '0f8fad5b-d9cb-469f-a165-70867728950e'

/** The line of one call of a proxied function. */
async function lineOf(
  format: string,
  answer: CannedAnswer,
  headers: readonly [string, string][] = [],
) {
  const design = designOf({ 'GET /a/{id}': proxy }, { stages: stages(format) })
  return (await send(design, { path: '/a/1', headers }, { answer })).accessLog
}
const good: CannedAnswer = { lambda: { result: { statusCode: 201, body: 'four' } }, latencyMs: 40 }

describe('a line of the access log', () => {
  test.each([
    ['$context.requestId', id],
    ['$context.extendedRequestId', 'MGY4ZmFkNWItZDk='],
    ['$context.status', '201'],
    ['$context.responseLength', '4'],
    ['$context.responseLatency', '0'],
    ['$context.integrationLatency', '40'],
    ['$context.integrationStatus', '201'],
    ['$context.integration.integrationStatus', '201'],
    ['$context.integration.status', '200'],
    ['$context.integration.latency', '40'],
    ['$context.integration.requestId', id],
    ['$context.integration.error', '-'],
    ['$context.integrationErrorMessage', '-'],
    ['$context.awsEndpointRequestId', id],
    ['$context.endpointType', 'EDGE'],
    ['$context.customDomain.basePathMatched', '-'],
    ['$context.identity.sourceIp', '192.0.2.1'],
    ['$context.identity.caller', '-'],
    ['$context.httpMethod $context.resourcePath $context.path', 'GET /a/{id} /dev/a/1'],
    ['[$context.requestTime]', '[31/Jan/2026:12:00:00 +0000]'],
    ['$context.requestTimeEpoch', '1769860800000'],
    ['$context.protocol', 'HTTP/1.1'],
    ['$context.error.message', '-'],
    ['$context.waf.status $context.wafResponseCode', '- -'],
    ['$context.authorizer.principalId', '-'],
    ["$context.identity['sourceIp']", '192.0.2.1'],
    ['$context.nothing at all', '- at all'],
  ])('has %s as %s', async (format, text) => {
    expect(await lineOf(format, good)).toBe(text)
  })

  test.each<[string, CannedAnswer, string]>([
    ['by a timeout', { timeout: true }, '504 Execution failed due to a timeout error'],
    [
      'by the function',
      { lambda: { error: { errorMessage: 'boom' } } },
      `502 Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: ${id}`,
    ],
  ])('tells of an integration that failed %s', async (_how, answer, text) => {
    expect(await lineOf('$context.status $context.integration.error', answer)).toBe(text)
  })

  test('has a remark in place of a request id that is none', async () => {
    const format = '$context.requestId'
    expect(await lineOf(format, good, [['x-amzn-RequestId', 'mine']])).toBe(
      'UUID_REPLACED_INVALID_REQUEST_ID',
    )
    const uuid = '11111111-2222-4333-8444-555555555555'
    expect(await lineOf(format, good, [['x-amzn-RequestId', uuid]])).toBe(uuid)
  })

  test('has the preset of the common log format', async () => {
    const format =
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId'
    expect(await lineOf(format, good)).toBe(
      `192.0.2.1 - - [31/Jan/2026:12:00:00 +0000]"GET /a/{id} HTTP/1.1" 201 4 ${id} MGY4ZmFkNWItZDk=`,
    )
  })
})

describe('a line about a call that is authorized', () => {
  const format =
    '$context.authorizer.status $context.authorizer.integrationStatus $context.authorizer.error|$context.authorize.status $context.authorize.error|$context.authenticate.status'
  const design = (type: string, answer: unknown) =>
    guardedDesign(type, { backends: guardAnswer(answer), api: { stages: stages(format) } })
  const token = [['Authorization', 'x']] as const
  const policyDocument = (effect: 'Allow' | 'Deny') =>
    JSON.parse(policyText(effect, '*')) as unknown
  test.each([
    [
      'an authorizer that allows',
      { result: { principalId: 'u', policyDocument: policyDocument('Allow') } },
      '200 200 -|200 -|-',
    ],
    [
      'an authorizer that denies',
      { result: { principalId: 'u', policyDocument: policyDocument('Deny') } },
      '200 200 -|403 User is not authorized to access this resource with an explicit deny in an identity-based policy|-',
    ],
    [
      'an authorizer that fails',
      { error: { errorMessage: 'Unauthorized' } },
      '401 - Unauthorized|- -|-',
    ],
  ])('by %s', async (_what, answer, line) => {
    const said = await send(design('CUSTOM', answer), { path: '/open', headers: token })
    expect(said.accessLog).toBe(line)
  })
  test('by a signature that is missing', async () => {
    const said = await send(design('AWS_IAM', {}), { path: '/open' })
    expect(said.accessLog).toBe('- - -|- -|403')
  })
  test('is silent of it where nobody asked', async () => {
    const open = designOf({ 'GET /': mockOf('x') }, { stages: stages(format) })
    expect((await send(open, {})).accessLog).toBe('- - -|- -|-')
  })
})
