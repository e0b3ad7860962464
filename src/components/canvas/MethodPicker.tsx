import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { httpMethods, resourcePath } from '../../model/index.ts'
import type { HttpMethod, RestApi } from '../../model/index.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import { addMethodTo, currentResource } from './verbs.ts'

/** Add one of the methods that the selected resource does not have. */
export function MethodPicker({ api }: { readonly api: RestApi }) {
  const stores = useStores()
  useView((state) => state.selection)
  const resource = currentResource(stores)
  const path = resource ? resourcePath(api, resource.id) : ''
  return (
    <ButtonDropdown
      items={httpMethods.map((verb) => ({
        id: verb,
        text: verb,
        disabled: resource?.methods[verb] !== undefined,
      }))}
      ariaLabel={`Add a method to ${path}`}
      onItemClick={({ detail }) => {
        if (resource) addMethodTo(stores, resource.id, detail.id as HttpMethod) // an id of the list above
      }}
    >
      Method on {path}
    </ButtonDropdown>
  )
}
