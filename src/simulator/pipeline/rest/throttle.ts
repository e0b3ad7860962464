import type { Problem } from '../../../model/index.ts'
import { accountDefaults, takeToken } from '../steps/buckets.ts'
import type { BucketLimits } from '../steps/buckets.ts'
import { GatewayFailure, required } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { settingsOf } from './methodSettings.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Hold calls to the limits of the method in its stage, then to those of the account. */
export function throttle(exchange: RestExchange, draft: StepDraft): void {
  if (exchange.isTest) {
    draft.skipped = true
    draft.decide('A test call is not throttled')
    return
  }
  const { apiId } = exchange.call
  const { stageName } = exchange
  const account = exchange.environment.accountThrottle ?? accountDefaults
  const method = required(exchange.method, 'a method')
  const path = exchange.resourcePath ?? ''
  const { all, own, ownKey } = settingsOf(exchange.stage, path, method.httpMethod)
  const isOwn = own.throttlingRateLimit !== undefined || own.throttlingBurstLimit !== undefined
  const settings = isOwn ? own : all
  const { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit } = settings
  const settingsAt = ['apis', apiId, 'stages', stageName, 'methodSettings']
  if (rateLimit !== undefined || burstLimit !== undefined) {
    const at = [...settingsAt, isOwn && ownKey !== undefined ? ownKey : '*/*']
    const limits = {
      rateLimit: rateLimit ?? account.rateLimit,
      burstLimit: burstLimit ?? account.burstLimit,
    }
    const bucket = `stage/${apiId}/${stageName}/${path}/${method.httpMethod}`
    if (!takeToken(exchange, bucket, limits)) {
      throw throttled(exchange, limits, {
        code: 'throttle/method',
        message: `The stage ${stageName} takes ${limits.rateLimit} calls a second of this method, ${limits.burstLimit} at once.`,
        at,
      })
    }
    draft.decide(
      `The method may be called ${limits.rateLimit} times a second, ${limits.burstLimit} at once: this call is within`,
      at,
      'Token bucket',
    )
  }
  if (!takeToken(exchange, 'account', account)) {
    throw throttled(exchange, account, {
      code: 'throttle/account',
      message: `The account takes ${account.rateLimit} calls a second in this region, ${account.burstLimit} at once.`,
      at: ['apis', apiId],
    })
  }
  draft.decide('The call is within the limits of the account', undefined, 'Token bucket')
}

/** The 429 of an empty bucket. */
export function throttled(
  exchange: RestExchange,
  limits: BucketLimits,
  problem: Omit<Problem, 'severity'>,
): GatewayFailure {
  const { resource, httpMethod, stageName } = exchange
  return new GatewayFailure('THROTTLED', 429, 'Too Many Requests', {
    logLines: [
      `Key throttle limit exceeded for RestApi ${exchange.call.apiId}, Stage ${stageName}, Resource ${resource?.id ?? ''}, HttpMethod ${httpMethod}. Limit: ${limits.rateLimit.toFixed(2)} Burst: ${limits.burstLimit}`,
    ],
    problems: [{ ...problem, severity: 'error' }],
  })
}
