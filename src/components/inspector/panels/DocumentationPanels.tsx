import {
  locationMembersOf,
  putDocumentationPart,
  putDocumentationVersion,
  removeDocumentationPart,
  removeDocumentationVersion,
} from '../../../model/index.ts'
import type { Address, DocumentationPart } from '../../../model/index.ts'
import { AreaField, SelectField, TextField, choices } from '../fields/fields.tsx'
import { jsonCause } from '../fields/jsonCause.ts'
import { momentText } from '../../ui/moment.ts'
import { Remove } from './Remove.tsx'
import { useRestApi } from './useRestApi.ts'

type Location = DocumentationPart['location']
type Member = Exclude<keyof Location, 'type'>

const labels: Readonly<Record<Member, string>> = {
  path: 'Path',
  method: 'Method',
  statusCode: 'Status code',
  name: 'Name',
}

/** A documentation part: where it belongs and what it says. */
export function DocumentationPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , id = ''] = at
  const part = useRestApi(apiId)?.documentationParts[id]
  if (!part) return <p>This documentation part is no longer there.</p>
  const put = (next: DocumentationPart) => (design: Parameters<typeof putDocumentationPart>[0]) =>
    putDocumentationPart(design, { apiId, part: next })
  return (
    <>
      <SelectField
        at={[...at, 'location', 'type']}
        label="Type"
        value={part.location.type}
        options={choices(Object.keys(locationMembersOf))}
        edit={(value) => {
          const type = value as Location['type'] // one of the options
          const kept = locationMembersOf[type].flatMap((member) => {
            const text = part.location[member]
            return text === undefined ? [] : [[member, text]]
          })
          return put({ ...part, location: { type, ...Object.fromEntries(kept) } })
        }}
      />
      {locationMembersOf[part.location.type].map((member) => (
        <TextField
          key={member}
          at={[...at, 'location', member]}
          label={labels[member]}
          commits="leaving"
          {...(member !== 'name' && {
            help: member === 'path' ? 'Empty: the root.' : 'Empty: any.',
          })}
          value={part.location[member] ?? ''}
          edit={(value) => {
            const { [member]: _before, ...location } = part.location
            return put({
              ...part,
              location: { ...location, ...(value !== '' && { [member]: value }) },
            })
          }}
        />
      ))}
      <AreaField
        at={[...at, 'properties']}
        label="Properties"
        help='A JSON object: {"description": "…"}.'
        rows={10}
        explain={jsonCause}
        value={part.properties}
        edit={(properties) => put({ ...part, properties })}
      />
      <Remove
        label="Delete the documentation part"
        done="Deleted the documentation part."
        apiId={apiId}
        operation={(design) => removeDocumentationPart(design, { apiId, id })}
      />
    </>
  )
}

/** A version of the documentation, which a stage can publish. */
export function DocumentationVersionPanel({ at }: { readonly at: Address }) {
  const [, apiId = '', , name = ''] = at
  const version = useRestApi(apiId)?.documentationVersions[name]
  if (!version) return <p>This documentation version is no longer there.</p>
  return (
    <>
      <p className="gw-path">{name}</p>
      {version.createdDate !== undefined && (
        <p className="gw-help">Made {momentText(version.createdDate)}.</p>
      )}
      <TextField
        at={[...at, 'description']}
        label="Description"
        value={version.description ?? ''}
        edit={(description) => (design) => {
          const { description: _before, ...rest } = version
          return putDocumentationVersion(design, {
            apiId,
            version: { ...rest, ...(description !== '' && { description }) },
          })
        }}
      />
      <Remove
        label="Delete the documentation version"
        done={`Deleted the documentation version ${name}.`}
        apiId={apiId}
        operation={(design) => removeDocumentationVersion(design, { apiId, version: name })}
      />
    </>
  )
}
