import { corsSettingsOf } from '../operations/cors.ts'
import { methodAddress, methodsOf } from '../queries/resourceTree.ts'
import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { CorsConfiguration } from '../schema/v2/apis.ts'
import type { Losses } from './losses.ts'

/** The preflights of a REST API, as the CORS settings of an HTTP API. */
export interface PreflightConversion {
  readonly corsConfiguration: CorsConfiguration | undefined
  /** The ids of the resources whose OPTIONS method the CORS settings replace. */
  readonly resourceIds: ReadonlySet<string>
}

/** Join the OPTIONS methods that answer preflights into the settings of a whole HTTP API. */
export function corsOfPreflights(
  design: Design,
  api: RestApi,
  losses: Losses,
): PreflightConversion {
  const resourceIds = new Set<string>()
  const origins = new Set<string>()
  const headers = new Set<string>()
  const methods = new Set<string>()
  let allowCredentials = false
  let maxAge: number | undefined
  for (const { resource, method } of methodsOf(api)) {
    if (method.httpMethod !== 'OPTIONS') continue
    const settings = corsSettingsOf(design, { apiId: api.id, resourceId: resource.id })
    if (!settings) continue
    resourceIds.add(resource.id)
    origins.add(settings.origin)
    for (const name of settings.headers) headers.add(name)
    for (const name of listed(method, 'Access-Control-Allow-Methods')) methods.add(name)
    allowCredentials ||= settings.allowCredentials
    const seconds = Number(literal(method, 'Access-Control-Max-Age') ?? Number.NaN)
    if (Number.isInteger(seconds)) maxAge = Math.max(seconds, maxAge ?? 0)
  }
  if (resourceIds.size === 0) return { corsConfiguration: undefined, resourceIds }
  if (origins.size > 1) {
    const [first = ''] = resourceIds
    losses.changed(
      'cors',
      `The API has one CORS configuration: the origins ${[...origins].join(', ')} are allowed on every route, not each on its own resources.`,
      methodAddress(api.id, first, 'OPTIONS'),
    )
  }
  const isEveryOrigin = origins.has('*')
  if (isEveryOrigin && allowCredentials) {
    losses.changed(
      'cors',
      'The API no longer allows credentials: CORS of an HTTP API cannot allow them for every origin.',
      ['apis', api.id],
    )
  }
  return {
    resourceIds,
    corsConfiguration: {
      allowOrigins: isEveryOrigin ? ['*'] : [...origins],
      ...(headers.size > 0 && { allowHeaders: headers.has('*') ? ['*'] : [...headers] }),
      ...(methods.size > 0 && { allowMethods: [...methods].sort() }),
      ...(allowCredentials && !isEveryOrigin && { allowCredentials }),
      ...(maxAge !== undefined && { maxAge: Math.min(maxAge, 86_400) }),
    },
  }
}

function literal({ integration }: Method, name: string): string | undefined {
  const parameters = Object.values(integration?.integrationResponses ?? {}).map(
    ({ responseParameters }) => responseParameters,
  )
  const wanted = `method.response.header.${name}`.toLowerCase()
  const [, expression = ''] =
    parameters
      .flatMap((each) => Object.entries(each))
      .find(([key]) => key.toLowerCase() === wanted) ?? []
  return /^'([^']*)'$/.exec(expression)?.[1]
}

const corsMethods = new Set(['*', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

function listed(method: Method, name: string): string[] {
  const names = literal(method, name)?.split(',') ?? []
  return names.map((each) => each.trim().toUpperCase()).filter((each) => corsMethods.has(each))
}
