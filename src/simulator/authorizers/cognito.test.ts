import { describe, expect, test } from 'vitest'
import type { Design, Json } from '../../model/index.ts'
import { requestAs } from '../caller.ts'
import type { Caller } from '../exchange/call.ts'
import { required } from '../exchange/failure.ts'
import { platformCryptography } from '../platform.ts'
import {
  codesOf,
  functionUri,
  headerOf,
  mockOf,
  send,
  testEnvironment,
  textOf,
} from '../pipeline/rest/testDesign.ts'
import { guardAnswer, guardedDesign, policyText } from './testIdentities.ts'

const cryptography = required(platformCryptography().cryptography, 'WebCrypto')
const environment = { cryptography }
const zoe = {
  kind: 'poolUser',
  poolId: 'us-east-1_Pool1',
  username: 'zoe',
  clientId: 'web',
} as const
const as = (caller: Caller) => ({ call: { caller }, environment })
const design = guardedDesign('COGNITO_USER_POOLS', {
  body: "$context.authorizer.claims.email $context.authorizer.claims['custom:role'] $context.authorizer.claims.exp $context.authorizer.claims['cognito:groups']",
})
const scoped = guardedDesign('COGNITO_USER_POOLS', {
  method: { authorizationScopes: ['pets/read'] },
})
const sendToken = (token: string, to: Design = design) =>
  send(to, { path: '/pets/1', headers: [['Authorization', token]] }, { environment })

async function tokenOf(caller: Caller = zoe, of: Design = design): Promise<string> {
  const result = await requestAs(
    of,
    { apiId: 'api1', stageName: 'dev', request: { method: 'GET', path: '/pets/1' } },
    caller,
    { ...testEnvironment, ...environment },
  )
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.headers?.find(([name]) => name === 'Authorization')?.[1] ?? ''
}

const claims: Readonly<Record<string, Json>> = {
  iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool1',
  sub: 's',
  aud: 'web',
  token_use: 'id',
  exp: Math.floor(testEnvironment.now() / 1000) + 60,
}

async function forged(change: Readonly<Record<string, Json>>, poolId = 'us-east-1_Pool1') {
  const tools = await cryptography()
  return tools.signToken({ ...claims, ...change }, await tools.sessionKey(poolId))
}

async function forgedWithout(claim: string) {
  const tools = await cryptography()
  const rest = Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim))
  return tools.signToken(rest, await tools.sessionKey('us-east-1_Pool1'))
}

describe('an identity token', () => {
  test('of the pool is good, and its claims can be read', async () => {
    const answer = await send(design, { path: '/pets/1' }, as(zoe))
    expect([answer.status, textOf(answer)]).toEqual([
      200,
      'zoe@example.com vet Sat Jan 31 13:00:00 UTC 2026 admin,staff',
    ])
  })
  test('may follow the word Bearer', async () => {
    expect((await sendToken(`Bearer ${await tokenOf()}`)).status).toBe(200)
  })
  test('does not help where the method has scopes', async () => {
    const answer = await sendToken(await tokenOf(), scoped)
    expect([answer.status, codesOf(answer)]).toEqual([401, ['token/wrong-use']])
  })
})

describe('an access token', () => {
  test('with one of the scopes is good', async () => {
    expect((await send(scoped, { path: '/pets/1' }, as(zoe))).status).toBe(200)
  })
  test('without the scope is not', async () => {
    const answer = await send(scoped, { path: '/pets/1' }, as({ ...zoe, scopes: ['pets/write'] }))
    expect([answer.status, textOf(answer), codesOf(answer)]).toEqual([
      401,
      '{"message":"Unauthorized"}',
      ['token/scope'],
    ])
  })
  test('does not help where the method has none', async () => {
    const answer = await send(design, { path: '/pets/1' }, as({ ...zoe, tokenUse: 'access' }))
    expect([answer.status, codesOf(answer)]).toEqual([401, ['token/wrong-use']])
  })
})

