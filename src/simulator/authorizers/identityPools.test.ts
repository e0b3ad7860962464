import { describe, expect, it } from 'vitest'
import { designSchema, putIdentityPool, removeIdentityPool } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { simulate } from '../index.ts'
import type { Caller } from '../index.ts'
import { codesOf, testEnvironment } from '../pipeline/rest/testDesign.ts'
import { platformCryptography } from '../platform.ts'

const poolId = 'us-east-1:0a1b2c3d-0000-4000-8000-000000000001'
const userPoolId = 'us-east-1_Members01'
const issuer = `cognito-idp.us-east-1.amazonaws.com/${userPoolId}`

function policyOf(condition: Readonly<Record<string, unknown>> = {}): string {
  const statement = {
    Effect: 'Allow',
    Action: 'execute-api:Invoke',
    Resource: '*',
    Condition: condition,
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

interface Options {
  readonly policy?: string
  readonly pool?: Readonly<Record<string, unknown>>
  readonly payloadFormatVersion?: '1.0' | '2.0'
}

function designOf({ policy = policyOf(), pool, payloadFormatVersion = '2.0' }: Options): Design {
  return designSchema.parse({
    format: 'gatewright-design',
    version: 2,
    id: 'd',
    name: 'd',
    apis: {
      h: {
        protocol: 'HTTP',
        id: 'h',
        name: 'h',
        routes: { r: { id: 'r', routeKey: 'GET /a', authorizationType: 'AWS_IAM', target: 'i' } },
        integrations: {
          i: {
            id: 'i',
            integrationType: 'AWS_PROXY',
            integrationUri: 'arn:aws:lambda:us-east-1:111111111111:function:a',
            payloadFormatVersion,
          },
        },
        stages: { $default: { stageName: '$default', autoDeploy: true } },
      },
      rest: {
        protocol: 'REST',
        id: 'rest',
        name: 'rest',
        rootResourceId: 'root',
        resources: {
          root: {
            id: 'root',
            methods: {
              GET: {
                httpMethod: 'GET',
                authorizationType: 'AWS_IAM',
                methodResponses: { 200: { statusCode: '200' } },
                integration: {
                  type: 'AWS_PROXY',
                  httpMethod: 'POST',
                  uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:a/invocations',
                },
              },
            },
          },
        },
        stages: { dev: { stageName: 'dev' } },
      },
    },
    backends: {
      'lambda:a': {
        key: 'lambda:a',
        name: 'a',
        kind: 'lambda',
        answer: { lambda: { result: { statusCode: 200, body: 'ok' } } },
      },
    },
    identities: {
      principals: {
        role: {
          id: 'role',
          name: 'members',
          type: 'ROLE',
          accessKeyId: 'ASIAMEMBERS',
          secretAccessKey: 'secret-of-members',
          policies: { invoke: policy },
        },
      },
      userPools: {
        [userPoolId]: {
          id: userPoolId,
          name: 'members',
          users: {
            kim: { username: 'kim', sub: 'sub-kim' },
            gone: { username: 'gone', sub: 'sub-gone', enabled: false },
          },
        },
      },
      identityPools: {
        [poolId]: {
          id: poolId,
          name: 'members',
          authenticatedRoleId: 'role',
          userPoolIds: [userPoolId],
          ...pool,
        },
      },
    },
  })
}

const kim: Caller = {
  kind: 'identityPool',
  identityPoolId: poolId,
  user: { poolId: userPoolId, username: 'kim' },
}
const guest: Caller = { kind: 'identityPool', identityPoolId: poolId }

function send(options: Options, caller: Caller, apiId = 'h', more: object = {}) {
  const request = { method: 'GET', path: apiId === 'h' ? '/a' : '/' }
  const stageName = apiId === 'h' ? '$default' : 'dev'
  return simulate(
    designOf(options),
    { apiId, stageName, request, caller, ...more },
    { ...testEnvironment, ...platformCryptography() },
  )
}

describe('a caller with credentials of an identity pool', () => {
  it('reaches an IAM route as its role, and the event names its identity', async () => {
    const { status, lambdaEvent } = await send({}, kim)
    expect(status).toBe(200)
    expect(lambdaEvent).toMatchObject({
      requestContext: {
        authorizer: {
          iam: {
            accessKey: 'ASIAMEMBERS',
            userArn: 'arn:aws:sts::111111111111:assumed-role/members/CognitoIdentityCredentials',
            cognitoIdentity: {
              amr: ['authenticated', issuer, `${issuer}:CognitoSignIn:sub-kim`],
              identityId: expect.stringMatching(/^us-east-1:[0-9a-f-]{36}$/) as string,
              identityPoolId: poolId,
            },
          },
        },
      },
    })
  })

  it.each([
    ['h', '1.0'],
    ['rest', '2.0'],
  ] as const)('is in $context.identity of the API %s', async (apiId, payloadFormatVersion) => {
    const { status, lambdaEvent } = await send({ payloadFormatVersion }, kim, apiId)
    expect(status).toBe(200)
    expect(lambdaEvent).toMatchObject({
      requestContext: {
        identity: {
          cognitoAuthenticationProvider: `${issuer},${issuer}:CognitoSignIn:sub-kim`,
          cognitoAuthenticationType: 'authenticated',
          cognitoIdentityPoolId: poolId,
        },
      },
    })
  })

  it('is a guest where the pool allows guests', async () => {
    const pool = { allowUnauthenticatedIdentities: true, unauthenticatedRoleId: 'role' }
    const { status, lambdaEvent } = await send({ pool }, guest)
    expect(status).toBe(200)
    expect(lambdaEvent).toMatchObject({
      requestContext: { authorizer: { iam: { cognitoIdentity: { amr: ['unauthenticated'] } } } },
    })
  })

  it('is checked by policies that ask for its identity', async () => {
    const asks = (amr: string) =>
      policyOf({
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
        StringEquals: { 'cognito-identity.amazonaws.com:aud': poolId },
      })
    expect((await send({ policy: asks('authenticated') }, kim)).status).toBe(200)
    expect((await send({ policy: asks('unauthenticated') }, kim)).status).toBe(403)
  })

  it.each<[string, Options, Caller, string]>([
    ['a guest of a pool without guests', {}, guest, 'caller/identity'],
    [
      'a guest without a role',
      { pool: { allowUnauthenticatedIdentities: true } },
      guest,
      'caller/identity-role',
    ],
    [
      'a disabled user',
      {},
      { ...kim, user: { poolId: userPoolId, username: 'gone' } },
      'caller/identity',
    ],
    ['a user of another user pool', { pool: { userPoolIds: [] } }, kim, 'caller/identity'],
    [
      'a pool that is not there',
      {},
      { ...kim, identityPoolId: '__proto__' },
      'caller/unknown-identity-pool',
    ],
    [
      'a pool whose role is gone',
      { pool: { authenticatedRoleId: 'toString' } },
      kim,
      'caller/identity-role',
    ],
  ])('is refused: %s', async (_title, options, caller, code) => {
    const refused = await send(options, caller)
    expect([refused.status, codesOf(refused)]).toEqual([403, [code]])
  })

  it('is refused with a session token that its role has not given out, and after an hour', async () => {
    const { requestAs } = await import('../index.ts')
    const environment = { ...testEnvironment, ...platformCryptography() }
    const design = designOf({})
    const call = { apiId: 'h', stageName: '$default', request: { method: 'GET', path: '/a' } }
    const signed = await requestAs(design, call, kim, environment)
    if (!signed.ok) throw new Error(signed.problems[0]?.message)
    const sendAt = (token: (text: string) => string, at: number) =>
      simulate(
        design,
        {
          ...call,
          at,
          request: {
            ...signed.value,
            headers: (signed.value.headers ?? []).map(
              ([name, value]) =>
                [name, name === 'X-Amz-Security-Token' ? token(value) : value] as const,
            ),
          },
        },
        environment,
      )
    const now = testEnvironment.now()
    expect((await sendAt((text) => text, now)).status).toBe(200)
    for (const forge of [
      (text: string) => `${text}x`,
      (text: string) => `${btoa('[]')}.${text.split('.')[1] ?? ''}`,
      () => '{}',
    ]) {
      expect(codesOf(await sendAt(forge, now))).toEqual(['authorization/session-token'])
    }
    expect((await sendAt((text) => text, now + 3600_000)).status).toBe(403)
  })
})

describe('the operations of identity pools', () => {
  const design = designOf({})
  const pool = design.identities.identityPools?.[poolId]
  if (!pool) throw new Error('made above')

  it('put and remove one', () => {
    const removed = removeIdentityPool(design, { id: poolId })
    if (!removed.ok) throw new Error('it is there')
    expect(removed.value.identities.identityPools).toEqual({})
    expect(putIdentityPool(removed.value, { pool })).toEqual({
      ok: true,
      value: design,
      problems: [],
    })
    expect(removeIdentityPool(design, { id: 'toString' })).toMatchObject({ ok: false })
  })

  it.each([
    [{ id: 'no-region' }, 'identity-pool/id'],
    [{ name: ' ' }, 'identity-pool/name-blank'],
    [{ authenticatedRoleId: 'nobody' }, 'identity-pool/role'],
    [{ userPoolIds: ['__proto__'] }, 'identity-pool/user-pool'],
  ])('refuse %j', (change, code) => {
    const refused = putIdentityPool(design, { pool: { ...pool, ...change } })
    expect(refused).toMatchObject({ ok: false, problems: [{ code }] })
  })
})
