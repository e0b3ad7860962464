import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allowIssuerHost, issuerHostsOf, revokeIssuerHost } from './issuerHosts.ts'

describe('the hosts that a design may contact', () => {
  const texts = new Map<string, string>()
  beforeEach(() => {
    texts.clear()
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => texts.get(name) ?? null,
      setItem: (name: string, text: string) => void texts.set(name, text),
      removeItem: (name: string) => void texts.delete(name),
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('are none until the user allows one, for one design alone', () => {
    expect(issuerHostsOf('a')).toEqual([])
    allowIssuerHost('a', 'tenant.example')
    allowIssuerHost('a', 'tenant.example')
    expect(issuerHostsOf('a')).toEqual(['tenant.example'])
    expect(issuerHostsOf('b')).toEqual([])
  })

  it('can be revoked, which leaves nothing behind', () => {
    allowIssuerHost('a', 'tenant.example')
    revokeIssuerHost('a', 'tenant.example')
    expect(issuerHostsOf('a')).toEqual([])
    expect(texts.size).toBe(0)
  })

  it.each(['{', '7', '{"a": 1}', '[1, null]'])('are none where %s was kept', (text) => {
    texts.set('gatewright:issuer-hosts:a', text)
    expect(issuerHostsOf('a')).toEqual([])
  })

  it('are none where the storage refuses, and without a browser', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue(undefined)
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('refused')
      },
    })
    expect(issuerHostsOf('a')).toEqual([])
    expect(info).toHaveBeenCalled()
    vi.stubGlobal('localStorage', undefined)
    expect(issuerHostsOf('a')).toEqual([])
  })
})
