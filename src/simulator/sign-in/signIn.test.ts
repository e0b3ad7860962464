import { describe, expect, it } from 'vitest'
import { designSchema } from '../../model/index.ts'
import { platformCryptography } from '../platform.ts'
import { testEnvironment } from '../pipeline/rest/testDesign.ts'
import { freshState } from '../world/state.ts'
import type { StateHolder } from '../world/state.ts'
import { initiateAuthTarget } from './initiateAuth.ts'
import { challengeOf } from './issueByGrant.ts'
import { discoveryUrl, keySetUrl, poolEndpoints } from './issuerEndpoints.ts'
import { respondAsIssuer } from './respondAsIssuer.ts'
import { claimsOfToken, signIn } from './signIn.ts'
import type { SignIn, SignInRequest } from './signIn.ts'

const poolId = 'us-east-1_Readers01'
const { cryptography } = platformCryptography()

function designWith(user: Readonly<Record<string, unknown>> = {}) {
  return designSchema.parse({
    format: 'gatewright-design',
    version: 2,
    id: 'd',
    name: 'd',
    identities: {
      userPools: {
        [poolId]: {
          id: poolId,
          name: 'readers',
          clients: {
            web: { id: 'web', name: 'web', allowedScopes: ['openid', 'books/read'] },
            job: { id: 'job', name: 'job', allowedScopes: ['books/read', 'books/write'] },
            bare: { id: 'bare', name: 'bare', allowedScopes: ['openid'] },
          },
          users: {
            mia: {
              username: 'mia',
              sub: 'sub-mia',
              groups: ['staff'],
              attributes: { email: 'mia@example.com' },
              ...user,
            },
          },
        },
      },
      openIdConnectIssuers: {
        x: {
          issuer: 'https://issuer.example/',
          jwks: { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'k', d: 'secret' }] },
        },
      },
    },
  })
}

/** A world whose ids count up and whose clock can be put forward. */
function world() {
  let ids = 0
  const clock = { now: testEnvironment.now() }
  const state: StateHolder = { value: freshState }
  return {
    clock,
    environment: {
      ...testEnvironment,
      now: () => clock.now,
      nextRequestId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      ...(cryptography && { cryptography }),
      state,
    },
  }
}

const run = (request: Readonly<Record<string, unknown>>, design = designWith(), at = world()) =>
  signIn(design, { poolId, ...request } as SignInRequest, at.environment) // one of the flows, without its pool

const refusal = ({ outcome }: SignIn) => (outcome.ok ? 'tokens' : outcome.problems[0]?.message)

describe('sign-in by authorization code with PKCE', () => {
  it('gives an ID token, an access token and a refresh token, in two requests', async () => {
    const { steps, outcome } = await run({
      flow: 'authorizationCode',
      clientId: 'web',
      username: 'mia',
    })
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
    expect(steps.map(({ method, status }) => [method, status])).toEqual([
      ['GET', 302],
      ['POST', 200],
    ])
    const { accessToken, idToken = '', refreshToken } = outcome.value
    expect(claimsOfToken(accessToken)).toMatchObject({
      iss: poolEndpoints(poolId).issuer,
      sub: 'sub-mia',
      client_id: 'web',
      token_use: 'access',
      scope: 'openid books/read',
    })
    expect(claimsOfToken(idToken)).toMatchObject({
      aud: 'web',
      email: 'mia@example.com',
      'cognito:groups': ['staff'],
      exp: testEnvironment.now() / 1000 + 3600,
    })
    expect(refreshToken).toBeDefined()
  })

  it('gives no ID token without the scope openid', async () => {
    const { outcome } = await run({
      flow: 'authorizationCode',
      clientId: 'web',
      username: 'mia',
      scopes: ['books/read'],
    })
    expect(outcome.ok && outcome.value.idToken).toBeUndefined()
    expect(outcome.ok).toBe(true)
  })

  it.each([
    [{ username: 'nobody' }, {}, 'Incorrect username or password.'],
    [{ username: '__proto__' }, {}, 'Incorrect username or password.'],
    [{ username: 'mia' }, { enabled: false }, 'User is disabled.'],
    [{ username: 'mia', clientId: 'toString' }, {}, 'The user pool has no such app client.'],
    [
      { username: 'mia', scopes: ['books/burn'] },
      {},
      'The app client web may not request books/burn.',
    ],
  ])('refuses %j: %s', async (asked, user, message) => {
    const request = { flow: 'authorizationCode', clientId: 'web', ...asked }
    expect(refusal(await run(request, designWith(user)))).toBe(message)
  })

  it('accepts a code once, with its verifier, within five minutes', async () => {
    const { clock, environment } = world()
    if (!cryptography) throw new Error('these tests need WebCrypto')
    const tools = await cryptography()
    const issuer = { environment, cryptography: tools, state: environment.state }
    const design = designWith()
    const endpoints = poolEndpoints(poolId)
    const verifier = 'a-verifier-of-forty-three-characters-or-more'
    const challenge = await challengeOf(verifier, tools)
    const codeOf = async () => {
      const redirect = encodeURIComponent('https://app.example/back')
      const url = `${endpoints.authorize}?response_type=code&client_id=web&redirect_uri=${redirect}&code_challenge=${challenge}&code_challenge_method=S256`
      const response = await respondAsIssuer(
        design,
        { method: 'GET', url, signsInAs: 'mia' },
        issuer,
      )
      return /code=(.+)$/.exec(response?.location ?? '')?.[1] ?? ''
    }
    const exchange = (code: string, given: string, redirect = 'https://app.example/back') =>
      respondAsIssuer(
        design,
        {
          method: 'POST',
          url: endpoints.token,
          body: `grant_type=authorization_code&client_id=web&code=${code}&redirect_uri=${encodeURIComponent(redirect)}&code_verifier=${given}`,
        },
        issuer,
      )
    const first = await codeOf()
    expect((await exchange(first, verifier))?.status).toBe(200)
    expect((await exchange(first, verifier))?.body).toMatchObject({ error: 'invalid_grant' })
    expect((await exchange(await codeOf(), 'another-verifier'))?.body).toMatchObject({
      error_description: 'code_verifier does not match the code_challenge.',
    })
    expect((await exchange(await codeOf(), verifier, 'https://evil.example/'))?.body).toMatchObject(
      { error: 'invalid_grant' },
    )
    const late = await codeOf()
    clock.now += 5 * 60 * 1000
    expect((await exchange(late, verifier))?.body).toMatchObject({ error: 'invalid_grant' })
  })
})

