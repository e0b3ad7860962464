import { afterEach, describe, expect, it, vi } from 'vitest'
import { getText } from './platform/getText.ts'
import { findKeySet, issuerHost, readKeySet } from './readIssuer.ts'
import type { GetText } from './readIssuer.ts'

const issuer = 'https://tenant.example/'
const keys = [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'k' }]

/** An internet of these documents, which notes what it is asked for. */
function internet(documents: Readonly<Record<string, unknown>>) {
  const asked: string[] = []
  const get: GetText = (url) => {
    asked.push(url)
    const found = Object.hasOwn(documents, url) ? documents[url] : undefined
    if (found === undefined) return Promise.resolve({ failure: 'not found' })
    return Promise.resolve({ text: typeof found === 'string' ? found : JSON.stringify(found) })
  }
  return { asked, get }
}

const discovery = (more: Readonly<Record<string, unknown>> = {}) => ({
  'https://tenant.example/.well-known/openid-configuration': {
    issuer,
    jwks_uri: 'https://keys.example/jwks',
    ...more,
  },
  'https://keys.example/jwks': { keys },
})

describe('the host of an issuer', () => {
  it.each([
    ['https://tenant.example/', 'tenant.example'],
    ['https://Tenant.Example:8443/a/b', 'tenant.example:8443'],
    ['http://tenant.example/', undefined],
    ['https://user:secret@tenant.example/', undefined],
    ['https://tenant.example\\@evil.example/', undefined],
    ['https://tenant.example/?x=1', undefined],
    ['https://tenant.example/#x', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
  ])('of %s is %s', (text, host) => {
    expect(issuerHost(text)).toBe(host)
  })
})

describe('the key set of an issuer outside the design', () => {
  it('is read by way of its discovery document', async () => {
    const { get } = internet(discovery())
    expect(await readKeySet(issuer, ['tenant.example', 'keys.example'], get)).toEqual({ keys })
  })

  it('contacts nobody without consent, and each host needs its own', async () => {
    const none = internet(discovery())
    expect(await readKeySet(issuer, ['keys.example'], none.get)).toEqual({
      failure: 'tenant.example is not allowed to be contacted',
    })
    expect(none.asked).toEqual([])
    const one = internet(discovery())
    expect(await readKeySet(issuer, ['tenant.example'], one.get)).toEqual({
      failure: 'its keys are at keys.example, which is not allowed to be contacted',
    })
    expect(one.asked).toEqual(['https://tenant.example/.well-known/openid-configuration'])
    expect(await findKeySet(issuer, ['tenant.example'], one.get)).toEqual({
      url: 'https://keys.example/jwks',
      host: 'keys.example',
    })
  })

  it.each([
    [{ issuer: 'https://other.example/' }, 'its discovery document names another issuer'],
    [{ jwks_uri: 'http://keys.example/jwks' }, 'its discovery document has no jwks_uri with https'],
    [{ jwks_uri: 7 }, 'its discovery document has no jwks_uri with https'],
  ])('fails for the discovery document with %j', async (more, failure) => {
    const { get } = internet(discovery(more))
    expect(await readKeySet(issuer, ['tenant.example', 'keys.example'], get)).toEqual({ failure })
  })

  it.each([
    ['not JSON', 'its key set has no list of keys'],
    ['[]', 'its key set has no list of keys'],
    [{ keys: 'all' }, 'its key set has no list of keys'],
    [undefined, 'not found'],
  ])('fails for the key set %j', async (keySet, failure) => {
    const { get } = internet({ ...discovery(), 'https://keys.example/jwks': keySet })
    expect(await readKeySet(issuer, ['tenant.example', 'keys.example'], get)).toEqual({ failure })
  })
})

describe('a document of an issuer', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('is fetched without credentials, referrer and redirects', async () => {
    const fetched = vi.fn((_url: string, _init: RequestInit) =>
      Promise.resolve(new Response('{"a": 1}')),
    )
    vi.stubGlobal('fetch', fetched)
    expect(await getText('https://tenant.example/a')).toEqual({ text: '{"a": 1}' })
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
  })

  it.each([
    [new Response('x'.repeat(150_001)), 'tenant.example returned more than 150000 bytes'],
    [new Response('', { status: 503 }), 'tenant.example returned 503'],
    [new Response(new Uint8Array([0xff])), 'tenant.example returned text that is not UTF-8'],
  ])('fails when it is too large, missing or not text', async (response, failure) => {
    vi.stubGlobal('fetch', () => Promise.resolve(response))
    expect(await getText('https://tenant.example/a')).toEqual({ failure })
  })

  it('fails when the host is too slow, and when the request fails', async () => {
    vi.useFakeTimers()
    vi.stubGlobal(
      'fetch',
      (_url: string, { signal }: { readonly signal: AbortSignal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')))
        }),
    )
    const waiting = getText('https://tenant.example/a')
    await vi.advanceTimersByTimeAsync(1500)
    expect(await waiting).toEqual({ failure: 'there was no response in 1500 ms' })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await getText('https://tenant.example/a')).toEqual({
      failure: 'the request failed (Failed to fetch)',
    })
  })
})
