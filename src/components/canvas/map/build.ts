import type { Api, Design } from '../../../model/index.ts'
import { emptyMap } from './graph.ts'
import type { MapBuilder, MapGraph } from './graph.ts'
import { buildHttpMap } from './http.ts'
import { buildRestMap } from './rest.ts'

const builders = {
  REST: buildRestMap,
  HTTP: buildHttpMap,
  WEBSOCKET: (_design, api) => emptyMap(api.id, 'WEBSOCKET'),
} satisfies { [P in Api['protocol']]: MapBuilder<Extract<Api, { readonly protocol: P }>> }

/** The map of an API; empty for one that is not there or not drawn. Items of `before` that say the same are taken over. */
export function buildMap(design: Design, apiId: string, before?: MapGraph): MapGraph {
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (!api) return emptyMap(apiId)
  // the table pairs each protocol with the builder of that protocol
  const build = builders[api.protocol] as MapBuilder<Api>
  return build(design, api, before?.apiId === apiId ? before : undefined)
}
