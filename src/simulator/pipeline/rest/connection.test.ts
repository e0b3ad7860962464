import { describe, expect, test } from 'vitest'
import { why } from '../../explain/why.ts'
import { codesOf, designOf, headerOf, send, textOf } from './testDesign.ts'

const link = (more: object = {}) => ({
  access: { vpcLinks: { vpc1: { id: 'vpc1', name: 'inside', ...more } } },
})
const integrationOf = (more: object) => ({
  'GET /': { integration: { type: 'HTTP_PROXY', uri: 'https://pets.internal/pets', ...more } },
})
const throughLink = (more: object = {}) =>
  integrationOf({ connectionType: 'VPC_LINK', connectionId: 'vpc1', ...more })
const decisionsOf = (answer: Awaited<ReturnType<typeof send>>, step = 'assembleRequest') =>
  answer.trace.steps.find(({ name }) => name === step)?.decisions.map(({ text }) => text) ?? []

describe('a VPC link', () => {
  test.each([[{}], [{ status: 'AVAILABLE' }]])('that is %j lets requests through', async (more) => {
    const answer = await send(designOf(throughLink(), {}, {}, link(more)), {})
    expect(answer.status).toBe(200)
    expect(decisionsOf(answer)).toContain('The request goes through the VPC link inside')
  })

  test.each([
    ['PENDING', 'is still being made'],
    ['DELETING', 'is being deleted'],
    ['FAILED', 'could not be made (no such load balancer)'],
  ])('that is %s ends the call, and why leads to its status', async (status, words) => {
    const rest = link({
      status,
      ...(status === 'FAILED' && { statusMessage: 'no such load balancer' }),
    })
    const answer = await send(designOf(throughLink(), {}, {}, rest), {})
    expect([answer.status, textOf(answer), headerOf(answer, 'x-amzn-ErrorType')]).toEqual([
      500,
      '{"message": "Internal server error"}',
      'InternalServerErrorException',
    ])
    expect(answer.gatewayResponseType).toBe('API_CONFIGURATION_ERROR')
    expect(why(answer)[1]).toMatchObject({
      role: 'cause',
      rule: 'integration/vpc-link-not-available',
      at: ['access', 'vpcLinks', 'vpc1', 'status'],
      text: `The VPC link inside ${words}: nothing gets through it.`,
    })
    expect(answer.backendRequest).toBeUndefined()
  })

  test('of a stage variable is looked at in the same way', async () => {
    const stages = { dev: { stageName: 'dev', variables: { link: 'vpc1' } } }
    const methods = throughLink({ connectionId: '${stageVariables.link}' })
    const answer = await send(designOf(methods, { stages }, {}, link({ status: 'PENDING' })), {})
    expect(codesOf(answer)).toEqual(['integration/vpc-link-not-available'])
  })

  test('that the integration does not use does not matter', async () => {
    const methods = integrationOf({ connectionId: 'vpc1' })
    const answer = await send(designOf(methods, {}, {}, link({ status: 'FAILED' })), {})
    expect(answer.status).toBe(200)
  })
})

describe('an integration target', () => {
  const integrationTarget =
    'arn:aws:elasticloadbalancing:us-east-1:111111111111:listener/app/inside/1/2'
  test('is where the VPC link leads; the host stays that of the address', async () => {
    const answer = await send(designOf(throughLink({ integrationTarget }), {}, {}, link()), {})
    expect(decisionsOf(answer)).toContain(
      `The VPC link leads to ${integrationTarget}; the host of the address is what the backend sees in Host`,
    )
    const host = answer.backendRequest?.headers.find(([name]) => name === 'Host')
    expect(host).toEqual(['Host', 'pets.internal'])
  })
  test('without a VPC link has no effect, and the trace says so', async () => {
    const answer = await send(designOf(integrationOf({ integrationTarget })), {})
    expect(decisionsOf(answer)[0]).toMatch(/without one it has no effect$/)
  })
})

describe('a certificate that is not verified', () => {
  const tlsConfig = { insecureSkipVerification: true }
  test.each([
    [{ tlsConfig }, /may be of any authority/],
    [{ tlsConfig, uri: 'http://pets.example.com/' }, /the address is not HTTPS$/],
    [
      {
        tlsConfig,
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:us-east-1:sqs:path/q',
      },
      /for AWS it has no effect$/,
    ],
  ])('is told of with what it means (%j)', async (more, words) => {
    const answer = await send(designOf(integrationOf(more)), {})
    expect(decisionsOf(answer).some((text) => words.test(text))).toBe(true)
  })
  test('is not told of where it is verified', async () => {
    const verified = integrationOf({ tlsConfig: { insecureSkipVerification: false } })
    expect(decisionsOf(await send(designOf(verified), {}))).toEqual([])
  })
})
