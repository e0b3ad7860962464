import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { ClientCertificate } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import { tagsRefusal } from './tags.ts'
import { own, withMember, withoutMember } from './within.ts'

function withCertificates(
  design: Design,
  clientCertificates: Record<string, ClientCertificate>,
): Result<Design> {
  return ok({ ...design, access: { ...design.access, clientCertificates } })
}

/** Add a client certificate, or put another in its place. Refused: tags that the service would not store. */
export function putClientCertificate(
  design: Design,
  { certificate }: { readonly certificate: ClientCertificate },
): Result<Design> {
  const { clientCertificates } = design.access
  const id = certificate.clientCertificateId
  const at: Address = ['access', 'clientCertificates', id]
  const refused = tagsRefusal(certificate.tags, own(clientCertificates, id)?.tags, [...at, 'tags'])
  return refused ?? withCertificates(design, withMember(clientCertificates, id, certificate))
}

/** Remove a client certificate. Refused while a stage shows it to backends. */
export function removeClientCertificate(
  design: Design,
  { id }: { readonly id: string },
): Result<Design> {
  const { clientCertificates } = design.access
  const at: Address = ['access', 'clientCertificates', id]
  if (!own(clientCertificates, id)) {
    const message = 'Invalid Client Certificate identifier specified'
    return fail('client-certificate/not-found', message, at)
  }
  const users = Object.values(design.apis).flatMap((api) =>
    api.protocol === 'REST'
      ? Object.values(api.stages)
          .filter(({ clientCertificateId }) => clientCertificateId === id)
          .map(({ stageName }) => `${api.id}:${stageName}`)
      : [],
  )
  if (users.length > 0) {
    const message = `Cannot delete client certificate ${id} because stages use it, including ${users.join(', ')}`
    return fail('client-certificate/in-use', message, at)
  }
  return withCertificates(design, withoutMember(clientCertificates, id))
}
