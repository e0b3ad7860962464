import type { Address } from '../address.ts'
import { parseMappingValue } from '../queries/parameterMapping.ts'
import type { MappingSource } from '../queries/parameterMapping.ts'
import type { RouteIntegrationFacts } from './facts.ts'

/** What a parameter mapping of an integration reads, with the place of the mapping. */
export interface MappedSource {
  readonly source: MappingSource
  readonly at: Address
}

/** Everything that the request mappings of an integration read, or the parameters of the AWS service that it calls. */
export function requestSources({ integration, at }: RouteIntegrationFacts): MappedSource[] {
  return Object.entries(integration.requestParameters).flatMap(([key, value]) => {
    const parsed = parseMappingValue(value, 'request')
    if ('refusal' in parsed) return []
    const place = [...at, 'requestParameters', key]
    return parsed.parts.flatMap((part) =>
      typeof part === 'string' ? [] : [{ source: part, at: place }],
    )
  })
}
