import type {
  ApiKey,
  ApiStage,
  QuotaSettings,
  ThrottleSettings,
  UsagePlan,
} from '../schema/access.ts'
import {
  badRequest,
  notFound,
  number,
  object,
  own,
  page,
  someText,
  text,
  textMap,
  withDesign,
} from './account.ts'
import type { Account, JsonObject, Operation } from './account.ts'
import { usagePlanAnswer, usagePlanKeyAnswer } from './answers.ts'
import { keysNamed } from './apiKeys.ts'
import { checkListedPath, patchesOf, pointerSteps } from './patch.ts'
import type { Patch } from './patch.ts'

const noPlan = () => notFound('Invalid Usage Plan ID specified')

function planOf(account: Account, input: JsonObject): UsagePlan {
  const plan = own(account.design.access.usagePlans, text(input['usagePlanId']) ?? '')
  if (!plan) throw noPlan()
  return plan
}

function withPlan(account: Account, plan: UsagePlan): Account {
  const { design } = account
  const usagePlans = { ...design.access.usagePlans, [plan.id]: plan }
  return withDesign(account, { ...design, access: { ...design.access, usagePlans } })
}

function throttleOf(input: JsonObject): ThrottleSettings {
  const burstLimit = number(input['burstLimit'])
  const rateLimit = number(input['rateLimit'])
  return {
    ...(burstLimit !== undefined && { burstLimit }),
    ...(rateLimit !== undefined && { rateLimit }),
  }
}

/** A quota always has an offset. */
function quotaOf(input: JsonObject): QuotaSettings {
  const limit = number(input['limit'])
  const period = input['period']
  return {
    ...(limit !== undefined && { limit }),
    offset: number(input['offset']) ?? 0,
    ...((period === 'DAY' || period === 'WEEK' || period === 'MONTH') && { period }),
  }
}

/** Stages of a plan have to be there. */
function checkedStage(account: Account, planId: string, apiId: string, stage: string): ApiStage {
  const api = own(account.design.apis, apiId)
  if (api?.protocol !== 'REST' || !own(api.stages, stage)) {
    throw notFound(
      `Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${planId}`,
    )
  }
  return { apiId, stage }
}

function patchedPlan(account: Account, before: UsagePlan, patch: Patch): UsagePlan {
  checkListedPath(patch, {
    add: ['/apiStages', '/apiStages/*', '/throttle', '/throttle/*', '/quota', '/quota/*'],
    replace: ['/name', '/description', '/productCode', '/throttle/*', '/quota/*', '/apiStages/*'],
    remove: ['/apiStages', '/apiStages/*', '/throttle', '/quota', '/productCode'],
  })
  const { op, value = '' } = patch
  const [member = '', name, ...rest] = pointerSteps(patch.path ?? '')
  switch (member) {
    case 'name':
      return { ...before, name: value }
    case 'description':
      return { ...before, description: value }
    case 'productCode': {
      const { productCode: _before, ...others } = before
      return op === 'remove' || value === '' ? others : { ...before, productCode: value }
    }
    case 'throttle': {
      if (op === 'remove') return withoutMember(before, 'throttle')
      return { ...before, throttle: { ...before.throttle, ...throttlePatch(name, value) } }
    }
    case 'quota': {
      if (op === 'remove') return withoutMember(before, 'quota')
      const quota = { offset: 0, ...before.quota, ...quotaPatch(name, value) }
      return { ...before, quota }
    }
    default:
      return patchedStages(account, before, patch, name, rest)
  }
}

function withoutMember(plan: UsagePlan, name: 'throttle' | 'quota'): UsagePlan {
  const { [name]: _removed, ...rest } = plan
  return rest
}

function throttlePatch(name: string | undefined, value: string): ThrottleSettings {
  if (name === 'burstLimit') return { burstLimit: Math.trunc(Number(value)) || 0 }
  if (name === 'rateLimit') return { rateLimit: Number(value) || 0 }
  return {}
}

function quotaPatch(name: string | undefined, value: string): QuotaSettings {
  if (name === 'limit') return { limit: Math.trunc(Number(value)) || 0 }
  if (name === 'offset') return { offset: Math.trunc(Number(value)) || 0 }
  if (name !== 'period') return {}
  if (value !== 'DAY' && value !== 'WEEK' && value !== 'MONTH') {
    throw badRequest('Invalid quota period specified. Valid options are DAY,WEEK,MONTH')
  }
  return { period: value }
}

/** `/apiStages` takes `apiId:stage`; below it stand the limits of a stage's methods. */
function patchedStages(
  account: Account,
  before: UsagePlan,
  { op, value = '' }: Patch,
  name: string | undefined,
  rest: readonly string[],
): UsagePlan {
  const named = name ?? value
  const colon = named.indexOf(':')
  if (colon < 1 || colon === named.length - 1) throw badRequest('Invalid API Stage specified')
  const apiId = named.slice(0, colon)
  const stage = named.slice(colon + 1)
  const isSame = (other: ApiStage) => other.apiId === apiId && other.stage === stage
  const found = before.apiStages.find(isSame)
  const others = before.apiStages.filter((other) => !isSame(other))
  if (name === undefined) {
    if (op === 'remove') {
      if (!found) checkedStage(account, before.id, apiId, stage)
      return { ...before, apiStages: others }
    }
    return { ...before, apiStages: [...others, checkedStage(account, before.id, apiId, stage)] }
  }
  const [member, method, limit] = rest
  if (!found || member !== 'throttle') throw badRequest('Invalid API Stage specified')
  const throttle = { ...found.throttle }
  if (method === undefined || op === 'remove') {
    if (method === undefined) return { ...before, apiStages: [...others, { apiId, stage }] }
    const kept = Object.entries(throttle).filter(([key]) => key !== method)
    const apiStages = [...others, { ...found, throttle: Object.fromEntries(kept) }]
    return { ...before, apiStages }
  }
  throttle[method] = { ...throttle[method], ...throttlePatch(limit, value) }
  return { ...before, apiStages: [...others, { ...found, throttle }] }
}

