import { methodAddress } from '../queries/resourceTree.ts'
import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { GatewayResponseType } from '../schema/gatewayResponse.ts'
import type { HttpMethod, Method } from '../schema/method.ts'
import { putGatewayResponse } from './gatewayResponses.ts'
import { putIntegration, putIntegrationResponse } from './integrations.ts'
import { addMethod, putMethodResponse } from './methods.ts'
import { own } from './within.ts'

/** What a browser of another origin is allowed. */
export interface CorsSettings {
  /** `*`, or one origin with its scheme: `https://app.example.com`. */
  readonly origin: string
  /** Names of request headers. */
  readonly headers: readonly string[]
  /** Whether cookies and credentials may be sent; not with the origin `*`. */
  readonly allowCredentials: boolean
}

/** The request headers that the service's console allows. Source: developer guide, enable CORS. */
export const defaultCorsHeaders: readonly string[] = [
  'Content-Type',
  'X-Amz-Date',
  'Authorization',
  'X-Api-Key',
  'X-Amz-Security-Token',
]

/** One thing that enabling CORS does, or cannot do, in words. */
export interface CorsChange {
  readonly text: string
  readonly at: Address
  /** `kept`: nothing can be done here; the sentence says what to do instead. */
  readonly outcome: 'changed' | 'kept'
}

const allowOrigin = 'Access-Control-Allow-Origin'
const gatewayTypes: readonly GatewayResponseType[] = ['DEFAULT_4XX', 'DEFAULT_5XX']

/**
 * Let browsers of other origins call a resource: an OPTIONS method with a MOCK integration that answers the preflight, the
 * Access-Control-Allow-Origin header on every response of its other methods, and on the answers of the gateway itself. Done
 * twice it changes nothing more. Refused: an origin that is none, credentials for every origin, an OPTIONS method with a
 * backend of its own. Gives back the design and what was done.
 */
export function enableCors(
  design: Design,
  args: {
    readonly apiId: string
    readonly resourceId: string
    readonly settings: CorsSettings
  },
): Result<{ readonly design: Design; readonly changes: readonly CorsChange[] }> {
  const { apiId, resourceId, settings } = args
  const api = own(design.apis, apiId)
  const at: Address = ['apis', apiId, 'resources', resourceId]
  const resource = api?.protocol === 'REST' ? own(api.resources, resourceId) : undefined
  if (api?.protocol !== 'REST' || !resource) {
    return fail('resource/not-found', 'Invalid Resource identifier specified', at)
  }
  const refused = settingsRefusal(settings, at)
  if (refused) return refused
  const options = resource.methods.OPTIONS
  if (options?.integration && options.integration.type !== 'MOCK') {
    const message =
      'The OPTIONS method of this resource has a backend of its own, which answers the preflight'
    return fail('cors/options-has-backend', message, methodAddress(apiId, resourceId, 'OPTIONS'))
  }
  const changes: CorsChange[] = []
  let present = design
  const apply = (result: Result<Design>): Result<Design> => {
    if (result.ok) present = result.value
    return result
  }
  const verbs = Object.values(resource.methods)
    .map(({ httpMethod }) => httpMethod)
    .filter((verb) => verb !== 'OPTIONS')
  for (const verb of verbs) {
    const result = allowOnMethod(
      present,
      { apiId, resourceId, httpMethod: verb },
      settings,
      changes,
    )
    const applied = apply(result)
    if (!applied.ok) return applied
  }
  const before = present
  const preflight = apply(withPreflight(present, { apiId, resourceId }, verbs, settings))
  if (!preflight.ok) return preflight
  if (preflight.value !== before) {
    changes.unshift({
      text: 'OPTIONS answers the preflight of browsers: a MOCK integration with status 200 and the Access-Control-Allow headers.',
      at: methodAddress(apiId, resourceId, 'OPTIONS'),
      outcome: 'changed',
    })
  }
  for (const responseType of gatewayTypes) {
    const result = allowOnGateway(present, apiId, responseType, settings)
    if (result === undefined) continue
    const applied = apply(result)
    if (!applied.ok) return applied
    changes.push({
      text: `${responseType} carries ${allowOrigin}: without it a browser hides the gateway's own errors from the page.`,
      at: ['apis', apiId, 'gatewayResponses', responseType],
      outcome: 'changed',
    })
  }
  return ok({ design: present, changes })
}

