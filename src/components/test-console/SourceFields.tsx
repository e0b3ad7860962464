import { useId } from 'react'
import type { RequestDraft } from './requestDraft.ts'

const fields: readonly {
  readonly name: 'ip' | 'vpcEndpointId' | 'vpcId' | 'arn' | 'accountId' | 'country'
  readonly label: string
  readonly placeholder: string
}[] = [
  { name: 'ip', label: 'From address', placeholder: '127.0.0.1' },
  { name: 'vpcEndpointId', label: 'VPC endpoint', placeholder: 'none: over the internet' },
  { name: 'vpcId', label: 'VPC', placeholder: 'none' },
  { name: 'arn', label: 'Source ARN', placeholder: 'none: no service makes the call' },
  { name: 'accountId', label: 'Source account', placeholder: 'that of the source ARN' },
  { name: 'country', label: 'Country', placeholder: 'not told; DE, for one' },
]

/** Where the call comes from: resource policies look at it. */
export function SourceFields({
  draft,
  onChange,
}: {
  readonly draft: RequestDraft
  readonly onChange: (part: Partial<RequestDraft>) => void
}) {
  const id = useId()
  return (
    <>
      {fields.map(({ name, label, placeholder }) => (
        <div key={name} className="gw-entry gw-choice">
          <label htmlFor={`${id}${name}`}>{label}</label>
          <input
            id={`${id}${name}`}
            value={draft.source?.[name] ?? ''}
            placeholder={placeholder}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) =>
              onChange({ source: { ...draft.source, [name]: event.target.value } })
            }
          />
        </div>
      ))}
      <div className="gw-entry gw-choice">
        <label htmlFor={`${id}webAcl`}>Web ACL</label>
        <select
          id={`${id}webAcl`}
          value={draft.source?.webAcl ?? ''}
          onChange={(event) =>
            onChange({ source: { ...draft.source, webAcl: event.target.value } })
          }
        >
          <option value="">Allow</option>
          <option value="BLOCK">Block (if the stage has a web ACL)</option>
        </select>
      </div>
      <p className="gw-quiet">
        Resource policies decide by where a call comes from, and by the thing that makes it for a
        service. A private API is called through a VPC endpoint. CloudFront tells the country to
        edge-optimized APIs.
      </p>
    </>
  )
}
