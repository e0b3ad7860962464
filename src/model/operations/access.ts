import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { methodsOf, resourcesByPath } from '../queries/resourceTree.ts'
import type { ApiKey, ApiStage, ThrottleSettings, UsagePlan, VpcLink } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import type { RestApiDefinition } from '../schema/restApi.ts'
import { fixedQuotaRefusal } from './fixedQuotas.ts'
import { tagsRefusal } from './tags.ts'
import { own, withMember, withoutMember } from './within.ts'

function withAccess(design: Design, change: Partial<Design['access']>): Result<Design> {
  return ok({ ...design, access: { ...design.access, ...change } })
}

/**
 * Add an API key, or put another in its place. Refused: names, descriptions and values of a length that CreateApiKey
 * refuses, in its words; a value that another key has; one key more than an account may have.
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
  const before = own(apiKeys, key.id)
  const count = Object.keys(apiKeys).length
  const refused =
    tagsRefusal(key.tags, before?.tags, [...at, 'tags']) ??
    fixedQuotaRefusal('apiKeys', before ? count : count + 1, count, at)
  return refused ?? withAccess(design, { apiKeys: withMember(apiKeys, key.id, key) })
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

/** A design whose usage plans cover some stages no more. The same one where none did. */
export function withoutApiStages(design: Design, isGone: (stage: ApiStage) => boolean): Design {
  const { usagePlans } = design.access
  if (!Object.values(usagePlans).some(({ apiStages }) => apiStages.some(isGone))) return design
  const kept = Object.entries(usagePlans).map(([id, plan]): [string, UsagePlan] => [
    id,
    { ...plan, apiStages: plan.apiStages.filter((stage) => !isGone(stage)) },
  ])
  return { ...design, access: { ...design.access, usagePlans: Object.fromEntries(kept) } }
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
  const before = own(design.access.usagePlans, plan.id)
  const refused =
    tagsRefusal(plan.tags, before?.tags, [...at, 'tags']) ??
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
  const shared = sharedKey(design, plan)
  if (shared !== undefined) return fail('usage-plan/key-stage', shared, [...at, 'keyIds'])
  return withAccess(design, { usagePlans: withMember(design.access.usagePlans, plan.id, plan) })
}

/** Remove a usage plan. Refused while it covers a stage. */
export function removeUsagePlan(design: Design, { id }: { readonly id: string }): Result<Design> {
  const plan = own(design.access.usagePlans, id)
  const at: Address = ['access', 'usagePlans', id]
  if (!plan) return fail('usage-plan/not-found', 'Invalid Usage Plan ID specified', at)
  if (plan.apiStages.length > 0) {
    const stages = plan.apiStages.map(({ apiId, stage }) => `${apiId}:${stage}`).join(', ')
    const message = `Cannot delete Usage Plan ${id} because there are API Stages associated with it, including ${stages}`
    return fail('usage-plan/in-use', message, [...at, 'apiStages'])
  }
  return withAccess(design, { usagePlans: withoutMember(design.access.usagePlans, id) })
}

/** A key may belong to many plans, but to one for each stage: why a plan cannot have its keys and its stages. */
function sharedKey(design: Design, plan: UsagePlan): string | undefined {
  const before = own(design.access.usagePlans, plan.id)
  if (before?.keyIds === plan.keyIds && before.apiStages === plan.apiStages) return undefined
  for (const other of Object.values(design.access.usagePlans)) {
    if (other.id === plan.id) continue
    const key = plan.keyIds.find((id) => other.keyIds.includes(id))
    const stage = plan.apiStages.find(({ apiId, stage }) =>
      other.apiStages.some((covered) => covered.apiId === apiId && covered.stage === stage),
    )
    if (key !== undefined && stage) {
      return `The API key ${key} has the usage plan ${other.name} for the stage ${stage.apiId}:${stage.stage} already: a key has one plan for each stage`
    }
  }
  return undefined
}

function throttleRefusal(throttle: ThrottleSettings | undefined, at: Address) {
  const { burstLimit, rateLimit } = throttle ?? {}
  if (burstLimit !== undefined && !(Number.isSafeInteger(burstLimit) && burstLimit >= 0)) {
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
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
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
  const isSame = own(design.access.vpcLinks, link.id)?.targetArns === link.targetArns
  if (link.targetArns.length > 1 && !isSame) {
    const message = 'More than one target arn specified for vpc link.'
    return fail('vpc-link/targets', message, [...at, 'targetArns'])
  }
  const broken = link.targetArns.find((arn) => !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn))
  if (broken !== undefined) {
    const message = `Invalid ARN. ARN is not well formed ${broken}`
    return fail('vpc-link/arn', message, [...at, 'targetArns'])
  }
  const before = own(design.access.vpcLinks, link.id)
  const refused = tagsRefusal(link.tags, before?.tags, [...at, 'tags'])
  const vpcLinks = withMember(design.access.vpcLinks, link.id, link)
  return refused ?? withAccess(design, { vpcLinks })
}

/** Remove a VPC link. Refused while an integration of an API, or of one of its stages, goes through it. */
export function removeVpcLink(design: Design, { id }: { readonly id: string }): Result<Design> {
  const at: Address = ['access', 'vpcLinks', id]
  if (!own(design.access.vpcLinks, id)) {
    return fail('vpc-link/not-found', 'Invalid Vpc Link identifier specified', at)
  }
  const users = Object.values(design.apis).flatMap((api) => {
    if (api.protocol !== 'REST') return []
    const deployed = Object.values(api.stages).flatMap(({ stageName, deploymentId }) => {
      const snapshot = own(api.deployments, deploymentId ?? '')?.snapshot
      return snapshot ? methodsThrough(snapshot, id).map((user) => `${user}:${stageName}`) : []
    })
    return deployed.length > 0 ? deployed : methodsThrough(api, id)
  })
  if (users.length === 0) {
    return withAccess(design, { vpcLinks: withoutMember(design.access.vpcLinks, id) })
  }
  const message = `Cannot delete vpc link. Vpc link '${id}', is referenced in [${users.join(', ')}] in format of [RESTApiId:Method:Resource:Stage].`
  return fail('vpc-link/in-use', message, at)
}

/** The methods that reach their backend through a VPC link, as `RESTApiId:Method:Resource`. */
function methodsThrough(api: RestApiDefinition, linkId: string): string[] {
  return methodsOf(api)
    .filter(({ method: { integration } }) => {
      return integration && 'connectionId' in integration && integration.connectionId === linkId
    })
    .map(({ resource, method }) => `${api.id}:${method.httpMethod}:${resource.id}`)
}
