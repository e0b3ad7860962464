// The face of the simulator: what other rooms may use is exactly what is named here.
import type { Design, Result, RestApi } from '../model/index.ts'
import { fail, ok } from '../model/index.ts'
import type { Environment } from './environment.ts'
import type { SimulationCall } from './pipeline/exchange.ts'
import { createRouter } from './pipeline/matchRoute.ts'
import { runRest } from './pipeline/rest.ts'
import type { Prepared } from './pipeline/rest.ts'
import type { Simulation } from './trace.ts'
import { TemplateCache } from './vtl/index.ts'

export type { Budget, Environment, LiveAnswer } from './environment.ts'
export { defaultBudget } from './environment.ts'
export type { ClientRequest, SimulationCall } from './pipeline/exchange.ts'
export type {
  BackendRequest,
  Body,
  Decision,
  HeaderList,
  Simulation,
  Station,
  Step,
  Trace,
} from './trace.ts'
export { stations } from './trace.ts'
export type {
  BuiltinDescription,
  ContextValue,
  Overrides,
  Rendered,
  TemplateCall,
  TemplateEnvironment,
  TemplateParameters,
} from './context/index.ts'
export {
  base64Encode,
  builtins,
  renderTemplate,
  templateProblem,
  utf8Bytes,
} from './context/index.ts'
export type { TemplateProblem } from './vtl/index.ts'
export { TemplateCache, methodNames } from './vtl/index.ts'
export { chooseRequestTemplate } from './pipeline/chooseTemplate.ts'
export { mappedValue } from './pipeline/expressions.ts'
export { effectiveGatewayResponse, fillTemplate } from './pipeline/gatewayResponse.ts'
export { mockStatus, renderUri } from './pipeline/mapRequest.ts'
export { overriddenStatus } from './pipeline/mapResponse.ts'
export { createRouter, findRoute } from './pipeline/matchRoute.ts'
export { parseQuery } from './pipeline/readRequest.ts'
export { selectIntegrationResponse } from './pipeline/selectResponse.ts'
export { missingParameters } from './pipeline/validateRequest.ts'
export { GatewayFailure } from './pipeline/exchange.ts'

/** Runs requests through APIs; what an API needs is prepared once, for as long as it does not change. */
export interface SimulatorEngine {
  readonly simulate: (
    design: Design,
    call: SimulationCall,
    environment: Environment,
  ) => Promise<Result<Simulation>>
}

/** A new engine with caches of its own. */
export function createEngine(): SimulatorEngine {
  const prepared = new WeakMap<RestApi, Prepared>()
  const cache = new TemplateCache()
  return {
    simulate: async (design, call, environment) => {
      const api = Object.hasOwn(design.apis, call.apiId) ? design.apis[call.apiId] : undefined
      if (!api) return fail('call/no-api', `There is no API ${call.apiId} in the design.`)
      if (api.protocol !== 'REST') {
        return fail('call/protocol', `${api.protocol} APIs are not simulated yet.`, [
          'apis',
          api.id,
        ])
      }
      let ready = prepared.get(api)
      if (!ready) {
        ready = { router: createRouter(api), patterns: new Map(), cache }
        prepared.set(api, ready)
      }
      return ok(await runRest(design, api, call, environment, ready))
    },
  }
}

/** Run one request with an engine made for it. */
export function simulate(
  design: Design,
  call: SimulationCall,
  environment: Environment,
): Promise<Result<Simulation>> {
  return createEngine().simulate(design, call, environment)
}
