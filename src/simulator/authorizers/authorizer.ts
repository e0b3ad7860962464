import type { Exchange } from '../pipeline/exchange.ts'
import type { StepDraft } from '../pipeline/recorder.ts'
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
  readonly authorizer?: NonNullable<Exchange['authorizer']>
  readonly usageIdentifierKey?: string
  /** The text of the policy that a Lambda authorizer returned. */
  readonly policy?: string
  /** Condition keys that only this kind of authorization gives. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  /** How a refusal names the caller and the reason. */
  readonly refusal: (action: InvokeAction, effect: 'deny' | 'silent') => string
}

/** How methods of an authorization type find out who calls. Throws a `GatewayFailure` for a caller who is not let in at all. */
export type Authorize = (exchange: Exchange, draft: StepDraft) => Promise<Authorization>
