import { apiIdOf } from '../../../model/index.ts'
import type { Address, Api, Design } from '../../../model/index.ts'
import type { FlowBuilder, FlowGraph } from './graph.ts'
import { buildHttpFlow } from './http.ts'
import { buildRestFlow } from './rest.ts'

const builders = {
  REST: buildRestFlow,
  HTTP: buildHttpFlow,
  WEBSOCKET: () => undefined,
} satisfies { [P in Api['protocol']]: FlowBuilder }

/** The stations of a method or route, with what is configured at each; `undefined` where there is none. */
export function buildFlow(design: Design, entryAt: Address): FlowGraph | undefined {
  const apiId = apiIdOf(entryAt) ?? ''
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  return api && builders[api.protocol](design, entryAt)
}
