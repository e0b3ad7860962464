import type { SimulationCall } from '../../simulator/index.ts'
import { readCertificate } from './clientCertificate.ts'
import type { ClientCertificate } from './clientCertificate.ts'

/** Where a call comes from, as it is typed; what is left out is this machine, over the internet. */
export interface CallSource {
  readonly ip?: string
  readonly vpcId?: string
  readonly vpcEndpointId?: string
  /** What makes the call for a service, and its account where the ARN does not name it. */
  readonly arn?: string
  readonly accountId?: string
  /** Two letters, which CloudFront tells edge-optimized APIs. */
  readonly country?: string
  /** `BLOCK` where the web ACL of the stage is to stop the call: its rules are no part of a design. */
  readonly webAcl?: string
  /** What the client shows to domain names with mutual TLS. */
  readonly clientCertificate?: ClientCertificate
}

const members = ['ip', 'vpcId', 'vpcEndpointId', 'arn', 'accountId', 'country'] as const
const kept = [...members, 'webAcl'] as const

/** The source of a call: blanks are none, and nothing at all is no source. */
export function sourceOfCall(
  typed: CallSource | undefined,
): Pick<SimulationCall, 'source' | 'webAcl'> {
  const given = members.flatMap((name) => {
    const text = typed?.[name]?.trim() ?? ''
    return text === '' ? [] : [[name, text] as const]
  })
  const clientCertificate = typed?.clientCertificate
  return {
    ...((given.length > 0 || clientCertificate) && {
      source: { ...Object.fromEntries(given), ...(clientCertificate && { clientCertificate }) },
    }),
    ...(typed?.webAcl === 'BLOCK' && { webAcl: 'BLOCK' as const }),
  }
}

/** A source that was kept as text somewhere: what is no text is left out. */
export function readSource(value: unknown): { source?: CallSource } {
  if (typeof value !== 'object' || value === null) return {}
  const given = value as Readonly<Record<string, unknown>> // an object, as was just seen
  const texts = kept.flatMap((name) => {
    const text = given[name]
    return typeof text === 'string' && text !== '' ? [[name, text] as const] : []
  })
  const clientCertificate = readCertificate(given['clientCertificate'])
  return texts.length === 0 && !clientCertificate
    ? {}
    : { source: { ...Object.fromEntries(texts), ...(clientCertificate && { clientCertificate }) } }
}
