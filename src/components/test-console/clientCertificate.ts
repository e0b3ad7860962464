import type { ClientCertificate } from '../store/requestDrafts.ts'

export type { ClientCertificate } from '../store/requestDrafts.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment as certificates tell it: `May 28 12:30:02 2026 GMT`. In milliseconds since 1970. */
export function certificateDate(at: number): string {
  const date = new Date(at)
  const day = String(date.getUTCDate()).padStart(2)
  const time = date.toISOString().slice(11, 19)
  return `${months[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()} GMT`
}

const dayMs = 86_400_000

/** Certificates to begin with: by name, from how many days before a call it is good, until how many after. */
export const certificateBeginnings = {
  valid: { label: 'a good one', fromDays: -30, untilDays: 335 },
  expired: { label: 'one that has expired', fromDays: -396, untilDays: -31 },
  early: { label: 'one that is not good yet', fromDays: 1, untilDays: 366 },
} as const
export type CertificateBeginning = keyof typeof certificateBeginnings

/** A certificate to begin with, for a call at a moment in milliseconds since 1970. */
export function beginCertificate(name: CertificateBeginning, at: number): ClientCertificate {
  const { fromDays, untilDays } = certificateBeginnings[name]
  return {
    clientCertPem: '',
    subjectDN: 'CN=orders-client,O=Example Corp,C=US',
    issuerDN: 'CN=Example Corp Root CA,O=Example Corp,C=US',
    serialNumber: '01:a3:5f:7c:90:2b:4e:d1',
    validity: {
      notBefore: certificateDate(at + fromDays * dayMs),
      notAfter: certificateDate(at + untilDays * dayMs),
    },
  }
}

/** How long a certificate is good, seen from a call at a moment; what the service would refuse begins so. */
export function certificateState(
  { validity }: ClientCertificate,
  at: number,
): { readonly isGood: boolean; readonly text: string } {
  const [from, until] = [Date.parse(validity.notBefore), Date.parse(validity.notAfter)]
  if (Number.isNaN(from) || Number.isNaN(until)) {
    return {
      isGood: false,
      text: 'Its dates cannot be read: they are written as May 28 12:30:02 2026 GMT.',
    }
  }
  if (at < from) return { isGood: false, text: 'It is not good yet: the call is refused.' }
  if (at > until) return { isGood: false, text: 'It has expired: the call is refused.' }
  return { isGood: true, text: 'It is good: the call is let in.' }
}

/** A certificate that was kept as text somewhere; `undefined` for anything else. */
export function readCertificate(value: unknown): ClientCertificate | undefined {
  const given = textsOf(value)
  if (!given) return undefined
  const { clientCertPem = '', subjectDN = '', issuerDN = '', serialNumber = '' } = given
  const { notBefore = '', notAfter = '' } =
    textsOf((value as { readonly validity?: unknown }).validity) ?? {} // an object, seen above
  return {
    clientCertPem,
    subjectDN,
    issuerDN,
    serialNumber,
    validity: { notBefore, notAfter },
  }
}

/** The texts among the members of an object. */
function textsOf(value: unknown): Partial<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
