import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import type { ApiKey, ApiStage, ThrottleSettings, UsagePlan, VpcLink } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import { own, withMember, withoutMember } from './within.ts'

function withAccess(design: Design, change: Partial<Design['access']>): Result<Design> {
  return ok({ ...design, access: { ...design.access, ...change } })
}

/**
 * Add an API key, or put another in its place. Refused: names, descriptions and values of a length that CreateApiKey
 * refuses, in its words; a value that another key has.
 */
export function putApiKey(design: Design, { key }: { readonly key: ApiKey }): Result<Design> {
  const { apiKeys } = design.access
  const at: Address = ['access', 'apiKeys', key.id]
  if ((key.name?.length ?? 0) > 1024) {
    const message = 'Invalid API Key name, can be at most 1024 characters.'
    return fail('api-key/name', message, [...at, 'name'])
  }
  if ((key.description?.length ?? 0) > 125_000) {
    return fail('api-key/description', 'Invalid API Key description specified.', [
      ...at,
      'description',
    ])
  }
  if (key.value.length < 20) {
    const message = 'API Key value should be at least 20 characters'
    return fail('api-key/value', message, [...at, 'value'])
  }
  if (key.value.length > 128) {
    const message = 'API Key value exceeds maximum size of 128 characters'
    return fail('api-key/value', message, [...at, 'value'])
  }
  if (Object.values(apiKeys).some(({ id, value }) => id !== key.id && value === key.value)) {
    return fail('api-key/value-in-use', 'API Key already exists', [...at, 'value'])
  }
  return withAccess(design, { apiKeys: withMember(apiKeys, key.id, key) })
}

/** Remove an API key. Plans that had it have it no more. */
export function removeApiKey(design: Design, { id }: { readonly id: string }): Result<Design> {
  const { apiKeys, usagePlans } = design.access
  if (!own(apiKeys, id)) {
    const message = 'Invalid API Key identifier specified'
    return fail('api-key/not-found', message, ['access', 'apiKeys', id])
  }
  const plans = Object.entries(usagePlans).map(([planId, plan]): [string, UsagePlan] => [
    planId,
    plan.keyIds.includes(id)
      ? { ...plan, keyIds: plan.keyIds.filter((keyId) => keyId !== id) }
      : plan,
  ])
  return withAccess(design, {
    apiKeys: withoutMember(apiKeys, id),
    usagePlans: Object.fromEntries(plans),
  })
}

/**
 * Add a usage plan, or put another in its place. Refused: a blank name; stages, keys and methods that are not there; limits
 * that no bucket can have; a quota without its period.
 */
export function putUsagePlan(
  design: Design,
  { plan }: { readonly plan: UsagePlan },
): Result<Design> {
  const at: Address = ['access', 'usagePlans', plan.id]
  if (plan.name.trim() === '') {
    return fail('usage-plan/name-blank', 'Usage Plan name cannot be blank', [...at, 'name'])
  }
  const refused =
    throttleRefusal(plan.throttle, [...at, 'throttle']) ??
    quotaRefusal(plan, at) ??
    plan.apiStages
      .map((stage, i) => stageRefusal(design, plan, stage, [...at, 'apiStages', String(i)]))
      .find((refusal) => refusal !== undefined)
  if (refused) return refused
  const unknown = plan.keyIds.find((id) => !own(design.access.apiKeys, id))
  if (unknown !== undefined) {
    return fail('usage-plan/key', 'Invalid API Key identifier specified', [...at, 'keyIds'])
  }
  return withAccess(design, { usagePlans: withMember(design.access.usagePlans, plan.id, plan) })
}

/** Remove a usage plan. Refused while it covers a stage. */
export function removeUsagePlan(design: Design, { id }: { readonly id: string }): Result<Design> {
  const plan = own(design.access.usagePlans, id)
  const at: Address = ['access', 'usagePlans', id]
  if (!plan) return fail('usage-plan/not-found', 'Invalid Usage Plan ID specified', at)
  if (plan.apiStages.length > 0) {
    const message = `Cannot delete Usage Plan ${id} because there are API Stages associated with it`
    return fail('usage-plan/in-use', message, [...at, 'apiStages'])
  }
  return withAccess(design, { usagePlans: withoutMember(design.access.usagePlans, id) })
}

