import { accountDefaults, takeToken } from '../steps/buckets.ts'
import { required } from '../../exchange/failure.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'

const rule = 'Token bucket'

/** Hold requests to the limits of the route, which are its own or the stage's default, then to those of the account. */
export function throttle(exchange: HttpExchange, draft: StepDraft): void {
  const { stage, stageName, call } = exchange
  const routeKey = required(exchange.routeKey, 'a route key')
  const account = exchange.environment.accountThrottle ?? accountDefaults
  const routeSettings = stage?.routeSettings ?? {}
  const own = Object.hasOwn(routeSettings, routeKey) ? routeSettings[routeKey] : undefined
  const isOwn = own?.throttlingRateLimit !== undefined || own?.throttlingBurstLimit !== undefined
  const settings = isOwn ? own : stage?.defaultRouteSettings
  const { throttlingRateLimit, throttlingBurstLimit } = settings ?? {}
  if (throttlingRateLimit !== undefined || throttlingBurstLimit !== undefined) {
    const stageAt = ['apis', call.apiId, 'stages', stageName]
    const at = isOwn
      ? [...stageAt, 'routeSettings', routeKey]
      : [...stageAt, 'defaultRouteSettings']
    const limits = {
      // no route can exceed its account
      rateLimit: Math.min(throttlingRateLimit ?? account.rateLimit, account.rateLimit),
      burstLimit: Math.min(throttlingBurstLimit ?? account.burstLimit, account.burstLimit),
    }
    const shown = `${limits.rateLimit} requests a second, ${limits.burstLimit} at once`
    if (!takeToken(exchange, `stage/${call.apiId}/${stageName}/${routeKey}`, limits)) {
      throw httpFailure(429, {
        code: 'throttle/route',
        message: `The stage ${stageName} allows ${routeKey} ${shown}.`,
        at,
      })
    }
    draft.decide(`The request is within the limits of the route: ${shown}`, at, rule)
  }
  if (!takeToken(exchange, 'account', account)) {
    throw httpFailure(429, {
      code: 'throttle/account',
      message: `The account allows ${account.rateLimit} requests a second in this region, ${account.burstLimit} at once.`,
      at: ['apis', call.apiId],
    })
  }
  draft.decide('The request is within the limits of the account', undefined, rule)
}
