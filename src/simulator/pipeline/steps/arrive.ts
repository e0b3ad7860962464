import type { Api, Design } from '../../../model/index.ts'
import type { Engine } from '../../engine.ts'
import type { Environment } from '../../environment.ts'
import type { StepFacts } from '../../trace.ts'
import type { SimulationCall } from '../../exchange/call.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import { freshState } from '../../world/state.ts'
import { emptyPayload } from '../../message/payload.ts'
import { Recorder } from '../../exchange/recorder.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { resolveHost } from '../../routing/resolveHost.ts'
import type { ResolvedHost } from '../../exchange/host.ts'

/** A request that has reached its host. What kind of API it finds there decides which pipeline runs. */
export interface Arrival {
  readonly design: Design
  readonly call: SimulationCall
  /** Its clock stands at the moment of the call. */
  readonly environment: Environment
  readonly engine: Engine
  readonly recorder: Recorder
  /** A refusal in it ends the run: how it is answered is a matter of the kind of API. */
  readonly host: ResolvedHost
  /** The API that the request reached. */
  readonly api: Api
}

const step = {
  name: 'resolveHost',
  title: 'Host',
  station: 'client',
  rule: 'Custom domain names',
  groundOf: 'every status',
} satisfies StepFacts

/** Begin a run: find which API the request reaches by its host. `api` is the one that the call names. */
export function arrive(
  design: Design,
  api: Api,
  call: SimulationCall,
  givenEnvironment: Environment,
  engine: Engine,
): Arrival {
  const { at } = call
  const environment = at === undefined ? givenEnvironment : { ...givenEnvironment, now: () => at }
  const recorder = new Recorder(environment.elapsed)
  // only REST APIs have test calls, which reach their API whatever its host says
  const isTest = api.protocol === 'REST' && call.asTestInvoke === true
  const host = recorder.step(step, ['apis', api.id], (draft) =>
    report(resolveHost(design, call, environment), call, isTest, draft),
  )
  const reached = Object.hasOwn(design.apis, host.apiId) ? design.apis[host.apiId] : undefined
  const isOtherKind = isTest && reached?.protocol !== 'REST'
  return {
    design,
    call,
    environment,
    engine,
    recorder,
    host,
    api: reached && !isOtherKind ? reached : api,
  }
}

function report(
  host: ResolvedHost,
  call: SimulationCall,
  isTest: boolean,
  draft: StepDraft,
): ResolvedHost {
  const { refusal, ...reached } = host
  draft.input = { host: host.domain?.name ?? null, path: call.request.path }
  draft.at = host.at
  draft.decide(host.reason, host.at, 'Custom domain names')
  if (refusal && !isTest) {
    draft.tell({ ...refusal, severity: 'error' })
    draft.failed = true
    return host
  }
  draft.output = { api: host.apiId, path: host.path }
  return reached
}

/** An exchange of any kind at its beginning: the request has arrived, and nothing has been read yet. */
export function startExchange(
  { design, environment, engine, recorder, host }: Arrival,
  facts: Pick<
    Exchange,
    | 'call'
    | 'requestId'
    | 'startedAt'
    | 'forwardedTraceId'
    | 'isTest'
    | 'path'
    | 'stageName'
    | 'identity'
  >,
): Exchange {
  return {
    design,
    environment,
    engine,
    recorder,
    host,
    ...facts,
    ...(host.domain && { domain: host.domain }),
    state: environment.state ?? { value: freshState },
    stageVariables: {},
    httpMethod: facts.call.request.method.toUpperCase(),
    headers: [],
    query: [],
    sentBody: emptyPayload,
    entryAt: undefined,
    guard: undefined,
    pathParameters: {},
    conditionKeys: {},
    payload: emptyPayload,
    status: 0,
    responseHeaders: [],
    responseBody: emptyPayload,
  }
}
