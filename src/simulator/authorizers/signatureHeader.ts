import { base64Encode, utf8Bytes } from '../context/index.ts'
import { GatewayFailure } from '../exchange/failure.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { headerValue } from '../message/headers.ts'
import { sha256 } from '../sha256.ts'

const algorithm = 'AWS4-HMAC-SHA256'

/** True for headers that only carry a signature: they go no further. */
export function isSignatureHeader(name: string, value: string): boolean {
  return name.toLowerCase() === 'authorization' && value.startsWith(algorithm)
}

/** What an unsigned call of a method that wants a signature, or of none at all, is told about its Authorization header. */
export function malformedSignature(
  exchange: Pick<Exchange, 'headers'>,
  at: readonly string[],
): GatewayFailure | undefined {
  const value = headerValue(exchange.headers, 'Authorization')
  if (value === undefined || value === '' || value.startsWith(algorithm)) return undefined
  const hash = base64Encode(sha256(utf8Bytes(value)))
  const message = `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`
  return new GatewayFailure('INCOMPLETE_SIGNATURE', 403, message, {
    problems: [
      {
        code: 'authorization/no-signature',
        message: 'The Authorization header is no signature, and this call would need one.',
        severity: 'error',
        at: [...at],
      },
    ],
  })
}
