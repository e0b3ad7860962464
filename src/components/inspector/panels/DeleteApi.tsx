import { deleteApi } from '../../canvas/verbs.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { FormDelete } from '../FormActions.tsx'

/** Deletes the API of a form with the references to it, and offers Undo. */
export function DeleteApi({ apiId }: { readonly apiId: string }) {
  const stores = useStores()
  return <FormDelete label="Delete the API" onDelete={() => deleteApi(stores, apiId)} />
}
