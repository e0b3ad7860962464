// Monthly cost by kind of API. The prices are data with a date: the page lets people change them.

/** A part of a month's requests, and what a million of them costs. */
export interface PriceTier {
  /** Requests up to which the price counts; absent for the last tier. */
  readonly upTo?: number
  /** US dollars per million requests. */
  readonly perMillion: number
}

/** The prices of one Region in US dollars. */
export interface ApiPrices {
  /** ISO 8601 date on which the prices were read. */
  readonly asOf: string
  readonly region: string
  readonly REST: readonly PriceTier[]
  readonly HTTP: readonly PriceTier[]
  /** Kilobytes of a request or response that an HTTP API counts as one request. */
  readonly httpUnitKb: number
  /** US dollars an hour by the size of the cache in GB. */
  readonly cachePerHour: Readonly<Record<string, number>>
  /** US dollars per GB sent to clients. */
  readonly transferPerGb: number
  /** GB a month that are sent for free. */
  readonly freeTransferGb: number
}

const million = 1_000_000

/** Prices of us-east-1. Source: the pricing page as quoted by several articles; the upper tiers are unconfirmed. */
export const usualPrices: ApiPrices = {
  asOf: '2026-01-31',
  region: 'us-east-1',
  REST: [
    { upTo: 333 * million, perMillion: 3.5 },
    { upTo: 1_000 * million, perMillion: 2.8 },
    { upTo: 20_000 * million, perMillion: 2.38 },
    { perMillion: 1.51 },
  ],
  HTTP: [{ upTo: 300 * million, perMillion: 1 }, { perMillion: 0.9 }],
  httpUnitKb: 512,
  cachePerHour: {
    '0.5': 0.02,
    '1.6': 0.038,
    '6.1': 0.2,
    '13.5': 0.25,
    '28.4': 0.5,
    '58.2': 1,
    '118': 1.9,
    '237': 3.8,
  },
  transferPerGb: 0.09,
  freeTransferGb: 100,
}

/** What clients send in a month. */
export interface Traffic {
  readonly requestsPerMonth: number
  /** Average size of a response with its headers, in kilobytes of 1,024 bytes. */
  readonly responseKb: number
  /** GB of the caches of all stages, as the service sells them; only REST APIs have caches. */
  readonly cacheSizes: readonly string[]
}

/** Cost of a month in US dollars. */
export interface MonthlyCost {
  readonly requests: number
  readonly cache: number
  readonly transfer: number
  readonly total: number
}

const hoursPerMonth = 730

/** What a month costs. Free tiers of new accounts are left out. Negative and endless numbers count as 0. */
export function monthlyCost(
  protocol: 'REST' | 'HTTP',
  traffic: Traffic,
  prices: ApiPrices,
): MonthlyCost {
  const count = amount(traffic.requestsPerMonth)
  const units = Math.max(1, Math.ceil(amount(traffic.responseKb) / prices.httpUnitKb))
  const requests = tiered(protocol === 'HTTP' ? count * units : count, prices[protocol])
  const sizes = protocol === 'REST' ? traffic.cacheSizes : []
  const cache = sizes
    .map((size) =>
      Object.hasOwn(prices.cachePerHour, size) ? (prices.cachePerHour[size] ?? 0) : 0,
    )
    .reduce((sum, perHour) => sum + perHour * hoursPerMonth, 0)
  const sentGb = (count * amount(traffic.responseKb)) / (1024 * 1024)
  const transfer = Math.max(0, sentGb - prices.freeTransferGb) * prices.transferPerGb
  return { requests, cache, transfer, total: requests + cache + transfer }
}

function tiered(count: number, tiers: readonly PriceTier[]): number {
  let below = 0
  let cost = 0
  for (const { upTo = Number.POSITIVE_INFINITY, perMillion } of tiers) {
    const inTier = Math.max(0, Math.min(count, upTo) - below)
    cost += (inTier / million) * perMillion
    below = upTo
  }
  return cost
}

function amount(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0
}
