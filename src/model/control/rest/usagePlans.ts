import { putUsagePlan, removeUsagePlan } from '../../operations/access.ts'
import type {
  ApiKey,
  ApiStage,
  QuotaSettings,
  ThrottleSettings,
  UsagePlan,
} from '../../schema/access.ts'
import type { Json } from '../../schema/json.ts'
import { usagePlanAnswer, usagePlanKeyAnswer } from './accessAnswers.ts'
import {
  badRequest,
  dateOf,
  integer,
  isGiven,
  notFound,
  number,
  object,
  own,
  someText,
  text,
  textMap,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { keysNamed } from './apiKeys.ts'
import { checkListedPath, patchedNumber, patchesOf, pointerSteps } from './patch.ts'
import type { Patch } from './patch.ts'

const noPlan = () => notFound('Invalid Usage Plan ID specified')

/** The usage plan of a call. */
export function planOf(account: Account, input: JsonObject): UsagePlan {
  const plan = own(account.design.access.usagePlans, text(input['usagePlanId']) ?? '')
  if (!plan) throw noPlan()
  return plan
}

/** The plan in its place, if it is one that the service would store. */
function withPlan(account: Account, plan: UsagePlan): Account {
  return withDesign(account, done(putUsagePlan(account.design, { plan })))
}

function throttleOf(input: JsonObject): ThrottleSettings {
  const burstLimit = integer(input['burstLimit'])
  const rateLimit = number(input['rateLimit'])
  return {
    ...(burstLimit !== undefined && { burstLimit }),
    ...(rateLimit !== undefined && { rateLimit }),
  }
}

/** A quota always has an offset. */
function quotaOf(input: JsonObject): QuotaSettings {
  const limit = integer(input['limit'])
  const period = input['period']
  return {
    ...(limit !== undefined && { limit }),
    offset: integer(input['offset']) ?? 0,
    ...((period === 'DAY' || period === 'WEEK' || period === 'MONTH') && { period }),
  }
}

const noStage = () => badRequest('Invalid API Stage specified')

const stageThrottle = '/apiStages/<apidId:stageName>/throttle'
const methodThrottle = `${stageThrottle}/<resourcePath>/<httpMethod>`
const limits = [
  '/quota/limit',
  '/quota/offset',
  '/quota/period',
  '/throttle/rateLimit',
  '/throttle/burstLimit',
  `${methodThrottle}/rateLimit`,
  `${methodThrottle}/burstLimit`,
]

function patchedPlan(before: UsagePlan, patch: Patch): UsagePlan {
  checkListedPath(patch, {
    add: ['/apiStages', ...limits],
    replace: ['/name', '/description', '/productCode', ...limits],
    remove: ['/apiStages', '/quota', '/throttle', '/productCode', methodThrottle, stageThrottle],
  })
  const [member = '', name = '', ...rest] = pointerSteps(patch.path ?? '')
  switch (member) {
    case 'name':
      return { ...before, name: patch.value ?? '' }
    case 'description':
    case 'productCode': {
      const { [member]: _before, ...others } = before
      const value = patch.op === 'remove' ? undefined : someText(patch.value)
      return value === undefined ? others : { ...others, [member]: value }
    }
    case 'throttle': {
      const { throttle, ...others } = before
      return patch.op === 'remove'
        ? others
        : { ...before, throttle: { ...throttle, ...throttlePatch(name, patch) } }
    }
    case 'quota': {
      const { quota, ...others } = before
      return patch.op === 'remove'
        ? others
        : { ...before, quota: { offset: 0, ...quota, ...quotaPatch(name, patch) } }
    }
    default:
      return patchedStages(before, patch, name, rest)
  }
}

function throttlePatch(name: string, patch: Patch): ThrottleSettings {
  return name === 'burstLimit'
    ? { burstLimit: Math.trunc(patchedNumber(patch)) }
    : { rateLimit: patchedNumber(patch) }
}

function quotaPatch(name: string, patch: Patch): QuotaSettings {
  if (name !== 'period') return { [name]: Math.trunc(patchedNumber(patch)) }
  const { value } = patch
  if (value !== 'DAY' && value !== 'WEEK' && value !== 'MONTH') {
    throw badRequest('Invalid quota period specified. Valid options are DAY,WEEK,MONTH')
  }
  return { period: value }
}

/** `/apiStages` takes `apiId:stage` as its value; below the name of a stage stand the limits of its methods. */
function patchedStages(
  before: UsagePlan,
  patch: Patch,
  name: string,
  rest: readonly string[],
): UsagePlan {
  const named = name === '' ? (patch.value ?? '') : name
  const colon = named.indexOf(':')
  if (colon < 1 || colon === named.length - 1) throw noStage()
  const apiId = named.slice(0, colon)
  const stage = named.slice(colon + 1)
  const at = before.apiStages.findIndex((other) => other.apiId === apiId && other.stage === stage)
  const found = before.apiStages[at]
  if (name === '' && patch.op === 'add') {
    // whether there is such a stage is seen when the plan is stored
    return found ? before : { ...before, apiStages: [...before.apiStages, { apiId, stage }] }
  }
  if (!found) {
    throw notFound(
      `Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${before.id}`,
    )
  }
  const next = name === '' ? [] : [withMethodLimit(found, patch, rest)]
  return { ...before, apiStages: before.apiStages.toSpliced(at, 1, ...next) }
}

/** `throttle`, then the path and the verb in one step or in several, then the limit unless it is removed. */
function withMethodLimit(stage: ApiStage, patch: Patch, rest: readonly string[]): ApiStage {
  const { throttle = {}, ...others } = stage
  const isRemoved = patch.op === 'remove'
  const limit = isRemoved ? '' : (rest.at(-1) ?? '')
  const method = rest.slice(1, isRemoved ? undefined : -1).join('/')
  if (isRemoved && method === '') return others
  if (!isRemoved) {
    const changed = { ...own(throttle, method), ...throttlePatch(limit, patch) }
    return { ...others, throttle: { ...throttle, [method]: changed } }
  }
  const kept = Object.entries(throttle).filter(([key]) => key !== method)
  return kept.length === 0 ? others : { ...others, throttle: Object.fromEntries(kept) }
}

function stageOf(item: Json): ApiStage {
  const given = object(item)
  const apiId = someText(given['apiId'])
  const stage = someText(given['stage'])
  if (apiId === undefined || stage === undefined) throw noStage()
  const limited = Object.entries(object(given['throttle']))
  if (limited.length === 0) return { apiId, stage }
  const throttle = Object.fromEntries(
    limited.map(([method, value]) => [method, throttleOf(object(value))]),
  )
  return { apiId, stage, throttle }
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
        apiStages: stages.map(stageOf),
        ...(isGiven(input['throttle']) && { throttle: throttleOf(object(input['throttle'])) }),
        ...(isGiven(input['quota']) && { quota: quotaOf(object(input['quota'])) }),
        keyIds: [],
        tags: textMap(input['tags']),
      }
      // the first period of its quota is known by that
      const next = withNote(withPlan(account, plan), ['access', 'usagePlans', id], {
        createdDate: dateOf(environment),
      })
      return { account: next, body: usagePlanAnswer(plan, false) }
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
      const plan = patchesOf(input).reduce(patchedPlan, planOf(account, input))
      return { account: withPlan(account, plan), body: usagePlanAnswer(plan, true) }
    },
  },
  DeleteUsagePlan: {
    status: 202,
    run: (account, input) => {
      const { id } = planOf(account, input)
      const design = done(removeUsagePlan(account.design, { id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  CreateUsagePlanKey: {
    status: 201,
    run: (account, input) => {
      const plan = planOf(account, input)
      const key = own(account.design.access.apiKeys, text(input['keyId']) ?? '')
      if (input['keyType'] !== 'API_KEY') throw badRequest('Invalid usage plan key type specified')
      if (!key) throw notFound('Invalid API Key identifier specified')
      const keyIds = plan.keyIds.includes(key.id) ? plan.keyIds : [...plan.keyIds, key.id]
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
