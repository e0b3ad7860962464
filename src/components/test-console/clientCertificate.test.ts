import { describe, expect, it } from 'vitest'
import {
  beginCertificate,
  certificateDate,
  certificateState,
  readCertificate,
} from './clientCertificate.ts'

const now = Date.UTC(2026, 4, 8, 12, 30, 2)

describe('the certificate of a caller', () => {
  it('has dates as certificates tell them, which can be read again', () => {
    expect(certificateDate(now)).toBe('May  8 12:30:02 2026 GMT')
    expect(Date.parse(certificateDate(now))).toBe(now)
  })

  it.each([
    ['valid', true, 'It is good'],
    ['expired', false, 'It has expired'],
    ['early', false, 'It is not good yet'],
  ] as const)('begins as %s', (name, isGood, text) => {
    const state = certificateState(beginCertificate(name, now), now)
    expect(state.isGood).toBe(isGood)
    expect(state.text).toContain(text)
  })

  it('is not good where its dates cannot be read', () => {
    const odd = {
      ...beginCertificate('valid', now),
      validity: { notBefore: 'soon', notAfter: '' },
    }
    expect(certificateState(odd, now)).toMatchObject({ isGood: false })
  })

  it('is read back from what was kept, and nothing else with it', () => {
    const certificate = beginCertificate('expired', now)
    expect(readCertificate(JSON.parse(JSON.stringify(certificate)))).toEqual(certificate)
    expect(readCertificate({ subjectDN: 1, other: 'x' })).toEqual({
      clientCertPem: '',
      subjectDN: '',
      issuerDN: '',
      serialNumber: '',
      validity: { notBefore: '', notAfter: '' },
    })
    expect(readCertificate('CN=a')).toBeUndefined()
  })
})
