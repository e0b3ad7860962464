import { utf8Bytes } from '../context/index.ts'
import type { Cryptography } from '../cryptography.ts'
import type { HeaderList } from '../trace.ts'

/** A request as its signature covers it. */
export interface SignedParts {
  readonly method: string
  /** Raw, with the stage: `/dev/pets/1`. */
  readonly path: string
  /** Raw, without the signature of a presigned request. */
  readonly query: string
  readonly headers: HeaderList
  readonly signedHeaders: readonly string[]
  readonly bytes: Uint8Array
}

/** What the signature was made for. */
export interface CredentialScope {
  /** `20260131` */
  readonly date: string
  readonly region: string
  readonly service: string
}

export const algorithm = 'AWS4-HMAC-SHA256'

/** The texts that are signed, and the signature. Source: IAM user guide, create a signed AWS API request. */
export async function signatureOf(
  parts: SignedParts,
  scope: CredentialScope,
  amzDate: string,
  secret: string,
  cryptography: Cryptography,
): Promise<{
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly signature: string
}> {
  const payloadHash = hex(await cryptography.sha256(parts.bytes))
  const canonicalRequest = [
    parts.method,
    canonicalPath(parts.path),
    canonicalQuery(parts.query),
    ...parts.signedHeaders.map((name) => `${name}:${canonicalHeader(parts.headers, name)}`),
    '',
    parts.signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
  const { date, region, service } = scope
  const stringToSign = [
    algorithm,
    amzDate,
    `${date}/${region}/${service}/aws4_request`,
    hex(await cryptography.sha256(utf8Bytes(canonicalRequest))),
  ].join('\n')
  let key = utf8Bytes(`AWS4${secret}`)
  for (const part of [date, region, service, 'aws4_request']) {
    key = await cryptography.hmacSha256(key, utf8Bytes(part))
  }
  const signature = hex(await cryptography.hmacSha256(key, utf8Bytes(stringToSign)))
  return { canonicalRequest, stringToSign, signature }
}

/** Bytes as lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** `20260131T120000Z` */
export function amzDateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** Milliseconds of a date such as `20260131T120000Z`; `undefined` where it is none. */
export function millisecondsOf(amzDate: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(amzDate)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** The path, encoded once more than it was sent: so all services but S3 have it. */
function canonicalPath(path: string): string {
  const encoded = path
    .split('/')
    .map((part) => encoded3986(part))
    .join('/')
  return encoded === '' ? '/' : encoded
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      const [name, value] =
        equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
      return [encoded3986(decoded(name)), encoded3986(decoded(value))] as const
    })
    .sort(([name, value], [other, otherValue]) =>
      name === other ? compare(value, otherValue) : compare(name, other),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)

function canonicalHeader(headers: HeaderList, name: string): string {
  return headers
    .filter(([key]) => key.toLowerCase() === name)
    .map(([, value]) => value.trim().replace(/ +/g, ' '))
    .join(',')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

/** Everything but letters, digits and `-._~` in percent. */
export function encoded3986(text: string): string {
  let result = ''
  for (const byte of utf8Bytes(text)) {
    const unit = String.fromCharCode(byte)
    result += /[A-Za-z0-9\-._~]/.test(unit)
      ? unit
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}
