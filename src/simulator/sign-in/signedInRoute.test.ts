import { readFileSync } from 'node:fs'
import { SignJWT, generateKeyPair } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { designSchema } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { simulate } from '../index.ts'
import { codesOf, headerOf, testEnvironment, textOf } from '../pipeline/rest/testDesign.ts'
import { platformCryptography } from '../platform.ts'
import { freshState } from '../world/state.ts'
import type { StateHolder } from '../world/state.ts'
import { claimsOfToken, signIn } from './signIn.ts'

const file = new URL('../../../public/examples/library.gatewright.json', import.meta.url)
const library = designSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const [poolId = ''] = Object.keys(library.identities.userPools)
const platform = platformCryptography()
const noon = testEnvironment.now()

interface World {
  readonly state: StateHolder
  now: number
  /** How often a signature was checked. */
  verified: number
}

const newWorld = (): World => ({ state: { value: freshState }, now: noon, verified: 0 })

function environmentOf(world: World) {
  const { cryptography } = platform
  if (!cryptography) throw new Error('these tests need WebCrypto')
  let ids = 0
  return {
    ...testEnvironment,
    now: () => world.now,
    nextRequestId: () => `id-${++ids}-${world.now}`,
    state: world.state,
    cryptography: async () => {
      const tools = await cryptography()
      return {
        ...tools,
        verifySignature: (...asked: Parameters<typeof tools.verifySignature>) => {
          world.verified++
          return tools.verifySignature(...asked)
        },
      }
    },
  }
}

async function tokenOf(world: World, scopes?: readonly string[]): Promise<string> {
  const { outcome } = await signIn(
    library,
    {
      flow: 'authorizationCode',
      poolId,
      clientId: 'library-web',
      username: 'mia@example.com',
      ...(scopes && { scopes }),
    },
    environmentOf(world),
  )
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return outcome.value.accessToken
}

const send = (world: World, token: string | undefined, method = 'GET', design: Design = library) =>
  simulate(
    design,
    {
      apiId: 'libraryapi',
      stageName: '$default',
      request: { method, path: '/loans' },
      ...(token !== undefined && { caller: { kind: 'bearer', token } }),
    },
    environmentOf(world),
  )

