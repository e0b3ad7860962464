import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { addMethod, httpMethods, resourcePath } from '../../model/index.ts'
import type { HttpMethod, RestApi } from '../../model/index.ts'
import { selectedResource } from '../commands/canvas.ts'
import { useStores, useView } from '../store/StoreContext.tsx'

/** Add one of the methods that the selected resource does not have. */
export function MethodPicker({ api }: { readonly api: RestApi }) {
  const stores = useStores()
  useView((state) => state.selection)
  const target = selectedResource(stores)
  const resource = target && api.resources[target.resourceId]
  const path = target ? resourcePath(api, target.resourceId) : ''
  const add = (httpMethod: HttpMethod) => {
    if (!target) return
    const { edit } = stores.designStore.getState()
    const result = edit(`Add ${httpMethod} ${path}`, (design) =>
      addMethod(design, { ...target, httpMethod }),
    )
    if (result.ok)
      stores.viewStore
        .getState()
        .select(['apis', api.id, 'resources', target.resourceId, 'methods', httpMethod])
  }
  return (
    <ButtonDropdown
      items={httpMethods.map((verb) => ({
        id: verb,
        text: verb,
        disabled: resource?.methods[verb] !== undefined,
      }))}
      ariaLabel={`Add a method to ${path}`}
      onItemClick={({ detail }) => add(detail.id as HttpMethod)}
    >
      Method on {path}
    </ButtonDropdown>
  )
}
