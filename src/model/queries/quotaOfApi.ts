import type { RestApi } from '../schema/restApi.ts'

/** The quota that an API counts for by its endpoint type. */
export function quotaOfApi(api: Pick<RestApi, 'endpointConfiguration'>) {
  const { types } = api.endpointConfiguration
  if (types.includes('PRIVATE')) return 'privateApis'
  return types.includes('REGIONAL') ? 'regionalApis' : 'edgeApis'
}

/** How many base paths have several parts. */
export function multiLevelMappings(mappings: readonly { readonly basePath: string }[]): number {
  return mappings.filter(({ basePath }) => basePath.includes('/')).length
}
