import { nextPeriodStartOf, periodStartOf } from '../../../model/index.ts'
import type { Address, ApiKey, ApiStage, QuotaSettings, UsagePlan } from '../../../model/index.ts'
import { withEntry } from '../../world/state.ts'
import { accountDefaults, limitsOf, takeToken } from '../steps/buckets.ts'
import { GatewayFailure, required } from '../../exchange/failure.ts'
import { shownApiKey } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { refusedKeyLine } from './log.ts'
import { isKeyOf } from './methodSettings.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { throttled } from './throttle.ts'

/** A key with the plan that lets it into this stage. */
interface Entitlement {
  readonly key: ApiKey
  readonly plan: UsagePlan
  readonly apiStage: ApiStage
}

/** Require an API key, and count the call against the usage plan that the key belongs to. */
export function checkApiKey(exchange: RestExchange, draft: StepDraft): void {
  const method = required(exchange.method, 'a method')
  const at = [...required(exchange.entryAt, 'an address'), 'apiKeyRequired']
  draft.at = at
  if (exchange.isTest || !method.apiKeyRequired) {
    draft.skipped = true
    draft.decide(
      exchange.isTest
        ? 'A test call needs no API key'
        : 'The method requires no API key: usage plans do not count the call',
      at,
    )
    return
  }
  const isHeader = exchange.api.apiKeySource === 'HEADER'
  const value = shownApiKey(exchange)
  const sourceAt = ['apis', exchange.call.apiId, 'apiKeySource']
  draft.decide(
    isHeader
      ? 'The API key is that of the X-API-Key header'
      : "The API key is the authorizer's usageIdentifierKey",
    sourceAt,
    'API key source',
  )
  const { key, plan, apiStage } = entitlementOf(exchange, value ?? '', at, isHeader)
  const planAt = ['access', 'usagePlans', plan.id]
  exchange.identity = { ...exchange.identity, apiKey: key.value, apiKeyId: key.id }
  draft.decide(
    `The key ${key.name ?? key.id} belongs to the usage plan ${plan.name}, which covers this stage`,
    planAt,
    'Usage plans',
  )
  throttleByPlan(exchange, draft, { key, plan, apiStage }, planAt)
  if (plan.quota) countQuota(exchange, draft, plan, plan.quota, key, planAt)
  draft.output = { apiKeyId: key.id, usagePlan: plan.name }
}

function entitlementOf(
  exchange: RestExchange,
  value: string,
  at: Address,
  isHeader: boolean,
): Entitlement {
  const refuse = (code: string, message: string, where: Address) =>
    new GatewayFailure('INVALID_API_KEY', 403, 'Forbidden', {
      logLines: [refusedKeyLine(exchange)],
      problems: [{ code, message, severity: 'error', at: where }],
    })
  if (value === '') {
    throw refuse(
      'api-key/missing',
      isHeader
        ? 'The method requires an API key and the request has no x-api-key header.'
        : 'The method requires an API key and the authorizer gave no usageIdentifierKey.',
      at,
    )
  }
  const { apiKeys, usagePlans } = exchange.design.access
  const key = Object.values(apiKeys).find((each) => each.value === value)
  if (!key) {
    throw refuse('api-key/unknown', 'No API key of the design has this value.', [
      'access',
      'apiKeys',
    ])
  }
  const keyAt = ['access', 'apiKeys', key.id]
  if (!key.enabled) {
    throw refuse('api-key/disabled', `The API key ${key.name ?? key.id} is disabled.`, [
      ...keyAt,
      'enabled',
    ])
  }
  const plans = Object.values(usagePlans).filter(({ keyIds }) => keyIds.includes(key.id))
  for (const plan of plans) {
    const apiStage = plan.apiStages.find(
      ({ apiId, stage }) => apiId === exchange.call.apiId && stage === exchange.stageName,
    )
    if (apiStage) return { key, plan, apiStage }
  }
  throw refuse(
    'api-key/no-plan',
    plans.length === 0
      ? `The API key ${key.name ?? key.id} belongs to no usage plan.`
      : `No usage plan of the API key ${key.name ?? key.id} covers the stage ${exchange.stageName} of this API.`,
    plans[0] ? ['access', 'usagePlans', plans[0].id, 'apiStages'] : keyAt,
  )
}

function throttleByPlan(
  exchange: RestExchange,
  draft: StepDraft,
  { key, plan, apiStage }: Entitlement,
  planAt: Address,
): void {
  const method = required(exchange.method, 'a method')
  const path = exchange.resourcePath ?? ''
  const own = Object.entries(apiStage.throttle ?? {}).find(([name]) =>
    isKeyOf(name, path, method.httpMethod),
  )
  const account = exchange.environment.accountThrottle ?? accountDefaults
  const limits = limitsOf(own?.[1] ?? plan.throttle, account)
  if (!limits) return
  const at = own
    ? [...planAt, 'apiStages', String(plan.apiStages.indexOf(apiStage)), 'throttle', own[0]]
    : [...planAt, 'throttle']
  const bucket = own
    ? `plan/${plan.id}/${key.id}/${apiStage.apiId}/${apiStage.stage}/${own[0]}`
    : `plan/${plan.id}/${key.id}`
  if (takeToken(exchange, bucket, limits)) {
    draft.decide(
      `The plan lets the key make ${limits.rateLimit} calls a second, ${limits.burstLimit} at once: this one is within`,
      at,
      'Token bucket',
    )
    return
  }
  throw throttled(exchange, limits, {
    code: 'throttle/usage-plan',
    message: `The usage plan ${plan.name} lets a key make ${limits.rateLimit} calls a second, ${limits.burstLimit} at once.`,
    at,
  })
}

function countQuota(
  exchange: RestExchange,
  draft: StepDraft,
  plan: UsagePlan,
  quota: QuotaSettings,
  key: ApiKey,
  planAt: Address,
): void {
  const { limit, period = 'MONTH', offset = 0 } = quota
  if (limit === undefined) return
  const at = [...planAt, 'quota']
  const { state } = exchange
  const name = `${plan.id}/${key.id}`
  const periodStart = periodStartOf(period, exchange.environment.now())
  const periodEnd = nextPeriodStartOf(period, exchange.environment.now())
  const counted = Object.hasOwn(state.value.quotas, name) ? state.value.quotas[name] : undefined
  const used =
    counted === undefined ? offset : counted.periodStart === periodStart ? counted.used : 0
  const unit = period.toLowerCase()
  if (used >= limit) {
    state.value = withEntry(state.value, 'quotas', name, { periodStart, periodEnd, used })
    throw new GatewayFailure('QUOTA_EXCEEDED', 429, 'Limit Exceeded', {
      logLines: [
        `Key quota limit exceeded for RestApi ${exchange.call.apiId}, Stage ${exchange.stageName}, Resource ${exchange.resource?.id ?? ''}, HttpMethod ${exchange.httpMethod}. Limit: ${limit} Period: ${period}`,
      ],
      problems: [
        {
          code: 'quota/exceeded',
          message: `The usage plan ${plan.name} gives a key ${limit} calls a ${unit}, and they are used up.`,
          severity: 'error',
          at,
        },
      ],
    })
  }
  state.value = withEntry(state.value, 'quotas', name, {
    periodStart,
    periodEnd,
    used: used + 1,
  })
  draft.decide(`${used + 1} of ${limit} calls of this ${unit} are used`, at, 'Quota')
}
