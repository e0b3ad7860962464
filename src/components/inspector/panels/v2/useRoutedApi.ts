import type { HttpApi, WebSocketApi } from '../../../../model/index.ts'
import { useDesign } from '../../../store/StoreContext.tsx'

export type RoutedApi = HttpApi | WebSocketApi

/** The HTTP API with an id; `undefined` when the design has none. */
export function useHttpApi(apiId: string): HttpApi | undefined {
  const api = useDesign((design) => design.apis[apiId])
  return api?.protocol === 'HTTP' ? api : undefined
}

/** The HTTP or WebSocket API with an id; `undefined` when the design has neither. */
export function useRoutedApi(apiId: string): RoutedApi | undefined {
  const api = useDesign((design) => design.apis[apiId])
  return api?.protocol === 'HTTP' || api?.protocol === 'WEBSOCKET' ? api : undefined
}
