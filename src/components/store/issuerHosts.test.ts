import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIssuerHosts } from './issuerHosts.ts'

describe('the hosts that a design may contact', () => {
  const issuerHosts = createIssuerHosts()
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
    expect(issuerHosts.of('a')).toEqual([])
    issuerHosts.allow('a', 'tenant.example')
    issuerHosts.allow('a', 'tenant.example')
    expect(issuerHosts.of('a')).toEqual(['tenant.example'])
    expect(issuerHosts.of('b')).toEqual([])
  })

  it('can be revoked, which leaves nothing behind', () => {
    issuerHosts.allow('a', 'tenant.example')
    issuerHosts.revoke('a', 'tenant.example')
    expect(issuerHosts.of('a')).toEqual([])
    expect(texts.size).toBe(0)
  })

  it.each(['{', '7', '{"a": 1}', '[1, null]'])('are none where %s was kept', (text) => {
    texts.set('gatewright:issuer-hosts:a', text)
    expect(issuerHosts.of('a')).toEqual([])
  })

  it('are none where the storage refuses, and without a browser', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue(undefined)
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('refused')
      },
    })
    expect(issuerHosts.of('a')).toEqual([])
    expect(info).toHaveBeenCalled()
    vi.stubGlobal('localStorage', undefined)
    expect(issuerHosts.of('a')).toEqual([])
  })
})
