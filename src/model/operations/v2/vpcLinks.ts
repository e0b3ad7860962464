import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { VpcLinkV2 } from '../../schema/access.ts'
import type { Design } from '../../schema/design.ts'
import { tagsRefusal } from '../tags.ts'
import { own, withMember, withoutMember } from '../within.ts'

/** Add a VPC link for HTTP APIs, or replace the one with its id. Its subnets and security groups are fixed once it exists. Problems: `vpc-link/name-blank`, `vpc-link/subnets`, `tags/…`. */
export function putVpcLinkV2(
  design: Design,
  { link }: { readonly link: VpcLinkV2 },
): Result<Design> {
  const at = ['access', 'vpcLinksV2', link.id]
  if (link.name.trim() === '') {
    return fail('vpc-link/name-blank', 'Name cannot be empty', [...at, 'name'])
  }
  if (link.subnetIds.length === 0) {
    const message = 'A VPC link requires at least one subnet'
    return fail('vpc-link/subnets', message, [...at, 'subnetIds'])
  }
  const before = own(design.access.vpcLinksV2, link.id)
  const vpcLinksV2 = withMember(design.access.vpcLinksV2, link.id, link)
  return (
    tagsRefusal(link.tags, before?.tags, [...at, 'tags']) ??
    ok({ ...design, access: { ...design.access, vpcLinksV2 } })
  )
}

/** Remove a VPC link. Refused while an integration of an HTTP API uses it. Problems: `vpc-link/not-found`, `vpc-link/in-use`. */
export function removeVpcLinkV2(design: Design, { id }: { readonly id: string }): Result<Design> {
  const at = ['access', 'vpcLinksV2', id]
  if (!own(design.access.vpcLinksV2, id)) {
    return fail('vpc-link/not-found', 'Invalid Vpc Link identifier specified', at)
  }
  const user = Object.values(design.apis).find(
    (api) =>
      api.protocol === 'HTTP' &&
      Object.values(api.integrations).some(({ connectionId }) => connectionId === id),
  )
  if (user) {
    const message = `Cannot delete vpc link. Vpc link '${id}', is referenced in API: ${user.id}`
    return fail('vpc-link/in-use', message, at)
  }
  const vpcLinksV2 = withoutMember(design.access.vpcLinksV2, id)
  return ok({ ...design, access: { ...design.access, vpcLinksV2 } })
}
