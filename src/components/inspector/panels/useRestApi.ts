import type { RestApi } from '../../../model/index.ts'
import { useDesign } from '../../store/StoreContext.tsx'

/** The REST API with an id, while it is there. */
export function useRestApi(apiId: string): RestApi | undefined {
  const api = useDesign((design) => design.apis[apiId])
  return api?.protocol === 'REST' ? api : undefined
}
