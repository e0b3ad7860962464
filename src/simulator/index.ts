// The face of the simulator: what other rooms may use is exactly what is named here.
import type { Address, Api, Design } from '../model/index.ts'
import { createEngine } from './engine.ts'
import type { Engine } from './engine.ts'
import type { Environment } from './environment.ts'
import type { SimulationCall } from './pipeline/exchange.ts'
import { runHttp } from './pipeline/http/http.ts'
import { resolveHost } from './pipeline/resolveHost.ts'
import { runRest } from './pipeline/rest.ts'
import type { Simulation } from './trace.ts'

export type {
  BackendRequest,
  Body,
  Decision,
  HeaderList,
  Simulation,
  Station,
  Step,
  Trace,
  TransformedTemplate,
} from './trace.ts'
export { stations } from './trace.ts'
export type { Budget, Environment, LiveAnswer } from './environment.ts'
export { defaultBudget } from './environment.ts'
export type { Engine } from './engine.ts'
export { createEngine } from './engine.ts'
export type { ClientRequest, SimulationCall } from './pipeline/exchange.ts'
export { Cancelled } from './pipeline/exchange.ts'
export type { Caller } from './caller.ts'
export { requestAs } from './caller.ts'
export type { Cryptography, TokenCheck, WebKey } from './cryptography.ts'
export type { KeySetPlace } from './authorizers/readIssuer.ts'
export { issuerHost } from './authorizers/readIssuer.ts'
export { issuerOf } from './authorizers/userPools.ts'
export type { SignedIn, SignIn, SignInRequest, SignInStep } from './sign-in/signIn.ts'
export { claimsOfToken, signIn } from './sign-in/signIn.ts'
export type { IssuerRequest, IssuerResponse } from './sign-in/issuer.ts'
export { respondAsIssuer } from './sign-in/respondAsIssuer.ts'
export type {
  AuthorizerTest,
  AuthorizerTestCall,
  GuardedMethod,
} from './authorizers/testAuthorizer.ts'
export { testAuthorizer } from './authorizers/testAuthorizer.ts'
export { sourceParts, sourcesOf } from './authorizers/identitySource.ts'
export type { Mending } from './mending.ts'
export { mendingOf } from './mending.ts'
export type { Reason } from './why.ts'
export { reasonsOf, why } from './why.ts'
export type { GatewayState, StateHolder } from './world/state.ts'
export { flushedCache, freshState } from './world/state.ts'

export type {
  BuiltinDescription,
  ContextValue,
  Overrides,
  Rendered,
  TemplateCall,
  TemplateEnvironment,
  TemplateParameters,
} from './context/index.ts'
export { builtins, renderTemplate, templateProblem } from './context/index.ts'
export { base64Decode, base64Encode, strictUtf8Text, utf8Bytes, utf8Text } from './context/index.ts'
export type { Profile, TemplateProblem } from './vtl/index.ts'
export { TemplateCache, methodNames } from './vtl/index.ts'

// single stages, for those who check them one by one
export { findRoute, createRouter } from './pipeline/matchRoute.ts'
export { resolveHost } from './pipeline/resolveHost.ts'
export type { RouteMatch, Router } from './pipeline/matchRoute.ts'
export { createRouteTable, matchRouteKey } from './routing/routeKeys.ts'
export { missingParameters } from './pipeline/validateRequest.ts'
export { mapHeaders, mapParameters } from './pipeline/mapParameters.ts'
export type { MappingSources } from './pipeline/expressions.ts'
export { parseQuery } from './pipeline/readRequest.ts'
export { chooseRequestTemplate, chooseResponseTemplate } from './pipeline/chooseTemplate.ts'
export { mockStatus } from './pipeline/callBackend.ts'
export { pickResponse } from './pipeline/selectResponse.ts'
export { renderUri } from './pipeline/endpoint.ts'
export { overriddenStatus } from './pipeline/mapResponse.ts'
export { renderGatewayResponse } from './pipeline/gatewayResponse.ts'
export { GatewayFailure } from './pipeline/exchange.ts'

/**
 * Send one request to an API of the design and tell what comes back, and how it came about.
 * What the design does wrong is an answer of the service with its problems in the trace; it never throws for that.
 * Throws `Cancelled` when the caller has lost interest. An engine that is kept makes further calls faster.
 */
export async function simulate(
  design: Design,
  call: SimulationCall,
  environment: Environment,
  engine: Engine = createEngine(),
): Promise<Simulation> {
  const api = apiOfCall(design, call, environment)
  if (!api) return notSimulated(call.apiId, `The design has no API ${call.apiId}.`, ['apis'])
  // the table pairs each protocol with the pipeline of that protocol
  const run = pipelines[api.protocol] as Pipeline<Api>
  return run(design, api, call, environment, engine)
}

/** How requests to APIs of a protocol run. */
type Pipeline<A extends Api> = (
  design: Design,
  api: A,
  call: SimulationCall,
  environment: Environment,
  engine: Engine,
) => Simulation | Promise<Simulation>

const pipelines = {
  REST: runRest,
  HTTP: runHttp,
  WEBSOCKET: (_design, api) =>
    notSimulated(api.id, 'WebSocket APIs are not simulated yet: only REST and HTTP APIs answer.', [
      'apis',
      api.id,
    ]),
} satisfies { [P in Api['protocol']]: Pipeline<Extract<Api, { readonly protocol: P }>> }

/** The API that a call reaches: the one that the custom domain in its Host header maps to, else the one that it names. */
function apiOfCall(
  design: Design,
  call: SimulationCall,
  environment: Environment,
): Api | undefined {
  const own = (id: string) => (Object.hasOwn(design.apis, id) ? design.apis[id] : undefined)
  const api = own(call.apiId)
  if (!api || (api.protocol === 'REST' && call.asTestInvoke === true)) return api
  return own(resolveHost(design, call, environment).apiId) ?? api
}

/** The response to a call that no pipeline runs. */
function notSimulated(apiId: string, message: string, at: Address): Simulation {
  const problem = { code: 'api/not-simulated', message, severity: 'error', at } as const
  return {
    status: 403,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', 'ForbiddenException'],
    ],
    body: { text: '{"message":"Forbidden"}' },
    log: [],
    trace: {
      tookMs: 0,
      steps: [
        {
          name: 'chooseApi',
          title: 'API',
          station: 'client',
          at,
          outcome: 'failed',
          input: { apiId },
          output: null,
          decisions: [{ text: message, at }],
          problems: [problem],
          startedMs: 0,
          tookMs: 0,
        },
      ],
    },
  }
}

export type { ServiceRule } from './rules/lookup.ts'
export type { Moment, Origin, Recording, RecordingLimits } from './recording.ts'
export { defaultRecordingLimits, recordTemplate, shortText } from './recording.ts'

export type {
  Coloured,
  ColourName,
  Declaration,
  DesignTemplate,
  Receiver,
  Starter,
  TemplateFacts,
  TemplateFinding,
  TemplateLook,
  TemplatePlace,
  TemplateRemark,
  ValueKind,
} from './language/index.ts'
export {
  allDeclarations,
  checkTemplate,
  colourNames,
  coloursOf,
  declarationsOf,
  diagnoseTemplate,
  formatTemplate,
  lookAtTemplate,
  receiverAt,
  starters,
  templateFacts,
  templateMethod,
  templateProblemAt,
  templatesOf,
} from './language/index.ts'
export { advanced, held, realClock, setTo, timeOf } from './world/clock.ts'
export type { SimulatedClock } from './world/clock.ts'
export { dueAfter } from './world/due.ts'
export type { Due, DueKind } from './world/due.ts'
