import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../model/index.ts'
import type { Design, DomainName } from '../../model/index.ts'
import {
  baseUrl,
  domainOfCall,
  endpointChoice,
  endpointsTo,
  readEndpoint,
  requestAt,
} from './callEndpoint.ts'

const domain = (given: Partial<DomainName>): DomainName => ({
  domainName: 'api.example.com',
  basePathMappings: [],
  tags: {},
  ...given,
})

const domainNames: Design['access']['domainNames'] = {
  'api.example.com': domain({
    basePathMappings: [
      { basePath: 'orders', apiId: 'a', stage: 'prod' },
      { basePath: '', apiId: 'a' },
      { basePath: 'other', apiId: 'b' },
    ],
    mutualTlsAuthentication: { truststoreUri: 's3://trust/store.pem' },
  }),
  '*.example.org': domain({
    domainName: '*.example.org',
    basePathMappings: [{ basePath: '', apiId: 'a', stage: 'dev' }],
  }),
}

const empty = emptyDesign('one', () => 'd')
const design = { ...empty, access: { ...empty.access, domainNames } }
const request = { method: 'GET', path: '/pets', headers: [['HOST', 'typed.example']] as const }
const choice = (domainName: string, basePath: string) =>
  endpointChoice(domainNames, 'a', { domainName, basePath })

describe('the endpoint of a call', () => {
  it('is offered once for each mapping that leads to the API', () => {
    expect(endpointsTo(domainNames, 'a').map(({ url, isMutualTls }) => [url, isMutualTls])).toEqual(
      [
        ['https://api.example.com/orders', true],
        ['https://api.example.com', true],
        ['https://any.example.org', false],
      ],
    )
  })

  it('gives the request its host and what goes before the path', () => {
    const sent = (...[name, base]: Parameters<typeof choice>) =>
      requestAt(request, choice(name, base), 'dev')
    expect(sent('api.example.com', 'orders')).toEqual({
      method: 'GET',
      path: '/orders/pets',
      headers: [['Host', 'api.example.com']],
    })
    expect(sent('api.example.com', '').path).toBe('/dev/pets')
    expect(sent('*.example.org', '').headers).toEqual([['Host', 'any.example.org']])
    expect(baseUrl(choice('api.example.com', ''), 'dev')).toBe('https://api.example.com/dev')
  })

  it('is known to be gone where no mapping leads there any more', () => {
    expect(choice('api.example.com', 'orders').isGone).toBe(false)
    expect(choice('api.example.com', 'gone').isGone).toBe(true)
    expect(choice('__proto__', '').isGone).toBe(true)
  })

  it('names the domain that a call comes to, by its Host header; a test comes to none', () => {
    const call = { apiId: 'a', request: requestAt(request, choice('api.example.com', ''), 'dev') }
    const now = () => 0
    expect(domainOfCall(design, call, now)?.domainName).toBe('api.example.com')
    expect(domainOfCall(design, { apiId: 'a', request }, now)).toBeUndefined()
    expect(domainOfCall(design, { ...call, asTestInvoke: true }, now)).toBeUndefined()
  })

  it('is read back from what was kept', () => {
    const endpoint = { domainName: 'api.example.com', basePath: 'orders' }
    expect(readEndpoint({ ...endpoint, other: 1 })).toEqual({ endpoint })
    expect(readEndpoint({ domainName: 'a' })).toEqual({})
    expect(readEndpoint(null)).toEqual({})
  })
})
