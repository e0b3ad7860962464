import { describe, expect, it } from 'vitest'
import { beginCertificate } from './clientCertificate.ts'
import { readSource, sourceOfCall } from './callSource.ts'

describe('where a call comes from', () => {
  it('is what was typed, without blanks and empty fields', () => {
    expect(sourceOfCall({ ip: ' 192.0.2.7 ', vpcId: '', vpcEndpointId: ' ' })).toEqual({
      source: { ip: '192.0.2.7' },
    })
    expect(sourceOfCall({ ip: '' })).toEqual({})
    expect(sourceOfCall(undefined)).toEqual({})
  })

  it('names what makes the call for a service, and the country', () => {
    const typed = { arn: ' arn:aws:s3:::photos ', accountId: '111111111111', country: 'DE' }
    const source = { ...typed, arn: 'arn:aws:s3:::photos' }
    expect(sourceOfCall(typed)).toEqual({ source })
    expect(readSource(source)).toEqual({ source })
  })

  it('tells the verdict of a web ACL', () => {
    expect(sourceOfCall({ webAcl: 'BLOCK' })).toEqual({ webAcl: 'BLOCK' })
    expect(sourceOfCall({ webAcl: '' })).toEqual({})
    expect(readSource({ webAcl: 'BLOCK' })).toEqual({ source: { webAcl: 'BLOCK' } })
  })

  it('has the certificate that the client shows, to the letter', () => {
    const clientCertificate = beginCertificate('valid', 0)
    expect(sourceOfCall({ clientCertificate })).toEqual({ source: { clientCertificate } })
    expect(readSource({ clientCertificate })).toEqual({ source: { clientCertificate } })
    expect(readSource({ clientCertificate: 'CN=a' })).toEqual({})
  })

  it('is read back from what was kept, and nothing else with it', () => {
    expect(readSource({ ip: '192.0.2.7', vpcId: 1, other: 'x' })).toEqual({
      source: { ip: '192.0.2.7' },
    })
    expect(readSource('192.0.2.7')).toEqual({})
    expect(readSource({})).toEqual({})
  })
})