describe('a token that is not good', () => {
  test.each<[string, () => Promise<string>, string, string]>([
    ['is nonsense', async () => 'nonsense', 'token/malformed', 'Unauthorized'],
    ['is three dots', async () => '...', 'token/malformed', 'Unauthorized'],
    ['is huge', async () => `${'x'.repeat(9000)}`, 'token/malformed', 'Unauthorized'],
    [
      'was changed',
      async () => (await tokenOf()).replace(/\.[^.]{8}/, '.AAAAAAAA'),
      'token/signature',
      'Unauthorized',
    ],
    [
      'has no algorithm',
      async () =>
        `${btoa('{"alg":"none"}').replaceAll('=', '')}.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.`,
      'token/signature',
      'Unauthorized',
    ],
    [
      'was signed by another key',
      () => forged({}, 'us-east-1_Other'),
      'token/signature',
      'Unauthorized',
    ],
    [
      'was issued by somebody else',
      () => forged({ iss: 'https://example.com' }),
      'token/issuer',
      'Unauthorized',
    ],
    [
      'has expired',
      () => forged({ exp: 1_700_000_000 }),
      'token/expired',
      'The incoming token has expired',
    ],
    ['never expires', () => forgedWithout('exp'), 'token/malformed', 'Unauthorized'],
    [
      'expires after the last year',
      () => forged({ exp: 1e300 }),
      'token/malformed',
      'Unauthorized',
    ],
    ['is not good yet', () => forged({ nbf: 2_000_000_000 }), 'token/not-yet', 'Unauthorized'],
    [
      'does not say what it is for',
      () => forged({ token_use: 'refresh' }),
      'token/wrong-use',
      'Unauthorized',
    ],
  ])('because it %s is a 401', async (_why, make, code, message) => {
    const answer = await sendToken(await make())
    expect([
      answer.status,
      textOf(answer),
      codesOf(answer),
      headerOf(answer, 'x-amzn-ErrorType'),
    ]).toEqual([401, JSON.stringify({ message }), [code], 'UnauthorizedException'])
  })

  test('for another audience than the expression wants', async () => {
    const strict = guardedDesign('COGNITO_USER_POOLS', {
      authorizer: { identityValidationExpression: 'mobile' },
    })
    const answer = await sendToken(await tokenOf(), strict)
    expect([answer.status, codesOf(answer)]).toEqual([401, ['token/audience']])
    const wide = guardedDesign('COGNITO_USER_POOLS', {
      authorizer: { identityValidationExpression: 'w.b' },
    })
    expect((await sendToken(await tokenOf(), wide)).status).toBe(200)
  })

  test.each([
    ['in another region', 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/us-east-1_Pool1'],
    ['in another account', 'arn:aws:cognito-idp:us-east-1:222222222222:userpool/us-east-1_Pool1'],
    ['of another service', 'arn:aws:iam:us-east-1:111111111111:userpool/us-east-1_Pool1'],
  ])('of a pool with the trusted id %s', async (_where, arn) => {
    const other = guardedDesign('COGNITO_USER_POOLS', { authorizer: { providerARNs: [arn] } })
    expect((await sendToken(await tokenOf(), other)).status).toBe(401)
  })

  test('of a pool that the authorizer does not trust', async () => {
    const other = guardedDesign('COGNITO_USER_POOLS', {
      authorizer: {
        providerARNs: ['arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_Gone'],
      },
    })
    expect((await sendToken(await tokenOf(), other)).status).toBe(401)
  })
})

test('a pool with a key of its own signs with it, and takes what a real pool signed', async () => {
  const tools = await cryptography()
  const signingKey = await tools.createSigningKey()
  const real = await tools.createSigningKey()
  const pool = (more: object) => ({
    'us-east-1_Pool1': { id: 'us-east-1_Pool1', name: 'people', ...more },
  })
  const userPools = pool({ signingKey, publicKeys: [real, 'nonsense', { kty: 'oct' }] })
  const own = guardedDesign('COGNITO_USER_POOLS', { rest: { identities: { userPools } } })
  expect((await sendToken(await tools.signToken(claims, signingKey), own)).status).toBe(200)
  expect((await sendToken(await tools.signToken(claims, real), own)).status).toBe(200)
  expect((await sendToken(await forged({}), own)).status).toBe(401)
})

test('a pool of another account is trusted by the ARN with that account', async () => {
  const pool = { id: 'us-east-1_Pool1', name: 'people', accountId: '222222222222' }
  const arn = 'arn:aws:cognito-idp:us-east-1:222222222222:userpool/us-east-1_Pool1'
  const foreign = guardedDesign('COGNITO_USER_POOLS', {
    authorizer: { providerARNs: [arn] },
    rest: { identities: { userPools: { [pool.id]: pool } } },
  })
  expect((await sendToken(await forged({}), foreign)).status).toBe(200)
})

test.each([
  ['COGNITO_USER_POOLS', 'TOKEN'],
  ['COGNITO_USER_POOLS', 'REQUEST'],
  ['CUSTOM', 'COGNITO_USER_POOLS'],
])('a method with %s and an authorizer of type %s lets nobody in', async (method, type) => {
  const mixed = guardedDesign(method, {
    authorizer: { type },
    backends: guardAnswer({
      result: { principalId: 'u1', policyDocument: JSON.parse(policyText('Allow', '*')) as Json },
    }),
  })
  const answer = await sendToken(await tokenOf(), mixed)
  expect([answer.status, codesOf(answer)]).toEqual([500, ['authorizer/wrong-type']])
})

test('with a resource policy the token is not enough: the policy has to allow', async () => {
  const silent = policyText('Allow', 'execute-api:/prod/*', { Principal: '*' })
  const closed = guardedDesign('COGNITO_USER_POOLS', { api: { policy: silent } })
  const answer = await sendToken(await tokenOf(), closed)
  expect([answer.status, codesOf(answer)]).toEqual([403, ['policy/not-allowed']])
  const policy = policyText('Allow', 'execute-api:/dev/*', { Principal: '*' })
  const open = guardedDesign('COGNITO_USER_POOLS', { api: { policy } })
  expect((await sendToken(await tokenOf(), open)).status).toBe(200)
})

test('a proxied function gets the claims as texts', async () => {
  const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('pets') }
  const proxied = guardedDesign('COGNITO_USER_POOLS', { method: { ...mockOf(''), integration } })
  const answer = await send(proxied, { path: '/pets/1' }, as(zoe))
  expect(answer.lambdaEvent).toMatchObject({
    requestContext: {
      authorizer: {
        claims: {
          sub: '11111111-2222-3333-4444-555555555555',
          aud: 'web',
          auth_time: '1769860800',
          iat: 'Sat Jan 31 12:00:00 UTC 2026',
          token_use: 'id',
          'cognito:username': 'zoe',
        },
      },
    },
  })
})

test('the token goes into the header that the authorizer reads', async () => {
  const authorizer = { identitySource: 'method.request.header.X-Token' }
  const other = guardedDesign('COGNITO_USER_POOLS', { authorizer })
  expect((await send(other, { path: '/pets/1' }, as(zoe))).status).toBe(200)
})

test.each<[Partial<typeof zoe> | object, string]>([
  [{ poolId: 'none' }, 'caller/unknown-pool'],
  [{ username: '__proto__' }, 'caller/unknown-user'],
  [{ username: 'out' }, 'caller/disabled-user'],
  [{ clientId: 'none' }, 'caller/unknown-client'],
  [{ tokenUse: 'access', scopes: ['other'] }, 'caller/scope'],
  [{ apiKeyId: 'none' }, 'caller/unknown-key'],
])('a caller with %j gets no token', async (change, code) => {
  const answer = await send(design, { path: '/pets/1' }, as({ ...zoe, ...change }))
  expect([answer.status, codesOf(answer)]).toEqual([403, [code]])
})
