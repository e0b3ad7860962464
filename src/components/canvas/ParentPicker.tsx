import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import { resourceAddress, resourcesByPath } from '../../model/index.ts'
import type { Resource, RestApi } from '../../model/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { moveUnder } from './verbs.ts'

/** Move a resource under another one, with the same report and Undo as a move on the map. */
export function ParentPicker({
  api,
  resource,
}: {
  readonly api: RestApi
  readonly resource: Resource
}) {
  const stores = useStores()
  const options = resourcesByPath(api).map((each) => ({
    value: each.resource.id,
    label: each.path,
  }))
  return (
    <FormField label="Below">
      <Select
        selectedOption={options.find(({ value }) => value === resource.parentId) ?? null}
        options={options}
        onChange={({ detail }) => {
          const parentId = detail.selectedOption.value
          if (parentId === undefined || parentId === resource.parentId) return
          moveUnder(stores, [resourceAddress(api.id, resource.id)], parentId)
        }}
      />
    </FormField>
  )
}
