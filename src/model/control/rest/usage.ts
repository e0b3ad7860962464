import { periodStartOf } from '../../queries/quotaPeriod.ts'
import type { UsagePlan } from '../../schema/access.ts'
import { badRequest, noteAt, notFound, object, own, someText, text } from '../account.ts'
import { page } from './lists.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { checkListedPath, patchedNumber, patchesOf } from './patch.ts'
import { planOf } from './usagePlans.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Days that one answer tells of. */
const mostDays = 366

/** The days from one moment to another, both included. */
function daysBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.floor((to - from) / dayMs) + 1 }, (_, i) => from + i * dayMs)
}

/** `2026-01-31` of a moment. */
function dayText(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}

function dayOf(input: JsonObject, member: 'startDate' | 'endDate'): number {
  const written = text(input[member]) ?? ''
  const moment = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : NaN
  if (Number.isNaN(moment) || dayText(moment) !== written) {
    throw badRequest(`Invalid ${member} specified: dates have the format yyyy-MM-dd`)
  }
  return moment
}

/**
 * What a key used on a day, and how much was spent of its quota by the end of it. In the first period of a plan its offset
 * is spent from the beginning.
 */
function spendingOn(
  account: Account,
  { id, quota }: UsagePlan,
  keyId: string,
  day: number,
  { usageOf = () => 0 }: ControlEnvironment,
): { readonly used: number; readonly spent: number; readonly periodStart: number } {
  const { period = 'DAY', offset = 0 } = quota ?? {}
  const periodStart = periodStartOf(period, day)
  const counts = daysBetween(periodStart, day).map((each) => usageOf(id, keyId, dayText(each)))
  const { createdDate } = noteAt(account, ['access', 'usagePlans', id])
  const isFirst =
    createdDate !== undefined && periodStartOf(period, Date.parse(createdDate)) === periodStart
  const spent = counts.reduce((sum, count) => sum + count, isFirst ? offset : 0)
  return { used: counts.at(-1) ?? 0, spent, periodStart }
}

/** What a key used on a day, and what it had left. */
function usedAndLeft(
  account: Account,
  plan: UsagePlan,
  keyId: string,
  day: number,
  environment: ControlEnvironment,
): [used: number, left: number] {
  const { used, spent, periodStart } = spendingOn(account, plan, keyId, day, environment)
  const grant = own(account.grants ?? {}, `${plan.id}/${keyId}`)
  const granted = grant?.periodStart === periodStart ? grant.requests : 0
  return [used, Math.max(0, (plan.quota?.limit ?? 0) + granted - spent)]
}

/** The answer of both calls: for each key, the days in their order. A plan without a quota counts nothing (unconfirmed). */
function answerOf(
  account: Account,
  plan: UsagePlan,
  keyIds: readonly string[],
  [from, to]: readonly [number, number],
  input: JsonObject,
  environment: ControlEnvironment,
): JsonObject {
  const counted = hasQuota(plan) ? keyIds.map((keyId) => ({ keyId })) : []
  const { items, position } = page(counted, input)
  const shown = (Array.isArray(items) ? items : []).map((item) => text(object(item)['keyId']) ?? '')
  const days = daysBetween(from, to)
  return {
    usagePlanId: plan.id,
    startDate: dayText(from),
    endDate: dayText(to),
    items: Object.fromEntries(
      shown.map((keyId) => [
        keyId,
        days.map((day) => usedAndLeft(account, plan, keyId, day, environment)),
      ]),
    ),
    ...(position !== undefined && { position }),
  }
}

function hasQuota({ quota }: UsagePlan): boolean {
  return quota?.limit !== undefined && quota.period !== undefined
}

function checkKey(plan: UsagePlan, keyId: string): void {
  if (!plan.keyIds.includes(keyId)) throw notFound('Invalid API Key identifier specified')
}

/**
 * The management calls on what keys have used. The counts are the environment's: what it does not count was not used. What
 * is refused of dates and values is worded here.
 */
export const usageOperations = {
  GetUsage: {
    status: 200,
    run: (account, input, environment) => {
      const plan = planOf(account, input)
      const from = dayOf(input, 'startDate')
      const to = dayOf(input, 'endDate')
      if (to < from) throw badRequest('The end date must not be before the start date')
      if ((to - from) / dayMs >= mostDays) {
        throw badRequest(`Usage is told of ${mostDays} days at most`)
      }
      const keyId = someText(input['keyId'])
      if (keyId !== undefined) checkKey(plan, keyId)
      const keyIds = keyId === undefined ? plan.keyIds : [keyId]
      return { account, body: answerOf(account, plan, keyIds, [from, to], input, environment) }
    },
  },
  UpdateUsage: {
    status: 200,
    run: (account, input, environment) => {
      const plan = planOf(account, input)
      const keyId = text(input['keyId']) ?? ''
      checkKey(plan, keyId)
      if (!hasQuota(plan)) throw badRequest(`Usage Plan ${plan.id} has no quota to extend`)
      const today = periodStartOf('DAY', environment.now())
      const { spent, periodStart } = spendingOn(account, plan, keyId, today, environment)
      const next = patchesOf(input).reduce((before, patch) => {
        checkListedPath(patch, { replace: ['/remaining'] })
        const wanted = patchedNumber(patch)
        if (!Number.isSafeInteger(wanted) || wanted < 0) {
          throw badRequest(`Invalid remaining quota specified: ${patch.value ?? 'null'}`)
        }
        const key = `${plan.id}/${keyId}`
        const requests = wanted + spent - (plan.quota?.limit ?? 0)
        return { ...before, grants: { ...before.grants, [key]: { periodStart, requests } } }
      }, account)
      const days = [periodStart, today] as const
      return { account: next, body: answerOf(next, plan, [keyId], days, {}, environment) }
    },
  },
} satisfies { readonly [name: string]: Operation }