function throttleRefusal(throttle: ThrottleSettings | undefined, at: Address) {
  const { burstLimit, rateLimit } = throttle ?? {}
  if (burstLimit !== undefined && !(Number.isInteger(burstLimit) && burstLimit >= 0)) {
    const message = `The burst is a whole number of requests, not ${burstLimit}`
    return fail('usage-plan/burst', message, [...at, 'burstLimit'])
  }
  if (rateLimit !== undefined && !(rateLimit >= 0 && Number.isFinite(rateLimit))) {
    const message = `The rate is a number of requests a second, not ${rateLimit}`
    return fail('usage-plan/rate', message, [...at, 'rateLimit'])
  }
  return undefined
}

function quotaRefusal({ quota }: UsagePlan, at: Address) {
  if (!quota) return undefined
  const quotaAt = [...at, 'quota']
  if (quota.period === undefined) {
    const message = 'Invalid quota period specified. Valid options are DAY,WEEK,MONTH'
    return fail('usage-plan/quota-period', message, [...quotaAt, 'period'])
  }
  for (const name of ['limit', 'offset'] as const) {
    const value = quota[name]
    if (value !== undefined && !(Number.isInteger(value) && value >= 0)) {
      const message = `The ${name} of a quota is a whole number of requests, not ${value}`
      return fail('usage-plan/quota', message, [...quotaAt, name])
    }
  }
  return undefined
}

function stageRefusal(design: Design, plan: UsagePlan, stage: ApiStage, at: Address) {
  const api = own(design.apis, stage.apiId)
  if (api?.protocol !== 'REST' || !own(api.stages, stage.stage)) {
    const message = `Invalid API Stage {api: ${stage.apiId}, stage: ${stage.stage}} specified for usageplan ${plan.id}`
    return fail('usage-plan/stage', message, at)
  }
  const isTwice =
    plan.apiStages.filter((other) => other.apiId === stage.apiId && other.stage === stage.stage)
      .length > 1
  if (isTwice) {
    return fail('usage-plan/stage-twice', `The stage ${stage.stage} is in the plan already`, at)
  }
  for (const [key, throttle] of Object.entries(stage.throttle ?? {})) {
    const throttleAt = [...at, 'throttle', key]
    const slash = key.lastIndexOf('/')
    const known = resourcesByPath(api).find(({ path }) => path === (key.slice(0, slash) || '/'))
    if (!known || !Object.hasOwn(known.resource.methods, key.slice(slash + 1))) {
      const message = `There is no method ${key}: limits are for a path and a verb, /pets/GET`
      return fail('usage-plan/method', message, throttleAt)
    }
    const refused = throttleRefusal(throttle, throttleAt)
    if (refused) return refused
  }
  return undefined
}

/** Add a VPC link, or put another in its place. Refused as CreateVpcLink refuses, in its words. */
export function putVpcLink(design: Design, { link }: { readonly link: VpcLink }): Result<Design> {
  const at: Address = ['access', 'vpcLinks', link.id]
  if (link.name.trim() === '') {
    return fail('vpc-link/name-blank', 'Name cannot be empty', [...at, 'name'])
  }
  const broken = link.targetArns.find((arn) => !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn))
  if (broken !== undefined) {
    const message = `Invalid ARN. ARN is not well formed ${broken}`
    return fail('vpc-link/arn', message, [...at, 'targetArns'])
  }
  return withAccess(design, { vpcLinks: withMember(design.access.vpcLinks, link.id, link) })
}

/** Remove a VPC link. Refused while an integration goes through it. */
export function removeVpcLink(design: Design, { id }: { readonly id: string }): Result<Design> {
  const at: Address = ['access', 'vpcLinks', id]
  const link = own(design.access.vpcLinks, id)
  if (!link) return fail('vpc-link/not-found', 'Invalid Vpc Link identifier specified', at)
  for (const api of Object.values(design.apis)) {
    if (api.protocol !== 'REST') continue
    for (const { resource, path } of resourcesByPath(api)) {
      const user = Object.values(resource.methods).find(
        ({ integration }) =>
          integration && 'connectionId' in integration && integration.connectionId === id,
      )
      if (user) {
        const message = `Cannot delete vpc link ${link.name}: ${user.httpMethod} ${path} goes through it`
        return fail('vpc-link/in-use', message, at)
      }
    }
  }
  return withAccess(design, { vpcLinks: withoutMember(design.access.vpcLinks, id) })
}