describe('other ways to get tokens', () => {
  it('client credentials give an access token of the client with scopes of resource servers', async () => {
    const { outcome } = await run({ flow: 'clientCredentials', clientId: 'job' })
    expect(outcome.ok && claimsOfToken(outcome.value.accessToken)).toMatchObject({
      sub: 'job',
      client_id: 'job',
      scope: 'books/read books/write',
    })
    const asOpenId = { flow: 'clientCredentials', clientId: 'web', scopes: ['openid'] }
    expect(refusal(await run(asOpenId))).toContain('openid is a scope of users')
    const bare = { flow: 'clientCredentials', clientId: 'bare' }
    expect(refusal(await run(bare))).toContain('has no scope of a resource server')
  })

  it('direct sign-in gives both tokens, and refuses a disabled user', async () => {
    const request = { flow: 'direct', clientId: 'web', username: 'mia' }
    const { outcome, steps } = await run(request)
    expect(steps[0]?.body).toContain('USER_PASSWORD_AUTH')
    expect(outcome.ok && outcome.value.idToken).toBeTypeOf('string')
    expect(refusal(await run(request, designWith({ enabled: false })))).toBe('User is disabled.')
  })

  it('a refresh token gives new tokens until it expires or its user is disabled', async () => {
    const at = world()
    const first = await run({ flow: 'direct', clientId: 'web', username: 'mia' }, designWith(), at) // prettier-ignore
    const refreshToken = (first.outcome.ok && first.outcome.value.refreshToken) || ''
    const refresh = (clientId = 'web', user = {}) =>
      run({ flow: 'refresh', clientId, refreshToken }, designWith(user), at)
    at.clock.now += 3600_000
    const again = await refresh()
    expect(again.outcome.ok && claimsOfToken(again.outcome.value.accessToken)?.['iat']).toBe(
      at.clock.now / 1000,
    )
    expect(refusal(await refresh('job'))).toBe('The refresh token is unknown or expired.')
    expect(refusal(await refresh('web', { enabled: false }))).toContain('disabled')
    at.clock.now += 31 * 24 * 3600_000
    expect(refusal(await refresh())).toBe('The refresh token is unknown or expired.')
  })

  it('nobody gets a token without cryptography', async () => {
    const { outcome } = await signIn(
      designWith(),
      { poolId, flow: 'clientCredentials', clientId: 'job' },
      testEnvironment,
    )
    expect(outcome.ok).toBe(false)
  })
})

describe('an issuer of the design', () => {
  async function get(url: string, more: object = {}) {
    if (!cryptography) throw new Error('these tests need WebCrypto')
    const { environment } = world()
    const issuer = { environment, cryptography: await cryptography(), state: environment.state }
    return respondAsIssuer(designWith(), { method: 'GET', url, ...more }, issuer)
  }

  it('publishes a discovery document that leads to its keys, without their private parts', async () => {
    for (const issuer of [poolEndpoints(poolId).issuer, 'https://issuer.example/']) {
      const discovery = await get(discoveryUrl(issuer))
      expect(discovery?.body).toMatchObject({ issuer, jwks_uri: keySetUrl(issuer) })
      const text = JSON.stringify((await get(keySetUrl(issuer)))?.body)
      expect(text).toContain('"kty":"RSA"')
      expect(text).not.toMatch(/"d":|"p":/)
    }
  })

  it('does not answer for URLs of others', async () => {
    expect(await get('https://elsewhere.example/.well-known/jwks.json')).toBeUndefined()
    expect(await get('')).toBeUndefined()
  })

  it.each([
    ['not JSON', 'InvalidParameterException'],
    ['[]', 'InvalidParameterException'],
    ['{"AuthFlow": "USER_SRP_AUTH", "ClientId": "web"}', 'InvalidParameterException'],
    ['{"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "__proto__"}', 'ResourceNotFoundException'],
    [
      '{"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "web", "AuthParameters": {"USERNAME": 1}}',
      'NotAuthorizedException',
    ],
  ])('refuses %s at the Amazon Cognito API', async (body, type) => {
    const { api } = poolEndpoints(poolId)
    const response = await get(api, { method: 'POST', body, target: initiateAuthTarget })
    expect([response?.status, response?.body]).toMatchObject([400, { __type: type }])
  })
})
