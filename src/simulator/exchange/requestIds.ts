import { base64Encode, utf8Bytes } from '../context/index.ts'

/** The id in the form of `JKJaXmPLvHcESHA=`, from a UUID. */
export function extendedRequestIdOf(requestId: string): string {
  return `${base64Encode(utf8Bytes(requestId.slice(0, 11))).slice(0, 15)}=`
}

/** The trace id of the answer, and the one that goes on to the backend: the client's completed, or a new root. */
export function traceIds(
  given: string | undefined,
  requestId: string,
  startedAt: number,
): { readonly traceId: string; readonly forwardedTraceId: string } {
  const digits = requestId.replaceAll('-', '').toLowerCase()
  const seconds = Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0')
  const newRoot = `1-${seconds}-${digits.slice(0, 24)}`
  const newParent = digits.slice(8, 24)
  const accepted = given !== undefined && /^[\w=;:.-]{1,256}$/.test(given) ? given : undefined
  if (accepted === undefined) {
    // without a trace of the client's there is no parent to name. Source: recorded events and logs
    return {
      traceId: `Root=${newRoot};Parent=${newParent};Sampled=0`,
      forwardedTraceId: `Root=${newRoot}`,
    }
  }
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]+)`, 'i').exec(accepted)?.[1]
  const traceId = `Root=${part('Root') ?? newRoot};Parent=${part('Parent') ?? newParent};Sampled=${part('Sampled') ?? '0'}`
  return { traceId, forwardedTraceId: traceId }
}
