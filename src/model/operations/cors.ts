import { methodAddress } from '../queries/resourceTree.ts'
import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { GatewayResponseType } from '../schema/gatewayResponse.ts'
import { putIntegration, updateIntegration } from './integrations.ts'
import { addMethod, updateMethod } from './methods.ts'
import {
  allowCredentialsName,
  allowOnGateway,
  allowOrigin,
  answerHeaders,
  gatewayOrigin,
  headersInWords,
  methodAt,
  withHeaders,
} from './corsHeaders.ts'
import type { CorsSettings } from './corsHeaders.ts'
import { own } from './within.ts'
import type { MethodRef } from './within.ts'

export type { CorsSettings } from './corsHeaders.ts'

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
      text: `OPTIONS ${options ? 'is changed' : 'is added'}: a MOCK integration that answers the question browsers ask first with 200, and tells them the origin ${settings.origin}, the methods ${allowedMethods(verbs).join(', ')} and the headers ${settings.headers.join(', ') || '(none)'}. It asks for no authorization: browsers send none.`,
      at: methodAddress(apiId, resourceId, 'OPTIONS'),
      outcome: 'changed',
    })
  }
  for (const responseType of gatewayTypes) {
    const result = allowOnGateway(present, apiId, responseType, settings)
    if (result === undefined) continue
    const applied = apply(result)
    if (!applied.ok) return applied
    const was = gatewayOrigin(design, apiId, responseType)
    changes.push({
      text:
        was === undefined
          ? `${responseType}, the gateway's own answers of that kind in the whole API, carries ${allowOrigin} ${settings.origin}: without it a browser hides them from the page.`
          : was === settings.origin
            ? `${responseType} is brought in line, for the whole API: ${settings.allowCredentials ? 'it allows credentials' : 'it no longer allows credentials'}.`
            : `${responseType} carries ${allowOrigin} ${settings.origin} instead of ${was}, for the whole API.`,
      at: ['apis', apiId, 'gatewayResponses', responseType],
      outcome: 'changed',
    })
  }
  return ok({ design: present, changes })
}

/** What the preflight of a resource allows now, as far as it is written down; `undefined` where there is none that the gateway answers. */
export function corsSettingsOf(
  design: Design,
  { apiId, resourceId }: { readonly apiId: string; readonly resourceId: string },
): CorsSettings | undefined {
  const { integration } = methodAt(design, { apiId, resourceId, httpMethod: 'OPTIONS' }) ?? {}
  if (integration?.type !== 'MOCK') return undefined
  const headers = own(integration.integrationResponses, '200')?.responseParameters ?? {}
  const valueOf = (name: string) => {
    const value = own(headers, `method.response.header.${name}`)
    return value !== undefined && /^'[^']*'$/.test(value) ? value.slice(1, -1) : undefined
  }
  const origin = valueOf(allowOrigin)
  if (origin === undefined) return undefined
  const names = valueOf('Access-Control-Allow-Headers')
  return {
    origin,
    headers:
      names === undefined
        ? defaultCorsHeaders
        : names.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()])),
    allowCredentials: valueOf(allowCredentialsName) === 'true',
  }
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

/** The header on each response of a method, where the gateway makes them. */
function allowOnMethod(
  design: Design,
  ref: MethodRef,
  settings: CorsSettings,
  changes: CorsChange[],
): Result<Design> {
  const method = methodAt(design, ref)
  const { integration } = method ?? {}
  const at = methodAddress(ref.apiId, ref.resourceId, ref.httpMethod)
  if (!method) return ok(design)
  if (!integration) {
    changes.push({
      text: `${ref.httpMethod} has no integration yet: enable CORS again once it has responses.`,
      at,
      outcome: 'kept',
    })
    return ok(design)
  }
  if (integration.type === 'AWS_PROXY' || integration.type === 'HTTP_PROXY') {
    changes.push({
      text: `${ref.httpMethod} is a proxy, whose answers the gateway does not touch: its backend has to send ${headersInWords(settings)} itself.`,
      at: [...at, 'integration'],
      outcome: 'kept',
    })
    return ok(design)
  }
  let present = design
  const responses = Object.entries(integration.integrationResponses)
  if (responses.length === 0) {
    changes.push({
      text: `${ref.httpMethod} has no integration response yet: enable CORS again once it has one.`,
      at: [...at, 'integration'],
      outcome: 'kept',
    })
  }
  for (const [statusCode, response] of responses) {
    const result = withHeaders(present, ref, statusCode, response, answerHeaders(settings))
    if (!result.ok) return result
    if (result.value === present) continue
    present = result.value
    changes.push({
      text: `${ref.httpMethod} answers ${statusCode} with ${headersInWords(settings)}: declared in its method response, set in its integration response.`,
      at: [...at, 'integration', 'integrationResponses', statusCode],
      outcome: 'changed',
    })
  }
  return ok(present)
}

function allowedMethods(verbs: readonly string[]): readonly string[] {
  return verbs.includes('ANY')
    ? ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']
    : [...verbs, 'OPTIONS'].sort()
}

/** The OPTIONS method that answers a preflight. */
function withPreflight(
  design: Design,
  place: Omit<MethodRef, 'httpMethod'>,
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
  const opened = withoutObstacles(present, ref)
  if (!opened.ok) return opened
  present = opened.value
  const responses = methodAt(present, ref)?.integration?.integrationResponses ?? {}
  const response = own(responses, '200') ?? {
    statusCode: '200',
    responseParameters: {},
    responseTemplates: {},
  }
  return withHeaders(present, ref, '200', response, {
    ...answerHeaders(settings),
    'Access-Control-Allow-Headers': `'${settings.headers.join(',')}'`,
    'Access-Control-Allow-Methods': `'${allowedMethods(verbs).join(',')}'`,
  })
}

/** What would keep the preflight from its answer: browsers send it without credentials, and a MOCK reads its body as text. */
function withoutObstacles(design: Design, ref: MethodRef): Result<Design> {
  const { authorizationType, apiKeyRequired, integration } = methodAt(design, ref) ?? {}
  let present = design
  if (authorizationType !== 'NONE' || apiKeyRequired) {
    const change = { authorizationType: 'NONE', apiKeyRequired: false } as const
    const opened = updateMethod(present, { ...ref, change })
    if (!opened.ok) return opened
    present = opened.value
  }
  const api = own(present.apis, ref.apiId)
  const isAllBinary = api?.protocol === 'REST' && api.binaryMediaTypes.includes('*/*')
  return isAllBinary && integration?.contentHandling !== 'CONVERT_TO_TEXT'
    ? updateIntegration(present, { ...ref, change: { contentHandling: 'CONVERT_TO_TEXT' } })
    : ok(present)
}
