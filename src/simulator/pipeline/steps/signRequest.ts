import { requestAs } from '../../caller.ts'
import type { Caller, SimulationCall } from '../../exchange/call.ts'
import type { Engine } from '../../engine.ts'
import type { Environment } from '../../environment.ts'
import type { Design } from '../../../model/index.ts'
import { GatewayFailure } from '../../exchange/failure.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import type { ResolvedHost } from '../../exchange/host.ts'
import type { PipelineStep } from '../step.ts'

const sayings: Readonly<Record<Caller['kind'], string>> = {
  anonymous: 'The request is sent as it is: nobody signed it',
  apiKey: 'The request shows an API key',
  iamPrincipal: 'The request is signed by an IAM principal',
  identityPool: 'The request is signed with credentials of an identity pool',
  bearer: 'The request carries a bearer token',
  poolUser: 'The request carries a token of a user pool',
}

/** What signing reads of an exchange of any kind, and the call that it signs. */
interface Signable {
  readonly design: Design
  readonly environment: Environment
  readonly engine: Engine
  readonly host: ResolvedHost
  readonly isTest: boolean
  call: SimulationCall
}

/** The caller signs the request, or gives it an API key or a token. */
export const signRequest: PipelineStep<Signable, 'client'> = {
  name: 'signRequest',
  title: 'Caller',
  station: 'client',
  rule: 'Callers',
  applies: ({ call }) => call.caller !== undefined,
  run: async (exchange, draft) => {
    const { caller } = exchange.call
    draft.input = caller ? shownCaller(caller) : null
    if (exchange.isTest) {
      draft.skipped = true
      draft.decide('A test call is not authorized: its caller does not matter')
    } else if (caller) await sign(exchange, caller, draft)
  },
}

/** The caller as a trace shows it: without its refresh token. */
function shownCaller(caller: Caller): StepDraft['input'] {
  if (caller.kind !== 'bearer') return { ...caller } as StepDraft['input'] // names and lists of names
  const { refreshToken: _refreshToken, ...shown } = caller
  return shown
}

async function sign(exchange: Signable, caller: Caller, draft: StepDraft): Promise<void> {
  const { design, call, environment } = exchange
  const signed = await requestAs(design, call, caller, environment, exchange)
  if (!signed.ok) {
    throw new GatewayFailure('FORBIDDEN', 403, 'Forbidden', { problems: signed.problems })
  }
  exchange.call = { ...call, request: signed.value }
  draft.at =
    caller.kind === 'iamPrincipal'
      ? ['identities', 'principals', caller.principalId]
      : caller.kind === 'poolUser'
        ? ['identities', 'userPools', caller.poolId]
        : caller.kind === 'identityPool'
          ? ['identities', 'identityPools', caller.identityPoolId]
          : caller.apiKeyId === undefined
            ? draft.at
            : ['access', 'apiKeys', caller.apiKeyId]
  draft.decide(sayings[caller.kind], draft.at)
  if (caller.apiKeyId !== undefined && caller.kind !== 'apiKey') {
    draft.decide('The request shows an API key besides', ['access', 'apiKeys', caller.apiKeyId])
  }
  draft.output = { headers: Object.fromEntries(signed.value.headers ?? []) }
}