function settingsRefusal({ origin, headers, allowCredentials }: CorsSettings, at: Address) {
  if (origin !== '*' && !/^https?:\/\/[^\s'/?#]+$/.test(origin)) {
    const message = `The origin is * or a scheme and a host, such as https://app.example.com, not ${origin}`
    return fail('cors/origin', message, at)
  }
  const odd = headers.find((name) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || name.includes("'"))
  if (odd !== undefined) return fail('cors/header', `${odd} is no name of a header`, at)
  if (allowCredentials && origin === '*') {
    const message =
      'Browsers send credentials to a named origin only: * cannot be allowed with them'
    return fail('cors/credentials', message, at)
  }
  return undefined
}

/** The headers of an answer that a browser lets the page read. */
function answerHeaders({ origin, allowCredentials }: CorsSettings): Record<string, string> {
  return {
    [allowOrigin]: `'${origin}'`,
    ...(allowCredentials && { 'Access-Control-Allow-Credentials': "'true'" }),
  }
}

interface Ref {
  readonly apiId: string
  readonly resourceId: string
  readonly httpMethod: HttpMethod
}

function methodAt(design: Design, ref: Ref): Method | undefined {
  const api = own(design.apis, ref.apiId)
  if (api?.protocol !== 'REST') return undefined
  return own(api.resources, ref.resourceId)?.methods[ref.httpMethod]
}

/** The header on each response of a method, where the gateway makes them. */
function allowOnMethod(
  design: Design,
  ref: Ref,
  settings: CorsSettings,
  changes: CorsChange[],
): Result<Design> {
  const method = methodAt(design, ref)
  const { integration } = method ?? {}
  const at = methodAddress(ref.apiId, ref.resourceId, ref.httpMethod)
  if (!method || !integration) return ok(design)
  if (integration.type === 'AWS_PROXY' || integration.type === 'HTTP_PROXY') {
    changes.push({
      text: `${ref.httpMethod} is a proxy: its backend has to send ${allowOrigin} itself.`,
      at: [...at, 'integration'],
      outcome: 'kept',
    })
    return ok(design)
  }
  let present = design
  for (const [statusCode, response] of Object.entries(integration.integrationResponses)) {
    const result = withHeaders(present, ref, statusCode, response, answerHeaders(settings))
    if (!result.ok) return result
    if (result.value === present) continue
    present = result.value
    changes.push({
      text: `${ref.httpMethod} answers ${statusCode} with ${allowOrigin}.`,
      at: [...at, 'integration', 'integrationResponses', statusCode],
      outcome: 'changed',
    })
  }
  return ok(present)
}

type IntegrationResponse = Parameters<typeof putIntegrationResponse>[1]['response']

/** Headers declared in the method response of a status and set by its integration response; the same design where they are. */
function withHeaders(
  design: Design,
  ref: Ref,
  statusCode: string,
  response: IntegrationResponse,
  headers: Readonly<Record<string, string>>,
): Result<Design> {
  const declared = methodAt(design, ref)?.methodResponses[statusCode]
  const names = Object.keys(headers).map((name) => `method.response.header.${name}`)
  const isDeclared =
    declared && names.every((name) => own(declared.responseParameters, name) !== undefined)
  const mapped = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
  )
  const isMapped = Object.entries(mapped).every(
    ([name, value]) => own(response.responseParameters, name) === value,
  )
  if (isDeclared && isMapped) return ok(design)
  const before = declared ?? { statusCode, responseParameters: {}, responseModels: {} }
  const withDeclared = putMethodResponse(design, {
    ...ref,
    response: {
      ...before,
      responseParameters: {
        ...Object.fromEntries(names.map((name) => [name, false])),
        ...before.responseParameters,
      },
    },
  })
  if (!withDeclared.ok) return withDeclared
  return putIntegrationResponse(withDeclared.value, {
    ...ref,
    response: { ...response, responseParameters: { ...response.responseParameters, ...mapped } },
  })
}

/** The OPTIONS method that answers a preflight. */
function withPreflight(
  design: Design,
  place: Omit<Ref, 'httpMethod'>,
  verbs: readonly string[],
  settings: CorsSettings,
): Result<Design> {
  const ref = { ...place, httpMethod: 'OPTIONS' as const }
  let present = design
  if (!methodAt(present, ref)) {
    const added = addMethod(present, ref)
    if (!added.ok) return added
    present = added.value
  }
  const { integration } = methodAt(present, ref) ?? {}
  if (integration?.type !== 'MOCK' || Object.keys(integration.requestTemplates).length === 0) {
    const put = putIntegration(present, {
      ...ref,
      integration: {
        type: 'MOCK',
        requestParameters: {},
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        passthroughBehavior: 'WHEN_NO_MATCH',
        timeoutInMillis: 29_000,
        cacheKeyParameters: [],
        integrationResponses: integration?.integrationResponses ?? {},
      },
    })
    if (!put.ok) return put
    present = put.value
  }
  const allowed = verbs.includes('ANY')
    ? ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']
    : [...verbs, 'OPTIONS'].sort()
  const responses = methodAt(present, ref)?.integration?.integrationResponses ?? {}
  const response = own(responses, '200') ?? {
    statusCode: '200',
    responseParameters: {},
    responseTemplates: {},
  }
  return withHeaders(present, ref, '200', response, {
    ...answerHeaders(settings),
    'Access-Control-Allow-Headers': `'${settings.headers.join(',')}'`,
    'Access-Control-Allow-Methods': `'${allowed.join(',')}'`,
  })
}

/** The header on answers of the gateway itself; `undefined` where they have one. */
function allowOnGateway(
  design: Design,
  apiId: string,
  responseType: GatewayResponseType,
  settings: CorsSettings,
): Result<Design> | undefined {
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'REST') return undefined
  const before = api.gatewayResponses[responseType]
  const headers = Object.fromEntries(
    Object.entries(answerHeaders(settings)).map(([name, value]) => [
      `gatewayresponse.header.${name}`,
      value,
    ]),
  )
  const has = Object.keys(headers).every(
    (name) => own(before?.responseParameters ?? {}, name) !== undefined,
  )
  if (has) return undefined
  return putGatewayResponse(design, {
    apiId,
    response: {
      responseTemplates: {},
      ...before,
      responseType,
      responseParameters: { ...headers, ...before?.responseParameters },
    },
  })
}
