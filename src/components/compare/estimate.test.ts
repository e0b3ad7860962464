import { describe, expect, it } from 'vitest'
import { keepEstimate, priceFields, pricesOf, readEstimate } from './estimate.ts'

function placeWith(text?: string) {
  const texts = new Map(text === undefined ? [] : [['estimate', text]])
  return {
    read: (name: string) => texts.get(name),
    write: (name: string, value: string) => void texts.set(name, value),
  }
}

describe('an estimate of costs', () => {
  it('is found again at the next visit', () => {
    const place = placeWith()
    const estimate = {
      requestsPerMonth: 5,
      responseKb: 1,
      prices: { 'REST.0': 9, transfer: 1 },
      asOf: '2027-01-01',
    }
    keepEstimate(estimate, place)
    expect(readEstimate(place)).toEqual(estimate)
    const prices = pricesOf(estimate)
    expect(prices).toMatchObject({ asOf: '2027-01-01', transferPerGb: 1 })
    expect(prices.REST.map(({ perMillion }) => perMillion)).toEqual([9, 2.8, 2.38, 1.51])
  })

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"requestsPerMonth":-1,"responseKb":"x","prices":{"REST.0":"9"}}',
  ])('is the usual one where %j was kept', (text) => {
    expect(readEstimate(placeWith(text))).toEqual(readEstimate(placeWith()))
  })

  it('has a field for each price, and for the caches that the API has', () => {
    const keys = priceFields(['0.5', '0.5']).map(({ key }) => key)
    expect(keys).toEqual([
      ...['REST.0', 'REST.1', 'REST.2', 'REST.3', 'HTTP.0', 'HTTP.1', 'cache.0.5', 'transfer'],
    ])
  })
})
