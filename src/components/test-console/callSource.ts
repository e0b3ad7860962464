import type { SimulationCall } from '../../simulator/index.ts'
import { readCertificate } from './clientCertificate.ts'
import type { CallSource } from '../store/requestDrafts.ts'

export type { CallSource } from '../store/requestDrafts.ts'

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
