import { describe, expect, it } from 'vitest'
import { claimTexts, claimsRefusal, tokenScopes } from './jwtClaims.ts'

const now = Date.UTC(2026, 0, 1)
const seconds = now / 1000
const required = {
  issuer: 'https://issuer.example.com',
  audience: ['app', 'other'],
  scopes: [],
  now,
}
const sound = { iss: required.issuer, aud: 'app', exp: seconds + 60, sub: 'u' }

describe('the claims of a token', () => {
  it.each([
    [{}],
    [{ aud: ['x', 'other'] }],
    [{ aud: undefined, client_id: 'app' }],
    [{ nbf: seconds, iat: seconds - 1 }],
  ])('with %j are accepted', (more) => {
    const claims = JSON.parse(JSON.stringify({ ...sound, ...more })) as typeof sound
    expect(claimsRefusal(claims, required)).toBeUndefined()
  })

  it.each([
    [{ iss: 'https://issuer.example.com/' }, 'iss'],
    [{ aud: 'App' }, 'aud'],
    [{ aud: 'x', client_id: 'app' }, 'aud'],
    [{ aud: undefined }, 'client_id'],
    [{ aud: [] }, 'aud'],
    [{ exp: seconds }, 'exp'],
    [{ exp: undefined }, 'exp'],
    [{ exp: '99999999999' }, 'exp'],
    [{ nbf: seconds + 1 }, 'nbf'],
    [{ nbf: 'x' }, 'nbf'],
    [{ iat: seconds + 1 }, 'iat'],
  ])('with %j are refused for %s', (more, claim) => {
    const claims = JSON.parse(JSON.stringify({ ...sound, ...more })) as typeof sound
    expect(claimsRefusal(claims, required)).toMatchObject({
      status: 401,
      claim,
      wwwAuthenticate: expect.stringMatching(
        /^Bearer scope="" error="invalid_token" error_description="the token /,
      ) as string,
    })
  })

  it('need one of the scopes of the route, from scope or scp', () => {
    const scoped = { ...required, scopes: ['read:things', 'admin'] }
    expect(claimsRefusal({ ...sound, scope: 'x read:things' }, scoped)).toBeUndefined()
    expect(claimsRefusal({ ...sound, scp: ['admin'] }, scoped)).toBeUndefined()
    expect(claimsRefusal({ ...sound, scope: 'other:scope' }, scoped)).toMatchObject({
      status: 403,
      message: 'Forbidden',
    })
    expect(claimsRefusal(sound, scoped)).toMatchObject({ status: 403 })
    expect(claimsRefusal({ ...sound, scope: 'read:thingsandmore' }, scoped)?.status).toBe(403)
  })

  it('are all passed on as strings', () => {
    expect(
      claimTexts({
        exp: 1718722804,
        email_verified: true,
        groups: ['admin', 'power'],
        o: { a: 1 },
      }),
    ).toEqual({
      exp: '1718722804',
      email_verified: 'true',
      groups: '[admin power]',
      o: '{"a":1}',
    })
    expect(tokenScopes({ scope: 'read:things write:things' })).toEqual([
      'read:things',
      'write:things',
    ])
  })
})
