import type { Design, Problem } from '../../model/index.ts'
import { requestAs } from '../caller.ts'
import type { Caller } from '../caller.ts'
import type { Environment } from '../environment.ts'
import { GatewayFailure } from './exchange.ts'
import type { Exchange, SimulationCall } from './exchange.ts'
import type { StepDraft } from './recorder.ts'

/** A call as it leaves its caller, or why it cannot. */
export interface PreparedCall {
  readonly call: SimulationCall
  readonly problems: readonly Problem[]
}

/** Sign the call, or give it its key or token, as its caller would. */
export async function prepareCall(
  design: Design,
  call: SimulationCall,
  environment: Environment,
): Promise<PreparedCall> {
  if (!call.caller || call.asTestInvoke === true) return { call, problems: [] }
  const result = await requestAs(design, call, call.caller, environment)
  if (!result.ok) return { call, problems: result.problems }
  return { call: { ...call, request: result.value }, problems: [] }
}

const sayings: Readonly<Record<Caller['kind'], string>> = {
  anonymous: 'The request is sent as it is: nobody signed it',
  apiKey: 'The request shows an API key',
  iamPrincipal: 'The request is signed by an IAM principal',
  identityPool: 'The request is signed with credentials of an identity pool',
  bearer: 'The request carries a bearer token',
  poolUser: 'The request carries a token of a user pool',
}

/** The stage: who sends the request. */
export function takeCaller(
  exchange: Pick<Exchange, 'call' | 'isTest'>,
  prepared: PreparedCall,
  draft: StepDraft,
): void {
  const { caller } = exchange.call
  if (!caller) {
    draft.skipped = true
    draft.decide('The request is sent as it is')
    return
  }
  draft.input = shownCaller(caller)
  if (exchange.isTest) {
    draft.skipped = true
    draft.decide('A test call is not authorized: its caller does not matter')
    return
  }
  if (prepared.problems.length > 0) {
    throw new GatewayFailure('FORBIDDEN', 403, 'Forbidden', { problems: prepared.problems })
  }
  draft.at =
    caller.kind === 'iamPrincipal'
      ? ['identities', 'principals', caller.principalId]
      : caller.kind === 'poolUser'
        ? ['identities', 'userPools', caller.poolId]
        : caller.apiKeyId === undefined
          ? draft.at
          : ['access', 'apiKeys', caller.apiKeyId]
  draft.decide(sayings[caller.kind], draft.at)
  if (caller.apiKeyId !== undefined && caller.kind !== 'apiKey') {
    draft.decide('The request shows an API key besides', ['access', 'apiKeys', caller.apiKeyId])
  }
  draft.output = { headers: Object.fromEntries(exchange.call.request.headers ?? []) }
}

/** The caller as a trace shows it: without its refresh token. */
function shownCaller(caller: Caller): StepDraft['input'] {
  if (caller.kind !== 'bearer') return { ...caller } as StepDraft['input'] // names and lists of names
  const { refreshToken: _refreshToken, ...shown } = caller
  return shown
}