describe('a JWT route and a user who signed in', () => {
  let token = ''
  beforeAll(async () => {
    token = await tokenOf(newWorld())
  })

  it('refuses a request without a token, and accepts the token of the sign-in', async () => {
    const world = newWorld()
    const refused = await send(world, undefined)
    expect([refused.status, headerOf(refused, 'www-authenticate')]).toEqual([401, 'Bearer'])
    expect(codesOf(refused)).toEqual(['jwt/missing'])
    const accepted = await send(world, token)
    expect([accepted.status, textOf(accepted)]).toEqual([
      200,
      expect.stringContaining('9780140449136'),
    ])
    expect(accepted.lambdaEvent).toMatchObject({
      requestContext: { authorizer: { jwt: { claims: { username: 'mia@example.com' } } } },
    })
  })

  it('sends the token in the query string where the authorizer reads it there', async () => {
    const libraryApi = library.apis['libraryapi']
    if (libraryApi?.protocol !== 'HTTP') throw new Error('the example is an HTTP API')
    const { readers } = libraryApi.authorizers
    const changed = designSchema.parse({
      ...library,
      apis: {
        libraryapi: {
          ...libraryApi,
          authorizers: {
            readers: { ...readers, identitySource: ['$request.querystring.access_token'] },
          },
        },
      },
    })
    expect((await send(newWorld(), token, 'GET', changed)).status).toBe(200)
  })

  it('verifies a token once, and checks its claims each time', async () => {
    const world = newWorld()
    await send(world, token)
    const second = await send(world, token)
    expect([second.status, world.verified]).toEqual([200, 1])
    const texts = second.trace.steps.flatMap(({ decisions }) => decisions.map(({ text }) => text))
    expect(texts).toContain('A key of the user pool readers has verified this token before')
    const withoutScope = await tokenOf(world, ['openid'])
    expect((await send(world, withoutScope)).status).toBe(200)
    expect(codesOf(await send(world, withoutScope, 'POST'))).toEqual(['jwt/scope'])
    expect(world.verified).toBe(2)
  })

  it('verifies a token again after it expired, and refuses it', async () => {
    const world = newWorld()
    await send(world, token)
    world.now += 3600_000
    const late = await send(world, token)
    expect([late.status, codesOf(late), world.verified]).toEqual([401, ['jwt/exp'], 2])
  })

  it('verifies a token again when its issuer has another key, and refuses it', async () => {
    const world = newWorld()
    await send(world, token)
    const pool = library.identities.userPools[poolId]
    const tools = await platform.cryptography?.()
    if (!pool || !tools) throw new Error('the example has a user pool')
    const before = await tools.sessionKey(poolId)
    const made = await tools.createSigningKey()
    const kid = (before as { readonly kid: string }).kid
    const signingKey = { ...(made as object), kid }
    const userPools = { [poolId]: { ...pool, signingKey } }
    const changed = designSchema.parse({
      ...library,
      identities: { ...library.identities, userPools },
    })
    const refused = await send(world, token, 'GET', changed)
    expect([refused.status, codesOf(refused), world.verified]).toEqual([401, ['jwt/signature'], 2])
  })

  it('does not remember a token that was refused', async () => {
    const world = newWorld()
    const [header = '', claims = '', signature = ''] = token.split('.')
    const forged = `${header}.${claims}.${signature.split('').reverse().join('')}`
    for (const text of [forged, `${header}.${claims}.`, '..', '__proto__', 'x'.repeat(9000)]) {
      expect((await send(world, text)).status).toBe(401)
    }
    expect(world.state.value.verifiedTokens).toEqual({})
  })

  it('refuses tokens that no key of the issuer has signed', async () => {
    const world = newWorld()
    const claims = { ...claimsOfToken(token) }
    const { privateKey } = await generateKeyPair('RS256')
    const kid = JSON.parse(atob(token.split('.')[0] ?? '')).kid as string
    const bySomebody = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(privateKey)
    expect(codesOf(await send(world, bySomebody))).toEqual(['jwt/signature'])
    const bySecret = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(new TextEncoder().encode('the public key as a shared secret'))
    expect(codesOf(await send(world, bySecret))).toEqual(['jwt/algorithm'])
    const unsigned = `${btoa('{"alg":"none"}').replace(/=+$/, '')}.${token.split('.')[1]}.`
    expect(codesOf(await send(world, unsigned))).toEqual(['jwt/algorithm'])
  })
})

describe('an issuer outside the design', () => {
  const external = designSchema.parse({
    ...library,
    apis: {
      libraryapi: {
        ...library.apis['libraryapi'],
        authorizers: {
          readers: {
            id: 'readers',
            name: 'readers',
            authorizerType: 'JWT',
            jwtConfiguration: { issuer: 'https://issuer.example', audience: ['app'] },
          },
        },
      },
    },
  })

  const sendTo = (world: World, token: string, fetchKeySet?: () => Promise<never>) =>
    simulate(
      external,
      {
        apiId: 'libraryapi',
        request: {
          method: 'GET',
          path: '/loans',
          headers: [['Authorization', `Bearer ${token}`]],
        },
      },
      { ...environmentOf(world), ...(fetchKeySet && { fetchKeySet }) },
    )

  it('lets nobody through without a key set, and says why', async () => {
    const refused = await sendTo(newWorld(), 'a.b.c')
    expect([refused.status, codesOf(refused)]).toEqual([401, ['jwt/no-keys']])
  })

  it('is fetched where it is allowed, once in two hours', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const { exportJWK } = await import('jose')
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1' }]
    const seconds = noon / 1000
    const token = await new SignJWT({ iss: 'https://issuer.example', aud: 'app', sub: 's' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setExpirationTime(seconds + 86_400)
      .sign(privateKey)
    const world = newWorld()
    let fetched = 0
    const fetchKeySet = () => {
      fetched++
      return Promise.resolve({ keys } as never)
    }
    expect((await sendTo(world, token, fetchKeySet)).status).toBe(200)
    expect((await sendTo(world, token, fetchKeySet)).status).toBe(200)
    expect(fetched).toBe(1)
    world.now += 2 * 3600_000
    expect((await sendTo(world, token, fetchKeySet)).status).toBe(200)
    expect(fetched).toBe(2)
    const failing = () => Promise.resolve({ failure: 'No response within 1,500 ms' } as never)
    const refused = await sendTo(newWorld(), token, failing)
    expect([refused.status, codesOf(refused)]).toEqual([401, ['jwt/no-keys']])
  })
})
