import type { Api, Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { createLogicalIds } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { usualOptions } from './template.ts'
import type { ApiWriter, Dialect, TemplateOptions, TemplateResource } from './template.ts'

/** CloudFormation refuses a template with more. Source: CloudFormation quotas. */
export const resourcesPerTemplate = 500

export const noAccess: Design['access'] = {
  usagePlans: {},
  apiKeys: {},
  vpcLinks: {},
  vpcLinksV2: {},
  domainNames: {},
  clientCertificates: {},
}

/** Properties of an HTTP API for what its OpenAPI document may say instead. */
export type BodySetting = 'Auth' | 'CorsConfiguration'

/** What a writer may start from. */
export interface GivenToWriter {
  readonly ids?: LogicalIds
  readonly dialect?: Dialect
  readonly options?: TemplateOptions
  /** Write the deployment and the stages of an API without methods too: the author's template has them. */
  readonly keepsStages?: boolean
  /** Settings that the author's template has as properties beside an OpenAPI document, which then lacks them. */
  readonly settings?: readonly BodySetting[]
  /** The types of the resources that the author's template has, by logical id. */
  readonly types?: ReadonlyMap<string, string>
}

export function createWriter<A extends Api>(
  api: A,
  access: Design['access'],
  given: GivenToWriter,
): ApiWriter<A> {
  const {
    ids = createLogicalIds(),
    dialect = 'openapi-3.0',
    options = usualOptions,
    types = new Map(),
  } = given
  return { api, access, ids, resources: new Map(), problems: [], dialect, options, types }
}

/** The section Resources of a template. */
export function resourcesOf(resources: ReadonlyMap<string, TemplateResource>): Json {
  return Object.fromEntries(
    [...resources].map(([logicalId, { Type, DependsOn, Properties }]) => [
      logicalId,
      { Type, ...(DependsOn && { DependsOn }), Properties },
    ]),
  )
}
