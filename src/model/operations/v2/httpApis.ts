import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { httpApi } from '../../schema/v2/apis.ts'
import type { CorsConfiguration, HttpApi } from '../../schema/v2/apis.ts'
import { addApi, removeApi } from '../restApis.ts'
import { tagsRefusal } from '../tags.ts'
import { changed } from '../within.ts'
import type { Changes } from '../within.ts'
import { inHttpApi } from './within.ts'

/**
 * Add an HTTP API with a `$default` stage that deploys automatically, as the console's quick create does.
 * Problems: `api/name-blank`, `api/id-in-use`.
 */
export function addHttpApi(
  design: Design,
  args: { readonly apiId: string; readonly name: string; readonly description?: string },
): Result<Design> {
  const at = ['apis', args.apiId]
  if (args.name.trim() === '') return fail('api/name-blank', 'API name cannot be blank', at)
  const api = httpApi.parse({
    protocol: 'HTTP',
    id: args.apiId,
    name: args.name,
    ...(args.description !== undefined &&
      args.description !== '' && { description: args.description }),
    stages: { $default: { stageName: '$default', autoDeploy: true } },
  })
  return addApi(design, { api })
}

/** The settings that an HTTP API itself has. */
export type HttpApiSettings = Omit<
  HttpApi,
  | 'protocol'
  | 'id'
  | 'routes'
  | 'integrations'
  | 'authorizers'
  | 'deployments'
  | 'stages'
  | 'retained'
>

/** Add an HTTP API without routes and stages. Refuses what CreateApi refuses; the problems are those of `updateHttpApi` and `api/id-in-use`. */
export function createHttpApi(
  design: Design,
  args: { readonly apiId: string } & Partial<HttpApiSettings> & Pick<HttpApiSettings, 'name'>,
): Result<Design> {
  const { apiId, ...settings } = args
  const api = httpApi.parse({ protocol: 'HTTP', id: apiId, ...settings })
  return settingsRefusal(api, undefined) ?? addApi(design, { api })
}

/** Remove an HTTP or WebSocket API. Refused while a custom domain maps to it. Problems: `api/not-found`, `api/mapped`. */
export function removeRoutedApi(
  design: Design,
  { apiId }: { readonly apiId: string },
): Result<Design> {
  const domains = Object.values(design.access.domainNames)
    .filter(({ basePathMappings }) => basePathMappings.some((mapping) => mapping.apiId === apiId))
    .map(({ domainName }) => domainName)
  if (domains.length === 0) return removeApi(design, { apiId })
  const message = `Deleting API ${apiId} failed. Please remove all API mappings related to the API in your domain names: ${domains.join(', ')}`
  return fail('api/mapped', message, ['apis', apiId])
}

/**
 * Change settings; `undefined` removes an optional one. Refuses what UpdateApi refuses.
 * Problems: `api/name-blank`, `cors/credentials`, `cors/origin`, `cors/method`, `cors/max-age`, `tags/…`.
 */
export function updateHttpApi(
  design: Design,
  { apiId, change }: { readonly apiId: string; readonly change: Changes<HttpApiSettings> },
): Result<Design> {
  return inHttpApi(design, apiId, (api) => {
    const next = changed(api, change)
    return next === api ? ok(api) : (settingsRefusal(next, api) ?? ok(next))
  })
}

function settingsRefusal(api: HttpApi, before: HttpApi | undefined) {
  const at = ['apis', api.id]
  if (api.name.trim() === '') {
    return fail('api/name-blank', 'API name cannot be blank', [...at, 'name'])
  }
  const cors = api.corsConfiguration
  return (
    (cors === before?.corsConfiguration
      ? undefined
      : corsRefusal(cors, [...at, 'corsConfiguration'])) ??
    tagsRefusal(api.tags, before?.tags, [...at, 'tags'])
  )
}

const corsMethods: ReadonlySet<string> = new Set([
  '*',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
])

/** Why the service would not take CORS settings; `undefined` when it would. Source: developer guide, CORS for HTTP APIs; the first message is recorded. */
export function corsRefusal(cors: CorsConfiguration | undefined, at: Address) {
  if (!cors) return undefined
  const { allowCredentials, allowOrigins = [], allowMethods = [], maxAge } = cors
  if (allowCredentials === true && allowOrigins.includes('*')) {
    return fail('cors/credentials', "allow-credentials is not supported if 'allow-origin' is *", [
      ...at,
      'allowCredentials',
    ])
  }
  const origin = allowOrigins.find(
    (each) => each !== '*' && !/^https?:\/\/(?:\*|[^/*\s]+)$/.test(each) && !isOtherOrigin(each),
  )
  if (origin !== undefined) {
    const message = `Invalid format for origin ${origin}. An origin is a scheme and a host without a path, such as https://www.example.com, or *.`
    return fail('cors/origin', message, [...at, 'allowOrigins'])
  }
  const method = allowMethods.find((each) => !corsMethods.has(each.toUpperCase()))
  if (method !== undefined) {
    return fail('cors/method', `Invalid HTTP method ${method}`, [...at, 'allowMethods'])
  }
  if (maxAge !== undefined && !(Number.isInteger(maxAge) && maxAge >= -1 && maxAge <= 86_400)) {
    const message = 'The max age must be between -1 and 86400 seconds'
    return fail('cors/max-age', message, [...at, 'maxAge'])
  }
  return undefined
}

/** True for an origin of another scheme, such as `capacitor://localhost` or `null`. */
function isOtherOrigin(origin: string): boolean {
  return origin === 'null' || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^/*\s]*$/i.test(origin)
}
