import { usualPrices } from '../../model/index.ts'
import type { ApiPrices, PriceTier } from '../../model/index.ts'
import { localTexts } from '../store/preferences.ts'
import type { TextPlace } from '../store/preferences.ts'

/** What a person typed into the estimate of costs: found again at the next visit. */
export interface Estimate {
  readonly requestsPerMonth: number
  /** Kilobytes. */
  readonly responseKb: number
  /** Prices that differ from the usual ones, under `REST.0`, `HTTP.1`, `cache.0.5`, `transfer`. */
  readonly prices: Readonly<Record<string, number>>
  /** ISO 8601 date of the prices. */
  readonly asOf: string
}

const usualEstimate: Estimate = {
  requestsPerMonth: 10_000_000,
  responseKb: 4,
  prices: {},
  asOf: usualPrices.asOf,
}

/** One price that can be edited. */
export interface PriceField {
  readonly key: string
  readonly label: string
  readonly usual: number
}

/** The prices of an estimate, as fields. `cacheSizes` are those that the API has. */
export function priceFields(cacheSizes: readonly string[]): readonly PriceField[] {
  return [
    ...tierFields('REST', usualPrices.REST),
    ...tierFields('HTTP', usualPrices.HTTP),
    ...[...new Set(cacheSizes)].map((size) => ({
      key: `cache.${size}`,
      label: `Cache of ${size} GB, per hour`,
      usual: usualPrices.cachePerHour[size] ?? 0,
    })),
    { key: 'transfer', label: 'Data transfer out, per GB', usual: usualPrices.transferPerGb },
  ]
}

function tierFields(protocol: 'REST' | 'HTTP', tiers: readonly PriceTier[]): PriceField[] {
  return tiers.map(({ upTo, perMillion }, i) => ({
    key: `${protocol}.${i}`,
    label: `${protocol} API, per million requests ${upTo === undefined ? 'above that' : `up to ${(upTo / 1_000_000).toLocaleString('en-US')} million`}`,
    usual: perMillion,
  }))
}

/** The prices with what was typed over them. */
export function pricesOf({ prices, asOf }: Estimate): ApiPrices {
  const tiers = (protocol: 'REST' | 'HTTP') =>
    usualPrices[protocol].map((tier, i) => ({
      ...tier,
      perMillion: prices[`${protocol}.${i}`] ?? tier.perMillion,
    }))
  const cachePerHour = Object.fromEntries(
    Object.entries(usualPrices.cachePerHour).map(([size, price]) => [
      size,
      prices[`cache.${size}`] ?? price,
    ]),
  )
  const transferPerGb = prices['transfer'] ?? usualPrices.transferPerGb
  return {
    ...usualPrices,
    asOf,
    REST: tiers('REST'),
    HTTP: tiers('HTTP'),
    cachePerHour,
    transferPerGb,
  }
}

/** The estimate of the last visit; the usual one where there is none or its text is damaged. */
export function readEstimate(place: TextPlace = localTexts()): Estimate {
  const text = place.read('estimate')
  if (text === undefined) return usualEstimate
  try {
    const saved = JSON.parse(text) as Partial<Record<keyof Estimate, unknown>> | null // checked below
    const { requestsPerMonth, responseKb, prices, asOf } = saved ?? {}
    return {
      requestsPerMonth: isAmount(requestsPerMonth)
        ? requestsPerMonth
        : usualEstimate.requestsPerMonth,
      responseKb: isAmount(responseKb) ? responseKb : usualEstimate.responseKb,
      prices: Object.fromEntries(
        Object.entries(prices ?? {}).filter((entry): entry is [string, number] =>
          isAmount(entry[1]),
        ),
      ),
      asOf: typeof asOf === 'string' ? asOf.slice(0, 40) : usualEstimate.asOf,
    }
  } catch (error) {
    console.info('The estimate of the last visit cannot be read', error)
    return usualEstimate
  }
}

export function keepEstimate(estimate: Estimate, place: TextPlace = localTexts()): void {
  place.write('estimate', JSON.stringify(estimate))
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
