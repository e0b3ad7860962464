import { describe, expect, it } from 'vitest'
import { ManagementConsole } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'

const bad = (message: string) => `400 BadRequestException: ${message}`
const today = Date.UTC(2026, 2, 20, 12)

/** A console on 20 March 2026, a Friday, with a plan of two keys. */
function consoleWithPlan(quota?: Input) {
  const service = new ManagementConsole()
  const plan = service.made('CreateUsagePlan', { name: 'basic', ...(quota && { quota }) })
  const usagePlanId = String(plan['id'])
  const keyIds = ['a', 'b'].map((name) => {
    const keyId = String(service.made('CreateApiKey', { name })['id'])
    service.made('CreateUsagePlanKey', { usagePlanId, keyId, keyType: 'API_KEY' })
    return keyId
  })
  const [keyId = '', otherId = ''] = keyIds
  const counted = new Map<string, number>()
  Object.assign(service.environment, {
    now: () => today,
    usageOf: (planId: string, id: string, day: string) =>
      planId === usagePlanId && id === keyId ? (counted.get(day) ?? 0) : 0,
  })
  const usage = (startDate: string, endDate: string, more: Input = {}) =>
    service.call('GetUsage', { usagePlanId, startDate, endDate, ...more })
  return { service, usagePlanId, keyId, otherId, counted, usage }
}

describe('usage', () => {
  it('is told by key and day: what was used, and what was left of the quota of the period', () => {
    const { usagePlanId, keyId, otherId, counted, usage } = consoleWithPlan({
      limit: 100,
      period: 'WEEK',
    })
    for (const [day, count] of [
      ['2026-03-13', 40],
      ['2026-03-15', 20],
      ['2026-03-16', 7],
      ['2026-03-17', 95],
    ] as const) {
      counted.set(day, count)
    }
    expect(usage('2026-03-14', '2026-03-17')).toEqual({
      usagePlanId,
      startDate: '2026-03-14',
      endDate: '2026-03-17',
      items: {
        [keyId]: [
          [0, 60],
          [20, 40],
          [7, 93],
          [95, 0],
        ],
        [otherId]: [
          [0, 100],
          [0, 100],
          [0, 100],
          [0, 100],
        ],
      },
    })
    expect(usage('2026-03-14', '2026-03-14', { keyId: otherId })).toMatchObject({
      items: { [otherId]: [[0, 100]] },
    })
  })

  it('begins with the offset in the first period of the plan alone', () => {
    const { keyId, usage } = consoleWithPlan({ limit: 100, period: 'MONTH', offset: 30 })
    // the plan was made on 31 January
    const left = (day: string) => usage(day, day, { keyId })
    expect(left('2026-01-31')).toMatchObject({ items: { [keyId]: [[0, 70]] } })
    expect(left('2026-02-01')).toMatchObject({ items: { [keyId]: [[0, 100]] } })
  })

  it('is told in pages of keys', () => {
    const { keyId, otherId, usage } = consoleWithPlan({ limit: 1, period: 'DAY' })
    const first = usage('2026-03-20', '2026-03-20', { limit: 1 }) as Input
    expect(Object.keys(first['items'] as object)).toEqual([keyId])
    const second = usage('2026-03-20', '2026-03-20', {
      limit: 1,
      position: first['position'] ?? '',
    }) as Input
    expect(Object.keys(second['items'] as object)).toEqual([otherId])
    expect(second).not.toHaveProperty('position')
  })

  it('is empty for a plan without a quota', () => {
    const { usage } = consoleWithPlan()
    expect(usage('2026-03-20', '2026-03-20')).toMatchObject({ items: {} })
  })

  it.each([
    ['2026-02-30', '2026-03-01', 'Invalid startDate specified: dates have the format yyyy-MM-dd'],
    ['2026-03-01', '1.4.2026', 'Invalid endDate specified: dates have the format yyyy-MM-dd'],
    ['2026-03-02', '2026-03-01', 'The end date must not be before the start date'],
    ['2025-01-01', '2026-01-02', 'Usage is told of 366 days at most'],
  ])('is of days that there are: %s to %s', (from, to, message) => {
    const { usage } = consoleWithPlan({ limit: 1, period: 'DAY' })
    expect(usage(from, to)).toBe(bad(message))
  })

  it('is of a plan and a key that are there', () => {
    const { service, usage } = consoleWithPlan()
    expect(usage('2026-03-20', '2026-03-20', { keyId: 'none' })).toBe(
      '404 NotFoundException: Invalid API Key identifier specified',
    )
    expect(service.call('GetUsage', { usagePlanId: 'none', startDate: '', endDate: '' })).toBe(
      '404 NotFoundException: Invalid Usage Plan ID specified',
    )
    expect(service.call('GetUsage', { usagePlanId: 'none' })).toContain(
      "2 validation errors detected: Value null at 'getUsageInput.startDate'",
    )
  })
})

describe('an extension of a quota', () => {
  it('is what the key has left from now on, until the period ends', () => {
    const { service, usagePlanId, keyId, counted, usage } = consoleWithPlan({
      limit: 100,
      period: 'WEEK',
    })
    counted.set('2026-03-18', 130)
    const answer = service.patched('UpdateUsage', { usagePlanId, keyId }, 'replace /remaining = 25')
    expect(answer).toEqual({
      usagePlanId,
      startDate: '2026-03-16',
      endDate: '2026-03-20',
      items: {
        [keyId]: [
          [0, 155],
          [0, 155],
          [130, 25],
          [0, 25],
          [0, 25],
        ],
      },
    })
    counted.set('2026-03-21', 10)
    expect(usage('2026-03-21', '2026-03-23', { keyId })).toMatchObject({
      items: {
        [keyId]: [
          [10, 15],
          [0, 15],
          [0, 100],
        ],
      },
    })
  })

  it.each([
    ['replace /remaining = -1', 'Invalid remaining quota specified: -1'],
    ['replace /remaining = 1.5', 'Invalid remaining quota specified: 1.5'],
    ['replace /remaining = many', 'Invalid value specified for /remaining: many'],
    [
      'add /remaining = 1',
      "Invalid patch path  '/remaining' specified for op 'add'. Please choose supported operations",
    ],
    [
      'replace /used = 1',
      "Invalid patch path  '/used' specified for op 'replace'. Must be one of: [/remaining]",
    ],
  ])('is a number of requests: %s', (patch, message) => {
    const { service, usagePlanId, keyId } = consoleWithPlan({ limit: 1, period: 'DAY' })
    expect(service.patched('UpdateUsage', { usagePlanId, keyId }, patch)).toBe(bad(message))
  })

  it('needs a quota and a key of the plan', () => {
    const { service, usagePlanId, keyId } = consoleWithPlan()
    const patch = 'replace /remaining = 1'
    expect(service.patched('UpdateUsage', { usagePlanId, keyId }, patch)).toBe(
      bad(`Usage Plan ${usagePlanId} has no quota to extend`),
    )
    expect(service.patched('UpdateUsage', { usagePlanId, keyId: 'none' }, patch)).toBe(
      '404 NotFoundException: Invalid API Key identifier specified',
    )
  })
})