function keysOf(account: Account, plan: UsagePlan): ApiKey[] {
  return plan.keyIds.flatMap((id) => own(account.design.access.apiKeys, id) ?? [])
}

function keyOf(account: Account, input: JsonObject) {
  const plan = planOf(account, input)
  const key = keysOf(account, plan).find(({ id }) => id === text(input['keyId']))
  if (!key) throw notFound('Invalid API Key identifier specified')
  return { plan, key }
}

/** The management calls on usage plans and their keys. */
export const usagePlanOperations = {
  CreateUsagePlan: {
    status: 201,
    run: (account, input, environment) => {
      const id = environment.nextId()
      const stages = Array.isArray(input['apiStages']) ? input['apiStages'] : []
      const description = someText(input['description'])
      const plan: UsagePlan = {
        id,
        name: text(input['name']) ?? '',
        ...(description !== undefined && { description }),
        apiStages: stages.map((item) => {
          const given = object(item)
          const stage = checkedStage(
            account,
            id,
            text(given['apiId']) ?? '',
            text(given['stage']) ?? '',
          )
          const limits = Object.entries(object(given['throttle']))
          if (limits.length === 0) return stage
          const throttle = Object.fromEntries(
            limits.map(([method, value]) => [method, throttleOf(object(value))]),
          )
          return { ...stage, throttle }
        }),
        ...(input['throttle'] !== undefined && { throttle: throttleOf(object(input['throttle'])) }),
        ...(input['quota'] !== undefined && { quota: quotaOf(object(input['quota'])) }),
        keyIds: [],
        tags: textMap(input['tags']),
      }
      if (plan.name === '') throw badRequest('Usage Plan name cannot be blank')
      return { account: withPlan(account, plan), body: usagePlanAnswer(plan, false) }
    },
  },
  GetUsagePlan: {
    status: 200,
    run: (account, input) => ({ account, body: usagePlanAnswer(planOf(account, input), true) }),
  },
  GetUsagePlans: {
    status: 200,
    run: (account, input) => {
      const keyId = someText(input['keyId'])
      const items = Object.values(account.design.access.usagePlans)
        .filter(({ keyIds }) => keyId === undefined || keyIds.includes(keyId))
        .map((plan) => usagePlanAnswer(plan, false))
      return { account, body: page(items, input) }
    },
  },
  UpdateUsagePlan: {
    status: 200,
    run: (account, input) => {
      const plan = patchesOf(input).reduce(
        (before, patch) => patchedPlan(account, before, patch),
        planOf(account, input),
      )
      return { account: withPlan(account, plan), body: usagePlanAnswer(plan, true) }
    },
  },
  DeleteUsagePlan: {
    status: 202,
    run: (account, input) => {
      const plan = planOf(account, input)
      if (plan.apiStages.length > 0) {
        throw badRequest(
          `Cannot delete Usage Plan ${plan.id} because there are API Stages associated with it`,
        )
      }
      const { design } = account
      const kept = Object.entries(design.access.usagePlans).filter(([id]) => id !== plan.id)
      const access = { ...design.access, usagePlans: Object.fromEntries(kept) }
      return { account: withDesign(account, { ...design, access }), body: {} }
    },
  },
  CreateUsagePlanKey: {
    status: 201,
    run: (account, input) => {
      const plan = planOf(account, input)
      const key = own(account.design.access.apiKeys, text(input['keyId']) ?? '')
      if (!key) throw notFound('Invalid API Key identifier specified')
      const keyIds = [...plan.keyIds.filter((id) => id !== key.id), key.id]
      return { account: withPlan(account, { ...plan, keyIds }), body: usagePlanKeyAnswer(key) }
    },
  },
  GetUsagePlanKey: {
    status: 200,
    run: (account, input) => ({ account, body: usagePlanKeyAnswer(keyOf(account, input).key) }),
  },
  GetUsagePlanKeys: {
    status: 200,
    run: (account, input) => {
      // an unknown plan has no keys, says the service
      const plan = own(account.design.access.usagePlans, text(input['usagePlanId']) ?? '')
      const keys = plan ? keysNamed(keysOf(account, plan), input) : []
      return { account, body: page(keys.map(usagePlanKeyAnswer), input) }
    },
  },
  DeleteUsagePlanKey: {
    status: 202,
    run: (account, input) => {
      const { plan, key } = keyOf(account, input)
      const keyIds = plan.keyIds.filter((id) => id !== key.id)
      return { account: withPlan(account, { ...plan, keyIds }), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
