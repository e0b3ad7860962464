import { quotas } from '../model/index.ts'
import type { CannedAnswer } from '../model/index.ts'
import type { Cryptography, WebKey } from './cryptography.ts'
import type { StateHolder } from './world/state.ts'
import type { BackendRequest, Body, HeaderList } from './trace.ts'

/** What a run may use up before it is stopped. */
export interface Budget {
  /** Steps of the template evaluator for one template. */
  readonly templateSteps: number
  /** Characters that one template may print. */
  readonly outputCharacters: number
  /** Milliseconds for one template. */
  readonly templateMs: number
  /** Bytes of a request body and of a backend's answer. */
  readonly bodyBytes: number
}

export const defaultBudget: Budget = {
  templateSteps: 5_000_000,
  outputCharacters: quotas.payload.most,
  templateMs: 2_000,
  bodyBytes: quotas.payload.most,
}

/** What a real endpoint answered, or why it did not. */
export type LiveAnswer =
  | { readonly status: number; readonly headers: HeaderList; readonly body: Body }
  | { readonly failure: 'timeout' | 'network'; readonly message: string }

/** The key set of an issuer on the internet, or why there is none. */
export type KeySetAnswer = { readonly keys: readonly WebKey[] } | { readonly failure: string }

/**
 * Everything that a run takes from the world. With the same environment the same run gives the same answer.
 */
export interface Environment {
  /** Milliseconds since 1970: dates, request times. */
  readonly now: () => number
  /** Milliseconds on a clock that only goes forward: durations and budgets. */
  readonly elapsed: () => number
  /** A request id: a UUID. */
  readonly nextRequestId: () => string
  readonly budget: Budget
  readonly accountId: string
  readonly region: string
  readonly sourceIp: string
  readonly userAgent: string
  /** Asks a real endpoint; absent: live backends are refused, and the trace says so. */
  readonly fetchLive?: (
    request: BackendRequest,
    limits: { readonly timeoutMs: number; readonly bodyBytes: number },
  ) => Promise<LiveAnswer>
  /** Fetches the key set of an issuer outside the design, where the user has allowed its host. Absent: none is fetched. */
  readonly fetchKeySet?: (issuer: string) => Promise<KeySetAnswer>
  /** Canned answers that come before those of the design: by URI, function name, backend key or `*`. */
  readonly answers?: Readonly<Record<string, CannedAnswer>>
  /** Checks signatures and tokens; asked for only when a design needs it. Absent: nobody who has to be known is let through. */
  readonly cryptography?: () => Promise<Cryptography>
  /** What the gateway remembers between calls: buckets, quotas, caches. Absent: each call meets a fresh gateway. */
  readonly state?: StateHolder
  /** What the account may take in this region; absent: the service's default. */
  readonly accountThrottle?: { readonly rateLimit: number; readonly burstLimit: number }
  /** Turns true when the caller has lost interest; looked at between steps. */
  readonly cancelled?: () => boolean
}
