import type { GatewayState } from './state.ts'

/** What the gateway waits for. */
export type DueKind = 'bucket' | 'quota' | 'authorization' | 'token' | 'response'

/** Things of one kind that become due: when the first of them does, and how many there are. */
export interface Due {
  readonly kind: DueKind
  /** Milliseconds since 1970. */
  readonly at: number
  readonly count: number
}

/** What becomes due after a moment, the soonest first. */
export function dueAfter(state: GatewayState, now: number): readonly Due[] {
  const moments: Readonly<Record<DueKind, readonly number[]>> = {
    bucket: Object.values(state.buckets).map(({ fullAt }) => fullAt),
    quota: Object.values(state.quotas).map(({ periodEnd }) => periodEnd),
    authorization: [
      ...Object.values(state.authorizations),
      ...Object.values(state.routeAuthorizations),
    ].map(({ expiresAt }) => expiresAt),
    token: Object.values(state.verifiedTokens).map(({ expiresAt }) => expiresAt),
    response: Object.values(state.responses).map(({ expiresAt }) => expiresAt),
  }
  const kinds = Object.entries(moments) as [DueKind, readonly number[]][] // the keys above
  return kinds
    .flatMap(([kind, all]) => {
      const later = all.filter((at) => at > now)
      return later.length === 0 ? [] : [{ kind, at: Math.min(...later), count: later.length }]
    })
    .sort((first, second) => first.at - second.at)
}
