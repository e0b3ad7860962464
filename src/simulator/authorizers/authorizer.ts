import type { Authorizer, Json } from '../../model/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Guard } from '../exchange/guard.ts'
import type { StepDraft } from '../exchange/recorder.ts'
import type { Requester, Verdict } from './policy.ts'

/** An action that a caller may be allowed. */
export type InvokeAction = 'execute-api:Invoke' | 'execute-api:InvalidateCache'

/** Who the caller turned out to be, and what the policies that belong to the caller say. */
export interface Authorization {
  readonly requester: Requester
  /** What identity-based policies, or the policy of a Lambda authorizer, say of an action on this method; a token has no policy. */
  readonly verdict: ((action: InvokeAction) => Verdict) | undefined
  /** Members of `$context.identity`. */
  readonly identity: Exchange['identity']
  /** `$context.authorizer`. */
  readonly authorizer?: Readonly<Record<string, ContextValue>>
  readonly usageIdentifierKey?: string
  /** The text of the policy that a Lambda authorizer returned. */
  readonly policy?: string
  /** Condition keys that only this kind of authorization gives. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  /** How a refusal names the caller and the reason. */
  readonly refusal: (action: InvokeAction, effect: 'deny' | 'silent') => string
}

/** A request before its guard, as its kind of API shows it to authorizers. */
export interface GuardedRequest {
  readonly guard: Guard
  /** Those of the API, by their ids. */
  readonly authorizers: Readonly<Record<string, Authorizer>>
  /** The raw path below the host, which signatures cover. */
  readonly path: string
  /** The value of an identity source; `undefined` where the request has none. */
  readonly identityOf: (source: string) => string | undefined
  /** The event that the function of an authorizer gets; `identity` are the values of its identity sources. */
  readonly eventFor: (authorizer: Authorizer, identity: readonly string[]) => Json
}

/** How guards of an authorization type find out who calls. Throws a `GatewayFailure` for a caller who is not let in at all. */
export type Authorize = (
  exchange: Exchange,
  request: GuardedRequest,
  draft: StepDraft,
) => Promise<Authorization>
