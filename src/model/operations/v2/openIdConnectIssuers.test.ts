import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { describeKeys, keySetBytes } from '../../queries/keySets.ts'
import { emptyDesign } from '../designs.ts'
import {
  putOpenIdConnectIssuer,
  readKeySet,
  removeOpenIdConnectIssuer,
} from './openIdConnectIssuers.ts'

const at = ['identities', 'openIdConnectIssuers', 'https://id.example.net', 'jwks']
const publicKey = { kty: 'RSA', kid: 'spring', use: 'sig', alg: 'RS256', n: 'AQAB', e: 'AQAB' }
const design = emptyDesign('Shop', countingIds())

function refusalOf(text: string) {
  const result = readKeySet(text, at)
  return result.ok ? undefined : result.problems[0]
}

describe('reading a key set', () => {
  it('keeps the keys and drops everything else', () => {
    const text = JSON.stringify({ keys: [publicKey], note: 'not kept' })
    const result = readKeySet(text, at)
    expect(result.ok && result.value).toEqual({ keys: [publicKey] })
  })

  it('refuses text that is not JSON', () => {
    expect(refusalOf('{"keys": [')).toMatchObject({
      code: 'issuer/key-set',
      message: expect.stringContaining('The key set is not valid JSON') as string,
    })
  })

  it.each(['[]', 'null', '7', '{}', '{"keys": {}}', '{"keys": "spring"}', '{"__proto__": []}'])(
    'refuses %s, which is not a key set',
    (text) => {
      expect(refusalOf(text)?.message).toBe(
        'A key set is a JSON object with a list of keys: {"keys": [ … ]}',
      )
    },
  )

  it('refuses a key set that is larger than the service reads', () => {
    const large = JSON.stringify({ keys: [{ ...publicKey, x5c: ['A'.repeat(keySetBytes)] }] })
    expect(refusalOf(large)).toMatchObject({
      code: 'issuer/key-set-size',
      message: 'A key set has at most 150000 bytes',
    })
  })

  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])(
    'refuses a key with the private property %s',
    (name) => {
      const text = JSON.stringify({ keys: [publicKey, { ...publicKey, [name]: 'secret' }] })
      const problem = refusalOf(text)
      expect(problem?.code).toBe('issuer/private-key')
      expect(problem?.message).toContain(
        `Key 2 of the key set is private: it has the property ${name}`,
      )
      expect(problem?.at).toEqual([...at, 'keys', '1', name])
    },
  )

  it('refuses keys that are not objects or have no key type', () => {
    expect(refusalOf('{"keys": [["RSA"]]}')?.message).toBe(
      'Key 1 of the key set is not a JSON object',
    )
    expect(refusalOf('{"keys": [{"kid": "a"}]}')?.message).toBe(
      'Key 1 of the key set has no key type (kty)',
    )
  })
})

describe('the keys of an issuer', () => {
  it('that cannot verify a token say why', () => {
    const { kid: _kid, ...unnamed } = publicKey
    const keys = [
      publicKey,
      unnamed,
      { ...publicKey, kid: 'twin' },
      { ...publicKey, kid: 'twin' },
      { kty: 'EC', kid: 'curve' },
      { ...publicKey, kid: 'locks', use: 'enc' },
      { kty: 'RSA', kid: 'bare' },
    ]
    expect(describeKeys(keys).map(({ unusable }) => unusable)).toEqual([
      undefined,
      'it has no key ID (kid), so no token can refer to it',
      'another key has the same key ID',
      'another key has the same key ID',
      'JWT authorizers verify RSA signatures only, not EC',
      'it is not for signatures (use: sig)',
      'it has no modulus (n) or no exponent (e)',
    ])
  })
})

describe('an OpenID Connect issuer', () => {
  const issuer = { issuer: 'https://id.example.net', jwks: { keys: [publicKey] } }

  it('is kept under its URL, renamed in its place, and removed', () => {
    const added = putOpenIdConnectIssuer(design, { issuer })
    if (!added.ok) throw new Error(added.problems[0]?.message)
    const renamed = putOpenIdConnectIssuer(added.value, {
      issuer: { ...issuer, issuer: 'https://id.example.net/two' },
      renames: issuer.issuer,
    })
    if (!renamed.ok) throw new Error(renamed.problems[0]?.message)
    expect(Object.keys(renamed.value.identities.openIdConnectIssuers)).toEqual([
      'https://id.example.net/two',
    ])
    const removed = removeOpenIdConnectIssuer(renamed.value, {
      issuer: 'https://id.example.net/two',
    })
    expect(removed.ok && removed.value).toEqual(design)
  })

  it('is refused without a URL with HTTPS, and with a private key', () => {
    const plain = putOpenIdConnectIssuer(design, {
      issuer: { ...issuer, issuer: 'http://a.example' },
    })
    expect(plain.problems[0]?.code).toBe('issuer/url')
    const leaked = { ...issuer, jwks: { keys: [{ ...publicKey, d: 'secret' }] } }
    expect(putOpenIdConnectIssuer(design, { issuer: leaked }).problems[0]?.code).toBe(
      'issuer/private-key',
    )
  })

  it('cannot be renamed to another issuer of the design', () => {
    const other = { ...issuer, issuer: 'https://other.example' }
    const first = putOpenIdConnectIssuer(design, { issuer })
    const both = first.ok ? putOpenIdConnectIssuer(first.value, { issuer: other }) : first
    if (!both.ok) throw new Error(both.problems[0]?.message)
    const result = putOpenIdConnectIssuer(both.value, { issuer, renames: other.issuer })
    expect(result.problems[0]?.code).toBe('issuer/exists')
  })
})
