import { quotas } from '../../../model/index.ts'
import type { ThrottleSettings } from '../../../model/index.ts'
import { withEntry } from '../../world/state.ts'
import type { RestExchange } from '../rest/exchange.ts'

/** What an account may take in a region unless it was raised. */
export const accountDefaults = {
  rateLimit: quotas.accountRate.most,
  burstLimit: quotas.accountBurst.most,
}

/** Limits as a bucket has them: what is left out is the account's. */
export interface BucketLimits {
  readonly rateLimit: number
  readonly burstLimit: number
}

/** The limits of some settings; `undefined` where nothing is limited. */
export function limitsOf(
  settings: ThrottleSettings | undefined,
  account: BucketLimits,
): BucketLimits | undefined {
  if (settings?.rateLimit === undefined && settings?.burstLimit === undefined) return undefined
  return {
    rateLimit: settings.rateLimit ?? account.rateLimit,
    burstLimit: settings.burstLimit ?? account.burstLimit,
  }
}

/**
 * Take one token out of a bucket that refills with time; false where it is empty.
 * Source: developer guide, request throttling: the burst is the bucket's size, the rate its refill.
 */
export function takeToken(
  { state, environment }: Pick<RestExchange, 'state' | 'environment'>,
  name: string,
  limits: BucketLimits,
): boolean {
  const now = environment.now()
  const known = Object.hasOwn(state.value.buckets, name) ? state.value.buckets[name] : undefined
  const refill = known ? (Math.max(0, now - known.at) / 1000) * limits.rateLimit : 0
  const tokens = Math.min(limits.burstLimit, known ? known.tokens + refill : limits.burstLimit)
  const isTaken = tokens >= 1
  const left = isTaken ? tokens - 1 : tokens
  const missing = limits.burstLimit - left
  // a rate of 0 never fills it again
  const fullAt = limits.rateLimit > 0 ? now + (missing / limits.rateLimit) * 1000 : now
  state.value = withEntry(state.value, 'buckets', name, { tokens: left, at: now, fullAt })
  return isTaken
}
