import { putVpcLink, removeVpcLink, vpcLinkStatuses } from '../../../model/index.ts'
import type { Address, Design, VpcLink, VpcLinkStatus } from '../../../model/index.ts'
import { useDesign } from '../../store/StoreContext.tsx'
import { SelectField, TextField, optional } from '../fields/fields.tsx'
import { listed, presentMembers } from '../fields/lists.ts'
import { TagsField } from '../fields/TagsField.tsx'
import { Remove } from './Remove.tsx'

const statusLabels: Readonly<Record<VpcLinkStatus, string>> = {
  AVAILABLE: 'Available',
  PENDING: 'Pending',
  DELETING: 'Deleting',
  FAILED: 'Failed',
}

/** A VPC link: the way to load balancers that the internet does not reach. */
export function VpcLinkForm({ id, at }: { readonly id: string; readonly at: Address }) {
  const link = useDesign(({ access }) => access.vpcLinks[id])
  if (!link) return <p>This VPC link is no longer there.</p>
  const put =
    (change: { readonly [K in keyof VpcLink]?: VpcLink[K] | undefined }) => (design: Design) =>
      putVpcLink(design, { link: presentMembers<VpcLink>({ ...link, ...change }) })
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
        at={[...at, 'description']}
        label="Description"
        value={link.description ?? ''}
        edit={(description) => put({ description: optional(description) })}
      />
      <TextField
        at={[...at, 'targetArns']}
        label="Target NLB"
        help="The ARN of a network load balancer."
        value={link.targetArns.join(', ')}
        edit={(value) => put({ targetArns: listed(value) })}
      />
      <SelectField
        at={[...at, 'status']}
        label="Status"
        help="What a simulated call meets: only an available link lets requests through."
        value={link.status ?? 'AVAILABLE'}
        options={vpcLinkStatuses.map((value) => ({ value, label: statusLabels[value] }))}
        edit={(value) =>
          put({
            status: vpcLinkStatuses.find((status) => status === value && status !== 'AVAILABLE'),
          })
        }
      />
      {link.status === 'FAILED' && (
        <TextField
          at={[...at, 'statusMessage']}
          label="Status message"
          value={link.statusMessage ?? ''}
          edit={(value) => put({ statusMessage: optional(value) })}
        />
      )}
      <p className="gw-help">
        Integrations name it by its id: <code>{id}</code>
      </p>
      <TagsField at={at} tags={link.tags} edit={(tags) => put({ tags })} />
      <Remove
        label="Delete the VPC link"
        done={`Deleted the VPC link ${link.name}.`}
        operation={(design) => removeVpcLink(design, { id })}
      />
    </>
  )
}
