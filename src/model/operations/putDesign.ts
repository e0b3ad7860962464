import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { ApiStage, BasePathMapping } from '../schema/access.ts'
import type { Api, Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { putOver } from './putApi.ts'
import type { PutMode } from './putApi.ts'
import { own } from './within.ts'

/** Which API of a design another design's definition is put over. */
export interface PutDesignArgs {
  readonly apiId: string
  /** What a document was read as. Its one REST API is the definition. */
  readonly from: Design
  readonly mode: PutMode
}

/**
 * Put a design that was read from a document over an API: its definition as PutRestApi does, and with it what the
 * definition relies on: backends, user pools, principals, API keys, usage plans, VPC links, certificates, domain names.
 * What the design has already under the same id or name stays. Refused: a document without a REST API, or with several.
 */
export function putDesign(design: Design, { apiId, from, mode }: PutDesignArgs): Result<Design> {
  const before = own(design.apis, apiId)
  const [definition, ...others] = Object.values(from.apis)
  if (before?.protocol !== 'REST' || definition?.protocol !== 'REST') {
    return fail('document/no-target', 'The open design has no REST API to put the document over.')
  }
  if (others.length > 0) {
    const message = `The document holds ${others.length + 1} APIs; one can be put over ${before.name}. Open it as a new design.`
    return fail('document/several-apis', message)
  }
  const { api } = putOver(before, definition, mode)
  const placed = withCompanions(
    design,
    from,
    new Map([[definition.id, { id: apiId, stages: Object.keys(before.stages) }]]),
  )
  return ok({ ...placed, apis: { ...placed.apis, [apiId]: api } })
}

/** The API that took the place of a document's API, with the stages that it has. */
interface Place {
  readonly id: string
  readonly stages: readonly string[]
}

/**
 * The design with everything of another one but its APIs, tests and templates. `places` says which API took the place of
 * which. A stage that is not there is replaced by the only one, else left out.
 */
export function withCompanions(
  design: Design,
  from: Design,
  places: ReadonlyMap<string, Place>,
): Design {
  const { identities, access } = design
  const keyIds = sameNamed(from.access.apiKeys, access.apiKeys)
  const planIds = sameNamed(from.access.usagePlans, access.usagePlans)
  return {
    ...design,
    backends: { ...from.backends, ...design.backends },
    identities: {
      ...identities,
      userPools: { ...from.identities.userPools, ...identities.userPools },
      principals: { ...from.identities.principals, ...identities.principals },
    },
    access: {
      ...access,
      apiKeys: { ...without(from.access.apiKeys, keyIds), ...access.apiKeys },
      vpcLinks: { ...from.access.vpcLinks, ...access.vpcLinks },
      clientCertificates: { ...from.access.clientCertificates, ...access.clientCertificates },
      usagePlans: {
        ...mapValues(without(from.access.usagePlans, planIds), (plan) => ({
          ...plan,
          keyIds: plan.keyIds.map((id) => keyIds.get(id) ?? id),
          apiStages: plan.apiStages.flatMap((covered) => placedStage(covered, places) ?? []),
        })),
        ...access.usagePlans,
      },
      domainNames: {
        ...mapValues(from.access.domainNames, (domain) => ({
          ...domain,
          basePathMappings: domain.basePathMappings.flatMap(
            (mapping) => placedMapping(mapping, places) ?? [],
          ),
        })),
        ...access.domainNames,
      },
    },
  }
}

/** The ids of the second map under those of the first one, for things of the same name. */
function sameNamed(
  added: Readonly<Record<string, { readonly name?: string | undefined }>>,
  before: Readonly<Record<string, { readonly name?: string | undefined }>>,
): ReadonlyMap<string, string> {
  const known = new Map(Object.entries(before).map(([id, { name }]) => [name, id]))
  return new Map(
    Object.entries(added).flatMap(([id, { name }]) => {
      const twin = name === undefined ? undefined : known.get(name)
      return twin === undefined ? [] : [[id, twin] as const]
    }),
  )
}

function without<T>(
  map: Readonly<Record<string, T>>,
  ids: ReadonlyMap<string, string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([id]) => !ids.has(id)))
}

function placedStage(covered: ApiStage, places: ReadonlyMap<string, Place>): ApiStage | undefined {
  const place = places.get(covered.apiId)
  const stage = place && stageIn(place, covered.stage)
  return stage === undefined ? undefined : { ...covered, apiId: place?.id ?? '', stage }
}

function placedMapping(
  mapping: BasePathMapping,
  places: ReadonlyMap<string, Place>,
): BasePathMapping | undefined {
  const place = places.get(mapping.apiId)
  if (!place) return undefined
  if (mapping.stage === undefined) return { ...mapping, apiId: place.id }
  const stage = stageIn(place, mapping.stage)
  return stage === undefined ? undefined : { ...mapping, apiId: place.id, stage }
}

function stageIn({ stages }: Place, name: string): string | undefined {
  if (stages.includes(name)) return name
  return stages.length === 1 ? stages[0] : undefined
}

function mapValues<T>(
  map: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}

/** Every API of a design in its own place. */
export function ownPlaces(apis: readonly Api[]): ReadonlyMap<string, Place> {
  return new Map(
    apis.map((api) => [
      api.id,
      { id: api.id, stages: api.protocol === 'REST' ? stageNames(api) : [] },
    ]),
  )
}

function stageNames(api: RestApi): string[] {
  return Object.keys(api.stages)
}
