import { describe, expect, test } from 'vitest'
import { requestAs } from '../caller.ts'
import { platformCryptography } from '../platform.ts'
import { required } from '../exchange/failure.ts'
import type { ClientRequest } from '../exchange/call.ts'
import { codesOf, headerOf, send, testEnvironment, textOf } from '../pipeline/rest/testDesign.ts'
import { guardedDesign, identities, policyText, arnOf } from './testIdentities.ts'
import { signatureOf } from './signature.ts'

const cryptography = required(platformCryptography().cryptography, 'WebCrypto')
const environment = { cryptography }
const call = (principalId: string) => ({
  call: { caller: { kind: 'iamPrincipal', principalId } as const },
  environment,
})

async function signedRequest(
  request: Partial<ClientRequest> = {},
  principalId = 'ann',
  world: Partial<typeof testEnvironment> = {},
): Promise<ClientRequest> {
  const whole = { method: 'GET', path: '/pets/1', ...request }
  const result = await requestAs(
    guardedDesign('AWS_IAM'),
    { apiId: 'api1', stageName: 'dev', request: whole },
    { kind: 'iamPrincipal', principalId },
    { ...testEnvironment, ...environment, ...world },
  )
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function changed(request: ClientRequest, name: string, change: (value: string) => string) {
  const headers = (request.headers ?? []).map(
    ([key, value]) => [key, key === name ? change(value) : value] as const,
  )
  return { ...request, headers }
}

const withEcho = guardedDesign('AWS_IAM', {
  body: '{"arn": "$context.identity.userArn", "account": "$context.identity.accountId", "key": "$context.identity.accessKey", "auth": "$input.params().header.get(\'Authorization\')"}',
})

describe('a signature', () => {
  test('of the published example is what the publisher says', async () => {
    // the test suite of Signature Version 4, get-vanilla
    const { signature } = await signatureOf(
      {
        method: 'GET',
        path: '/',
        query: '',
        headers: [
          ['Host', 'example.amazonaws.com'],
          ['X-Amz-Date', '20150830T123600Z'],
        ],
        signedHeaders: ['host', 'x-amz-date'],
        bytes: new Uint8Array(),
      },
      { date: '20150830', region: 'us-east-1', service: 'service' },
      '20150830T123600Z',
      'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      await cryptography(),
    )
    expect(signature).toBe('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31')
  })

  test('that is good lets the caller in, who is known from then on, and goes no further', async () => {
    const answer = await send(withEcho, { path: '/pets/1' }, call('ann'))
    expect([answer.status, JSON.parse(textOf(answer))]).toEqual([
      200,
      {
        arn: 'arn:aws:iam::111111111111:user/ann',
        account: '111111111111',
        key: 'AKIAANN',
        auth: '',
      },
    ])
  })

  test.each([
    ['a query string in whatever order', { query: 'b=2&a=1&a=%20x&empty' }],
    ['a path in percent', { path: '/pets/a%20b%2Bc' }],
    [
      'a body',
      {
        method: 'POST',
        path: '/pets',
        body: '{"ä": 1}',
        headers: [['Content-Type', 'application/json']] as const,
      },
    ],
    ['blanks in a header', { headers: [['X-Amz-Meta', '  a   b ']] as const }],
  ])('covers %s', async (_what, request) => {
    const answer = await send(withEcho, { path: '/pets/1', ...request }, call('ann'))
    expect(answer.status).toBe(200)
  })

  async function presigned(expires = '&X-Amz-Expires=60'): Promise<ClientRequest> {
    const amzDate = '20260131T120000Z'
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAANN%2F20260131%2Fus-east-1%2Fexecute-api%2Faws4_request&X-Amz-Date=${amzDate}${expires}&X-Amz-SignedHeaders=host`
    const { signature } = await signatureOf(
      {
        method: 'GET',
        path: '/dev/pets/1',
        query,
        headers: [['host', 'api1.execute-api.us-east-1.amazonaws.com']],
        signedHeaders: ['host'],
        bytes: new Uint8Array(),
      },
      { date: '20260131', region: 'us-east-1', service: 'execute-api' },
      amzDate,
      'secret-of-ann',
      await cryptography(),
    )
    return { method: 'GET', path: '/pets/1', query: `${query}&X-Amz-Signature=${signature}` }
  }

  test('in the query string is taken too', async () => {
    const request = await presigned()
    expect((await send(withEcho, request, { environment })).status).toBe(200)
    const late = { environment: { ...environment, now: () => testEnvironment.now() + 61_000 } }
    expect(textOf(await send(withEcho, request, late))).toMatch(/Signature expired/)
  })

  test.each([
    ['&X-Amz-Expires=1', 200],
    ['&X-Amz-Expires=604800', 200],
    ['&X-Amz-Expires=604801', 403],
    ['&X-Amz-Expires=1000000000', 403],
    ['&X-Amz-Expires=0', 403],
    ['&X-Amz-Expires=-1', 403],
    ['&X-Amz-Expires=NaN', 403],
    ['&X-Amz-Expires=1e3', 403],
    ['&X-Amz-Expires=', 403],
    ['', 403],
  ])('in the query string with %j gives %i', async (expires, status) => {
    const answer = await send(withEcho, await presigned(expires), { environment })
    expect(answer.status).toBe(status)
  })

  test('in the query string covers every x-amz- header too', async () => {
    const request = { ...(await presigned()), headers: [['X-Amz-Meta', '1']] as const }
    expect((await send(withEcho, request, { environment })).status).toBe(403)
  })
})

describe('a call that is refused', () => {
  test.each<[string, (request: ClientRequest) => ClientRequest, string, string, RegExp]>([
    [
      'without a signature',
      (r) => ({ ...r, headers: [] }),
      'MISSING_AUTHENTICATION_TOKEN',
      'authorization/not-signed',
      /Missing Authentication Token/,
    ],
    [
      'with a bearer token',
      (r) => ({ ...r, headers: [['Authorization', 'Bearer x']] }),
      'IncompleteSignatureException',
      'authorization/no-signature',
      /missing equal-sign/,
    ],
    [
      'with half a signature',
      (r) => changed(r, 'Authorization', () => 'AWS4-HMAC-SHA256 Credential=AKIAANN'),
      'IncompleteSignatureException',
      'authorization/incomplete-signature',
      /requires 'Signature' parameter/,
    ],
    [
      'with nonsense behind the algorithm',
      (r) => changed(r, 'Authorization', () => 'AWS4-HMAC-SHA256 \u0001,,,===,=='),
      'IncompleteSignatureException',
      'authorization/incomplete-signature',
      /requires 'Credential' parameter/,
    ],
    [
      'for another region',
      (r) => changed(r, 'Authorization', (v) => v.replace('us-east-1', 'eu-west-1')),
      'INVALID_SIGNATURE',
      'authorization/signature',
      /valid region, not 'eu-west-1'/,
    ],
    [
      'for another service',
      (r) => changed(r, 'Authorization', (v) => v.replace('execute-api', 's3')),
      'INVALID_SIGNATURE',
      'authorization/signature',
      /correct service: 'execute-api'/,
    ],
    [
      'with another key id',
      (r) => changed(r, 'Authorization', (v) => v.replace('AKIAANN', 'AKIANOBODY')),
      'UnrecognizedClientException',
      'authorization/unknown-key',
      /security token included in the request is invalid/,
    ],
    [
      'with another signature',
      (r) => changed(r, 'Authorization', (v) => v.replace(/.{4}$/, '0000')),
      'INVALID_SIGNATURE',
      'authorization/signature',
      /The Canonical String for this request should have been\\n'GET\\n\/dev\/pets\/1/,
    ],
    [
      'with another path than was signed',
      (r) => ({ ...r, path: '/pets/2' }),
      'INVALID_SIGNATURE',
      'authorization/signature',
      /does not match/,
    ],
    [
      'with another query than was signed',
      (r) => ({ ...r, query: 'x=1' }),
      'INVALID_SIGNATURE',
      'authorization/signature',
      /does not match/,
    ],
    [
      'with a date that is none',
      (r) => changed(r, 'X-Amz-Date', () => 'today'),
      'INVALID_SIGNATURE',
      'authorization/signature',
      /Date must be in ISO-8601/,
    ],
    [
      'with a session token that it should not have',
      (r) => ({ ...r, headers: [...(r.headers ?? []), ['X-Amz-Security-Token', 'x']] }),
      'UnrecognizedClientException',
      'authorization/session-token',
      /is invalid/,
    ],
  ])('%s', async (_how, change, type, code, text) => {
    const request = change(await signedRequest())
    const answer = await send(withEcho, request, { environment })
    expect(answer.status).toBe(403)
    expect(answer.gatewayResponseType ?? headerOf(answer, 'x-amzn-ErrorType')).toBe(type)
    expect(codesOf(answer)).toContain(code)
    expect(textOf(answer)).toMatch(text)
  })

  test('because its signature is old, or of the future', async () => {
    const request = await signedRequest()
    const after = (ms: number) => ({
      environment: { ...environment, now: () => testEnvironment.now() + ms },
    })
    expect(textOf(await send(withEcho, request, after(301_000)))).toMatch(
      /Signature expired: 20260131T120000Z is now earlier than 20260131T120001Z \(20260131T120501Z - 5 min\.\)/,
    )
    expect(textOf(await send(withEcho, request, after(-301_000)))).toMatch(
      /Signature not yet current/,
    )
    expect((await send(withEcho, request, after(299_000))).status).toBe(200)
  })

  test('because its session has ended', async () => {
    const late = { ...environment, now: () => Date.UTC(2026, 0, 31, 13, 0, 1) }
    const answer = await send(
      withEcho,
      { path: '/pets/1' },
      { ...call('worker'), environment: late },
    )
    expect([answer.status, answer.gatewayResponseType]).toEqual([403, 'EXPIRED_TOKEN'])
  })

  test('because nothing allows it, in the words of the service', async () => {
    const answer = await send(withEcho, { path: '/pets/1' }, call('bob'))
    expect([answer.status, textOf(answer)]).toEqual([
      403,
      '{"Message":"User: arn:aws:iam::111111111111:user/bob is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********1111:api1/dev/GET/pets/1 because no identity-based policy allows the execute-api:Invoke action"}',
    ])
  })

  test('where nothing can check it', async () => {
    const request = await signedRequest()
    const answer = await send(withEcho, request)
    expect([answer.status, textOf(answer)]).toEqual([500, '{"message":null}'])
    expect(codesOf(answer)).toContain('authorization/no-cryptography')
  })

  test('because its ARN is too long', async () => {
    const answer = await send(withEcho, { path: `/pets/${'x'.repeat(1600)}` }, call('ann'))
    expect([answer.status, textOf(answer)]).toEqual([414, '{"message":"Request URI too long"}'])
  })
})

/** A request that ann signed in her own way, with the headers that she lists. */
async function signedAsListed(
  listed: readonly string[],
  more: readonly (readonly [string, string])[] = [],
  written = listed,
): Promise<ClientRequest> {
  const headers = [
    ['Host', 'api1.execute-api.us-east-1.amazonaws.com'],
    ['X-Amz-Date', '20260131T120000Z'],
    ...more,
  ] as const
  const { signature } = await signatureOf(
    {
      method: 'GET',
      path: '/dev/pets/1',
      query: '',
      headers,
      signedHeaders: listed,
      bytes: new Uint8Array(),
    },
    { date: '20260131', region: 'us-east-1', service: 'execute-api' },
    '20260131T120000Z',
    'secret-of-ann',
    await cryptography(),
  )
  const credential = 'AKIAANN/20260131/us-east-1/execute-api/aws4_request'
  const value = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${written.join(';')}, Signature=${signature}`
  return { method: 'GET', path: '/pets/1', headers: [...headers, ['Authorization', value]] }
}

describe('the list of signed headers', () => {
  test.each<[string, readonly string[], readonly (readonly [string, string])[], number]>([
    ['is good with the host and the date', ['host', 'x-amz-date'], [], 200],
    ['may leave out what is not of AWS', ['host', 'x-amz-date'], [['X-Plain', '1']], 200],
    ['may leave out what CloudFront adds', ['host', 'x-amz-date'], [['X-Amz-Cf-Id', '1']], 200],
    ['has to name the host', ['x-amz-date'], [], 403],
    ['has to name the date', ['host'], [], 403],
    ['has to name each x-amz- header', ['host', 'x-amz-date'], [['x-amz-meta', '1']], 403],
    ['has to be sorted', ['x-amz-date', 'host'], [], 403],
    ['has to be in lower case', ['Host', 'x-amz-date'], [], 403],
    ['has no name twice', ['host', 'host', 'x-amz-date'], [], 403],
    ['has no name that the request lacks', ['host', 'x-absent', 'x-amz-date'], [], 403],
  ])('%s', async (_what, listed, more, status) => {
    const answer = await send(withEcho, await signedAsListed(listed, more), { environment })
    expect(answer.status).toBe(status)
    if (status === 403) expect(codesOf(answer)).toEqual(['authorization/signature'])
  })

  test('is refused where only its own order differs from what was signed', async () => {
    const request = await signedAsListed(['host', 'x-amz-date'], [], ['x-amz-date', 'host'])
    expect((await send(withEcho, request, { environment })).status).toBe(403)
  })

  test('without the host is refused in the words of the service', async () => {
    const answer = await send(withEcho, await signedAsListed(['x-amz-date']), { environment })
    expect(textOf(answer)).toMatch(/'Host' or ':authority' must be a 'SignedHeader'/)
  })
})

describe('policies of caller and API together', () => {
  const withPolicy = (policy: string) => guardedDesign('AWS_IAM', { api: { policy } })
  const everybody = { Principal: '*' }

  test('a resource policy lets in whom no policy of the own lets in', async () => {
    const design = withPolicy(policyText('Allow', 'execute-api:/*', everybody))
    expect((await send(design, { path: '/pets/1' }, call('bob'))).status).toBe(200)
  })

  test('a resource policy that denies wins', async () => {
    const design = withPolicy(policyText('Deny', 'execute-api:/dev/GET/*', everybody))
    const answer = await send(design, { path: '/pets/1' }, call('ann'))
    expect(textOf(answer)).toMatch(/user\/ann .* with an explicit deny in a resource-based policy/)
  })

  test('from another account both have to allow', async () => {
    expect((await send(withEcho, { path: '/pets/1' }, call('eve'))).status).toBe(403)
    const design = withPolicy(
      policyText('Allow', 'execute-api:/*', { Principal: { AWS: '222222222222' } }),
    )
    expect((await send(design, { path: '/pets/1' }, call('eve'))).status).toBe(200)
  })

  test('an explicit deny of the own policies is said', async () => {
    const { ann } = identities.principals
    const policies = { ...ann.policies, no: policyText('Deny', arnOf('dev/GET/pets/*')) }
    const principals = { ann: { ...ann, policies } }
    const design = guardedDesign('AWS_IAM', { rest: { identities: { ...identities, principals } } })
    expect(textOf(await send(design, { path: '/pets/1' }, call('ann')))).toMatch(
      / with an explicit deny in an identity-based policy"}$/,
    )
    expect((await send(design, { path: '/open' }, call('ann'))).status).toBe(200)
  })

  test('a permissions boundary has to allow too', async () => {
    const { ann } = identities.principals
    const permissionsBoundary = policyText('Allow', arnOf('dev/GET/open'))
    const principals = { ann: { ...ann, permissionsBoundary } }
    const design = guardedDesign('AWS_IAM', { rest: { identities: { ...identities, principals } } })
    expect((await send(design, { path: '/pets/1' }, call('ann'))).status).toBe(403)
    expect((await send(design, { path: '/open' }, call('ann'))).status).toBe(200)
  })

  test('a policy of the caller that is not JSON allows nothing and is a problem', async () => {
    const { ann } = identities.principals
    const principals = { ann: { ...ann, policies: { broken: '{' } } }
    const design = guardedDesign('AWS_IAM', { rest: { identities: { ...identities, principals } } })
    const answer = await send(design, { path: '/pets/1' }, call('ann'))
    expect(answer.status).toBe(403)
    expect(codesOf(answer)).toContain('policy/unusable')
  })

  test.each(['no policy', '{"Statement": {"Effect": "Deny", "Principal": "*", "Action": 5}}'])(
    'a resource policy that is malformed denies those whom their own policies allow: %s',
    async (policy) => {
      const answer = await send(withPolicy(policy), { path: '/pets/1' }, call('ann'))
      expect(answer.status).toBe(403)
      expect(codesOf(answer)).toEqual(['policy/unusable', 'policy/denied'])
    },
  )

  test('a malformed policy of the caller denies what another allows', async () => {
    const { ann } = identities.principals
    const broken = policyText('Deny', arnOf(), { Action: undefined })
    const principals = { ann: { ...ann, policies: { ...ann.policies, broken } } }
    const design = guardedDesign('AWS_IAM', { rest: { identities: { ...identities, principals } } })
    expect((await send(design, { path: '/pets/1' }, call('ann'))).status).toBe(403)
  })

  test('a resource policy that is not JSON lets nobody in', async () => {
    const answer = await send(withPolicy('no policy'), { path: '/pets/1' }, call('bob'))
    expect(answer.status).toBe(403)
    expect(codesOf(answer)).toContain('policy/unusable')
  })

  describe('conditions on what only some callers have', () => {
    const paths = ['o-1/r-1/ou-1/', 'o-1/r-2/']
    const withCondition = (Condition: object, more: object = {}) => {
      const worker = {
        ...identities.principals.worker,
        sessionIssued: '2026-01-31T11:30:00Z',
        multiFactorAuthAt: '2026-01-31T11:50:00Z',
        principalOrgPaths: paths,
        policies: { invoke: policyText('Allow', arnOf(), { Condition }) },
        ...more,
      }
      const rest = { identities: { ...identities, principals: { worker } } }
      return guardedDesign('AWS_IAM', { rest })
    }
    const without = {
      sessionIssued: undefined,
      multiFactorAuthAt: undefined,
      principalOrgPaths: undefined,
    }
    test.each<[string, object, number, number]>([
      [
        'a session that is new enough',
        { DateGreaterThan: { 'aws:TokenIssueTime': '2026-01-31T11:00:00Z' } },
        200,
        403,
      ],
      [
        'a session that is too old',
        { DateGreaterThan: { 'aws:TokenIssueTime': '2026-01-31T11:45:00Z' } },
        403,
        403,
      ],
      ['a second factor', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 200, 403],
      ['no second factor', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 403, 200],
      ['a fresh second factor', { NumericLessThan: { 'aws:MultiFactorAuthAge': '601' } }, 200, 403],
      [
        'a fresher second factor',
        { NumericLessThan: { 'aws:MultiFactorAuthAge': '600' } },
        403,
        403,
      ],
      [
        'a fresh second factor, if there is any',
        { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '601' } },
        200,
        200,
      ],
      ['the absence of its age', { Null: { 'aws:MultiFactorAuthAge': 'true' } }, 403, 200],
      [
        'one of the paths',
        { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/*' } },
        200,
        403,
      ],
      [
        'all of the paths',
        { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/*' } },
        403,
        200,
      ],
    ])(
      '%s: %j gives %i, and %i where there is nothing of it',
      async (_what, condition, some, none) => {
        const request = { path: '/pets/1' }
        expect((await send(withCondition(condition), request, call('worker'))).status).toBe(some)
        const bare = withCondition(condition, without)
        expect((await send(bare, request, call('worker'))).status).toBe(none)
      },
    )

    test('lasting credentials have nothing of a session, whatever stands in the design', async () => {
      const condition = {
        Null: { 'aws:MultiFactorAuthPresent': 'true', 'aws:TokenIssueTime': 'true' },
      }
      const lasting = withCondition(condition, {
        type: 'USER',
        sessionToken: undefined,
        sessionExpires: undefined,
      })
      expect((await send(lasting, { path: '/pets/1' }, call('worker'))).status).toBe(200)
    })

    test('the ARN of what makes the call', async () => {
      const condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::photos*' } }
      const from = (arn: string | undefined) => ({
        environment,
        call: {
          ...call('worker').call,
          ...(arn !== undefined && { source: { arn } }),
        },
      })
      const design = withCondition(condition)
      const statusFrom = async (arn?: string) =>
        (await send(design, { path: '/pets/1' }, from(arn))).status
      expect(await statusFrom('arn:aws:s3:::photos-1')).toBe(200)
      expect(await statusFrom('arn:aws:s3:::other')).toBe(403)
      expect(await statusFrom()).toBe(403)
    })

    test.each([
      [{ arn: 'arn:aws:sns:us-east-1:222222222222:topic' }, 200],
      [{ arn: 'arn:aws:s3:::photos', accountId: '222222222222' }, 200],
      [{ arn: 'arn:aws:sns:us-east-1:222222222222:topic', accountId: '333333333333' }, 403],
      [{ arn: 'arn:aws:s3:::photos' }, 403],
    ])('the account of what makes the call: %j', async (source, status) => {
      const condition = { StringEquals: { 'aws:SourceAccount': '222222222222' } }
      const options = { environment, call: { ...call('worker').call, source } }
      const answer = await send(withCondition(condition), { path: '/pets/1' }, options)
      expect(answer.status).toBe(status)
    })
  })

  test.each([
    ['aws:PrincipalTag/team', 'blue', 200],
    ['aws:PrincipalTag/team', 'red', 403],
    ['aws:username', 'ann', 200],
    ['aws:PrincipalAccount', '111111111111', 200],
    ['aws:SourceVpce', 'vpce-1', 403],
  ])('a condition on %s %s gives %i', async (key, value, status) => {
    const { ann } = identities.principals
    const invoke = policyText('Allow', arnOf(), { Condition: { StringEquals: { [key]: value } } })
    const principals = { ann: { ...ann, policies: { invoke } } }
    const design = guardedDesign('AWS_IAM', { rest: { identities: { ...identities, principals } } })
    expect((await send(design, { path: '/pets/1' }, call('ann'))).status).toBe(status)
  })
})

test('a role calls by the name of its session', async () => {
  const answer = await send(withEcho, { path: '/pets/1' }, call('worker'))
  expect(JSON.parse(textOf(answer))).toMatchObject({
    arn: 'arn:aws:sts::111111111111:assumed-role/worker/session',
  })
})

test('a caller that the design does not have sends nothing', async () => {
  const answer = await send(withEcho, { path: '/pets/1' }, call('nobody'))
  expect(answer.status).toBe(403)
  expect(codesOf(answer)).toEqual(['caller/unknown-principal'])
})
