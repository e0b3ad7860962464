// The face of the simulator: what other rooms may use is exactly what is named here.
import type { Address, Api, Design } from '../model/index.ts'
import { createEngine } from './engine.ts'
import type { Engine } from './engine.ts'
import type { Environment } from './environment.ts'
import type { SimulationCall } from './exchange/call.ts'
import { arrive } from './pipeline/steps/arrive.ts'
import type { Arrival } from './pipeline/steps/arrive.ts'
import { runHttp } from './pipeline/http/http.ts'
import { runRest } from './pipeline/rest/rest.ts'
import type { Simulation } from './trace.ts'

export type {
  BackendRequest,
  Body,
  Decision,
  HeaderList,
  Simulation,
  Station,
  Step,
  StepFacts,
  Trace,
  TransformedTemplate,
} from './trace.ts'
export { stations } from './trace.ts'
export type { Budget, Environment, LiveAnswer } from './environment.ts'
export { defaultBudget } from './environment.ts'
export type { Engine } from './engine.ts'
export { createEngine } from './engine.ts'
export type { ClientRequest, SimulationCall, Caller } from './exchange/call.ts'
export { Cancelled, GatewayFailure } from './exchange/failure.ts'
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
} from './pipeline/rest/testAuthorizer.ts'
export { testAuthorizer } from './pipeline/rest/testAuthorizer.ts'
export { sourceParts, sourcesOf } from './authorizers/identitySource.ts'
export type { Mending } from './explain/mending.ts'
export { mendingOf } from './explain/mending.ts'
export type { Reason } from './explain/why.ts'
export { reasonsOf, why } from './explain/why.ts'
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
export {
  builtins,
  renderTemplate,
  templateProblem,
  base64Decode,
  base64Encode,
  strictUtf8Text,
  utf8Bytes,
  utf8Text,
} from './context/index.ts'
export type { Profile, TemplateProblem } from './vtl/index.ts'
export { TemplateCache, methodNames } from './vtl/index.ts'

// single steps, for those who check them one by one
export { createRouter, findRoute } from './routing/resourceRoutes.ts'
export { resolveHost } from './routing/resolveHost.ts'
export type { RouteMatch, Router } from './routing/resourceRoutes.ts'
export { createRouteTable, matchRouteKey } from './routing/routeKeys.ts'
export { missingParameters } from './pipeline/rest/validateRequest.ts'
export { mapHeaders, mapParameters } from './pipeline/rest/mapParameters.ts'
export type { MappingSources } from './pipeline/rest/expressions.ts'
export { preflightHeaders } from './pipeline/http/cors.ts'
export { parseQuery } from './pipeline/rest/readRequest.ts'
export { chooseRequestTemplate, chooseResponseTemplate } from './pipeline/rest/chooseTemplate.ts'
export { mockStatus } from './pipeline/rest/callBackend.ts'
export { pickResponse } from './pipeline/rest/selectResponse.ts'
export { renderUri } from './integrations/endpoint.ts'
export { overriddenStatus } from './pipeline/rest/mapResponse.ts'
export { renderGatewayResponse } from './pipeline/rest/gatewayResponse.ts'

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
  const named = Object.hasOwn(design.apis, call.apiId) ? design.apis[call.apiId] : undefined
  if (!named) return notSimulated(call.apiId, `The design has no API ${call.apiId}.`, ['apis'])
  const arrival = arrive(design, named, call, environment, engine)
  // the table pairs each protocol with the pipeline of that protocol
  const run = pipelines[arrival.api.protocol] as Pipeline<Api>
  return run(arrival, arrival.api)
}

/** How requests to APIs of a protocol run. */
type Pipeline<A extends Api> = (arrival: Arrival, api: A) => Simulation | Promise<Simulation>

const pipelines = {
  REST: runRest,
  HTTP: runHttp,
  WEBSOCKET: (_arrival, api) =>
    notSimulated(api.id, 'WebSocket APIs are not simulated yet: only REST and HTTP APIs answer.', [
      'apis',
      api.id,
    ]),
} satisfies { [P in Api['protocol']]: Pipeline<Extract<Api, { readonly protocol: P }>> }

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
          rule: 'Custom domain names',
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

export type { ServiceRule } from './explain/pages/lookup.ts'
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
