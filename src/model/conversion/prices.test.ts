import { describe, expect, it } from 'vitest'
import { monthlyCost, usualPrices } from './prices.ts'

const traffic = { requestsPerMonth: 1_000_000, responseKb: 1, cacheSizes: [] }

describe('the cost of a month', () => {
  it.each([
    ['REST', 1_000_000, 3.5],
    ['HTTP', 1_000_000, 1],
    ['REST', 400_000_000, 333 * 3.5 + 67 * 2.8],
    ['HTTP', 400_000_000, 300 + 100 * 0.9],
    ['REST', 0, 0],
  ] as const)('of a %s API with %i requests is %d dollars for requests', (kind, count, dollars) => {
    const cost = monthlyCost(kind, { ...traffic, requestsPerMonth: count }, usualPrices)
    expect(cost.requests).toBeCloseTo(dollars, 6)
  })

  it('counts a large response of an HTTP API as several requests', () => {
    const large = { ...traffic, responseKb: 513 }
    expect(monthlyCost('HTTP', large, usualPrices).requests).toBeCloseTo(2)
    expect(monthlyCost('REST', large, usualPrices).requests).toBeCloseTo(3.5)
  })

  it('has caches for REST APIs only, and transfer above the free amount for both', () => {
    const cached = { requestsPerMonth: 1_048_576, responseKb: 200, cacheSizes: ['0.5', 'unknown'] }
    expect(monthlyCost('REST', cached, usualPrices).cache).toBeCloseTo(14.6)
    expect(monthlyCost('HTTP', cached, usualPrices).cache).toBe(0)
    expect(monthlyCost('HTTP', cached, usualPrices).transfer).toBeCloseTo(9)
  })

  it('takes negative and endless numbers as 0', () => {
    const odd = { requestsPerMonth: Number.NaN, responseKb: -1, cacheSizes: [] }
    expect(monthlyCost('HTTP', odd, usualPrices).total).toBe(0)
  })
})
