import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useState } from 'react'
import { monthlyCost } from '../../model/index.ts'
import type { Api } from '../../model/index.ts'
import { keepEstimate, priceFields, pricesOf, readEstimate } from './estimate.ts'
import type { Estimate } from './estimate.ts'

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const parts = [
  ['requests', 'Requests'],
  ['cache', 'Cache'],
  ['transfer', 'Data transfer out'],
  ['total', 'Total'],
] as const

/** What a month costs as a REST API and as an HTTP API, for traffic and prices that can be edited. */
export function CostEstimate({ api }: { readonly api: Api }) {
  const [estimate, setEstimate] = useState<Estimate>(readEstimate)
  const change = (changed: Partial<Estimate>) => {
    const next = { ...estimate, ...changed }
    setEstimate(next)
    keepEstimate(next)
  }
  const cacheSizes = cacheSizesOf(api)
  const prices = pricesOf(estimate)
  const { requestsPerMonth, responseKb } = estimate
  const traffic = { requestsPerMonth, responseKb, cacheSizes }
  const costs = {
    REST: monthlyCost('REST', traffic, prices),
    HTTP: monthlyCost('HTTP', traffic, prices),
  }
  return (
    <>
      <div className="gw-compare-traffic">
        <NumberField
          label="Requests per month"
          value={requestsPerMonth}
          onChange={(value) => change({ requestsPerMonth: value })}
        />
        <NumberField
          label="Average response size (KB)"
          value={responseKb}
          onChange={(value) => change({ responseKb: value })}
        />
      </div>
      <table className="gw-compare-table">
        <caption>
          Monthly cost in {prices.region}, prices as of {prices.asOf}, without the free tier
        </caption>
        <thead>
          <tr>
            <th scope="col">Cost</th>
            <th scope="col">REST API</th>
            <th scope="col">HTTP API</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(([part, label]) => (
            <tr key={part} data-total={part === 'total'}>
              <th scope="row">{label}</th>
              <td>{dollars.format(costs.REST[part])}</td>
              <td>{dollars.format(costs.HTTP[part])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ExpandableSection headerText="Prices">
        <div className="gw-compare-prices">
          <FormField label="Date of the prices">
            <Input
              value={estimate.asOf}
              onChange={({ detail }) => change({ asOf: detail.value })}
            />
          </FormField>
          {priceFields(cacheSizes).map(({ key, label, usual }) => (
            <NumberField
              key={key}
              label={`${label} (USD)`}
              value={estimate.prices[key] ?? usual}
              onChange={(value) => change({ prices: { ...estimate.prices, [key]: value } })}
            />
          ))}
        </div>
      </ExpandableSection>
    </>
  )
}

function cacheSizesOf(api: Api): string[] {
  if (api.protocol !== 'REST') return []
  return Object.values(api.stages).flatMap(({ cacheClusterEnabled, cacheClusterSize = '0.5' }) =>
    cacheClusterEnabled ? [cacheClusterSize] : [],
  )
}

/** A field for an amount. What is typed stays in the field; an amount that cannot be read is not taken over. */
function NumberField({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  const [text, setText] = useState(String(value))
  const isRead = isAmount(text)
  return (
    <FormField label={label} errorText={isRead ? undefined : 'Enter a number of 0 or more.'}>
      <Input
        value={text}
        inputMode="decimal"
        onChange={({ detail }) => {
          setText(detail.value)
          if (isAmount(detail.value)) onChange(Number(detail.value))
        }}
      />
    </FormField>
  )
}

function isAmount(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text)) && Number(text) >= 0
}
