import type { Address, Design, Result } from '../../../model/index.ts'
import { MapField } from './MapField.tsx'
import { without } from './lists.ts'

/** The tags of a thing. */
export function TagsField({
  at,
  tags,
  edit,
}: {
  readonly at: Address
  readonly tags: Readonly<Record<string, string>>
  readonly edit: (tags: Record<string, string>) => (design: Design) => Result<Design>
}) {
  return (
    <MapField
      at={[...at, 'tags']}
      label="Tags"
      nameLabel="Key"
      valueLabel="Value"
      entries={Object.entries(tags)}
      set={(key, value) => edit({ ...tags, [key]: value })}
      remove={(key) => edit(without(tags, key))}
    />
  )
}
