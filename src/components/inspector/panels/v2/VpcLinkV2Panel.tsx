import { putVpcLinkV2, removeVpcLinkV2 } from '../../../../model/index.ts'
import type { Address, Design, VpcLinkV2 } from '../../../../model/index.ts'
import { useDesign } from '../../../store/StoreContext.tsx'
import { SelectField, TextField } from '../../fields/fields.tsx'
import { listed, presentMembers } from '../../fields/lists.ts'
import { TagsField } from '../../fields/TagsField.tsx'
import { Remove } from '../Remove.tsx'

type VpcLinkV2Status = NonNullable<VpcLinkV2['status']>

const statusLabels: Readonly<Record<VpcLinkV2Status, string>> = {
  AVAILABLE: 'Available',
  PENDING: 'Pending',
  DELETING: 'Deleting',
  FAILED: 'Failed',
  INACTIVE: 'Inactive',
}

const statuses = Object.keys(statusLabels) as VpcLinkV2Status[] // the table's own keys

/** A VPC link for HTTP APIs: the way to load balancers and Cloud Map services inside a VPC. */
export function VpcLinkV2Panel({ at }: { readonly at: Address }) {
  const [, , id = ''] = at
  const link = useDesign(({ access }) => access.vpcLinksV2[id])
  if (!link) return <p>This VPC link is no longer there.</p>
  const put =
    (change: { readonly [K in keyof VpcLinkV2]?: VpcLinkV2[K] | undefined }) => (design: Design) =>
      putVpcLinkV2(design, { link: presentMembers<VpcLinkV2>({ ...link, ...change }) })
  return (
    <>
      <TextField
        at={[...at, 'name']}
        label="Name"
        commits="leaving"
        value={link.name}
        edit={(name) => put({ name })}
      />
      <TextField
        at={[...at, 'subnetIds']}
        label="Subnets"
        help="Subnet IDs, separated by commas. API Gateway cannot change the subnets of a VPC link after it is created."
        placeholder="subnet-0a1b2c3d, subnet-4e5f6a7b"
        commits="leaving"
        value={link.subnetIds.join(', ')}
        edit={(value) => put({ subnetIds: listed(value) })}
      />
      <TextField
        at={[...at, 'securityGroupIds']}
        label="Security groups"
        help="Security group IDs, separated by commas."
        placeholder="sg-0a1b2c3d"
        commits="leaving"
        value={link.securityGroupIds.join(', ')}
        edit={(value) => put({ securityGroupIds: listed(value) })}
      />
      <SelectField
        at={[...at, 'status']}
        label="Status"
        help="Used by simulated requests: only an available VPC link passes them on. A VPC link without traffic for 60 days becomes inactive."
        value={link.status ?? 'AVAILABLE'}
        options={statuses.map((value) => ({ value, label: statusLabels[value] }))}
        edit={(value) =>
          put({ status: statuses.find((status) => status === value && status !== 'AVAILABLE') })
        }
      />
      <p className="gw-help">
        VPC link ID: <code>{id}</code>
      </p>
      <TagsField at={at} tags={link.tags} edit={(tags) => put({ tags })} />
      <Remove
        label="Delete the VPC link"
        done={`Deleted the VPC link ${link.name}.`}
        operation={(design) => removeVpcLinkV2(design, { id })}
      />
    </>
  )
}
