import type { GatewayResponse, GatewayResponseType, RestApi } from '../../model/index.ts'
import { gatewayResponseTypes } from '../../model/index.ts'
import { utf8Bytes } from '../context/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import { chooseResponseTemplate } from './chooseTemplate.ts'
import { mappedValue } from './expressions.ts'
import type { Exchange, GatewayFailure } from './exchange.ts'
import { breaksLine, headerValue, mediaType, withHeader } from './headers.ts'
import type { StepDraft } from './recorder.ts'

/** The default status of each type; the two defaults have none. Source: developer guide, gateway response types. */
export const defaultStatuses: Readonly<Record<GatewayResponseType, string | undefined>> = {
  ACCESS_DENIED: '403',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: '403',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  QUOTA_EXCEEDED: '429',
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  THROTTLED: '429',
  UNAUTHORIZED: '401',
  UNSUPPORTED_MEDIA_TYPE: '415',
  WAF_FILTERED: '403',
}

const errorTypes: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'AccessDeniedException',
  AUTHORIZER_CONFIGURATION_ERROR: 'AuthorizerConfigurationException',
  AUTHORIZER_FAILURE: 'AuthorizerFailureException',
  BAD_REQUEST_BODY: 'BadRequestException',
  BAD_REQUEST_PARAMETERS: 'BadRequestException',
  EXPIRED_TOKEN: 'ExpiredTokenException',
  INVALID_API_KEY: 'ForbiddenException',
  INVALID_SIGNATURE: 'InvalidSignatureException',
  MISSING_AUTHENTICATION_TOKEN: 'MissingAuthenticationTokenException',
  QUOTA_EXCEEDED: 'LimitExceededException',
  REQUEST_TOO_LARGE: 'RequestTooLargeException',
  RESOURCE_NOT_FOUND: 'NotFoundException',
  THROTTLED: 'TooManyRequestsException',
  UNAUTHORIZED: 'UnauthorizedException',
  UNSUPPORTED_MEDIA_TYPE: 'BadRequestException',
  WAF_FILTERED: 'ForbiddenException',
}

const defaultTemplates = { 'application/json': '{"message":$context.error.messageString}' }

/** A gateway response as the service reports it: what is customised, what is inherited, what is built in. */
export interface EffectiveGatewayResponse {
  readonly responseType: GatewayResponseType
  readonly statusCode?: string
  readonly responseParameters: Readonly<Record<string, string>>
  readonly responseTemplates: Readonly<Record<string, string>>
  readonly defaultResponse: boolean
  /** The customised response that applies: the type's own, or the default of its class. */
  readonly from?: GatewayResponseType
}

/** Resolve a type: its own definition, else that of DEFAULT_4XX or DEFAULT_5XX by its default status, else what is built in. */
export function effectiveGatewayResponse(
  configured: Readonly<Partial<Record<GatewayResponseType, GatewayResponse>>>,
  responseType: GatewayResponseType,
): EffectiveGatewayResponse {
  const own = configured[responseType]
  const status = defaultStatuses[responseType]
  const fallback = status?.startsWith('4')
    ? 'DEFAULT_4XX'
    : status?.startsWith('5')
      ? 'DEFAULT_5XX'
      : undefined
  const applied = own ?? (fallback && configured[fallback])
  const statusCode = applied?.statusCode ?? status
  return {
    responseType,
    ...(statusCode !== undefined && { statusCode }),
    responseParameters: applied?.responseParameters ?? {},
    responseTemplates: applied ? applied.responseTemplates : defaultTemplates,
    defaultResponse: own === undefined,
    ...(applied && { from: applied.responseType }),
  }
}

/** Fill the variables of a gateway response's template: no language, plain replacement. */
export function fillTemplate(
  template: string,
  context: Readonly<Record<string, ContextValue>>,
  stageVariables: Readonly<Record<string, string>>,
): string {
  return template.replace(
    /\$!?\{?(context|stageVariables)((?:\.[A-Za-z_][\w-]*)+)\}?/g,
    (_whole, root: string, path: string) => {
      let value: ContextValue | undefined = root === 'context' ? context : stageVariables
      for (const part of path.slice(1).split('.')) {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
        const map = value as Readonly<Record<string, ContextValue>> // neither null nor an array
        value = Object.hasOwn(map, part) ? map[part] : undefined
      }
      return typeof value === 'object' || value === undefined ? '' : String(value)
    },
  )
}

/** The stage of a failed run: the gateway itself answers. */
export function gatewayResponse(
  exchange: Exchange,
  failure: GatewayFailure,
  draft: StepDraft,
): void {
  const { api } = exchange
  const { message } = failure
  draft.input = { type: failure.type, status: failure.status, message }
  const isType = (gatewayResponseTypes as readonly string[]).includes(failure.type)
  const type = (isType ? failure.type : 'DEFAULT_5XX') as GatewayResponseType // one of the list, checked
  const resolved = resolve(api, type, failure.status)
  const at = ['apis', api.id, 'gatewayResponses', resolved.from ?? type]
  draft.at = at
  draft.decide(
    resolved.from === undefined
      ? `${type} is not customised: the built-in response answers`
      : resolved.from === type
        ? `${type} is customised in this API`
        : `${type} takes what ${resolved.from} says`,
    at,
    'Gateway responses: own definition, else the default of its class, else built in',
  )
  const isNull = message === 'null'
  const context: Readonly<Record<string, ContextValue>> = {
    ...exchange.context,
    error: {
      message,
      messageString: isNull
        ? 'null'
        : `"${message.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`,
      responseType: type,
      validationErrorString: failure.validationErrorString ?? '',
    },
  }
  exchange.status = Number(resolved.statusCode ?? failure.status)
  const errorType =
    errorTypes[type] ??
    (failure.status >= 500 ? 'InternalServerErrorException' : 'BadRequestException')
  if (type === 'REQUEST_TOO_LARGE') {
    exchange.responseHeaders = [['Content-Type', 'text/plain']]
    exchange.responseBytes = utf8Bytes(message)
    draft.output = { status: exchange.status, body: message }
    return
  }
  const chosen = chooseResponseTemplate(
    resolved.responseTemplates,
    mediaType(headerValue(exchange.headers, 'Accept')),
  )
  const body = chosen ? fillTemplate(chosen.template, context, exchange.stageVariables) : ''
  let headers: HeaderList = [
    ['Content-Type', chosen?.contentType ?? 'application/json'],
    ['x-amzn-ErrorType', errorType],
  ]
  for (const [target, source] of Object.entries(resolved.responseParameters)) {
    const value = mappedValue(source, {
      headers: exchange.headers,
      query: exchange.query,
      pathParameters: exchange.pathParameters,
      stageVariables: exchange.stageVariables,
      context,
      body: () => '',
    })
    const name = target.split('.').slice(2).join('.')
    if (value === undefined || !target.startsWith('gatewayresponse.header.')) continue
    const text = typeof value === 'string' ? value : value.join(',')
    if (!breaksLine(text)) headers = withHeader(headers, name, text)
  }
  exchange.responseHeaders = headers
  exchange.responseBytes = utf8Bytes(body)
  draft.output = {
    status: exchange.status,
    headers: headers.map(([name, value]) => `${name}: ${value}`),
    body,
  }
}

/** The two defaults stand for errors without a type of their own: they keep the error's status unless they set one. */
function resolve(
  api: RestApi,
  type: GatewayResponseType,
  status: number,
): EffectiveGatewayResponse {
  const effective = effectiveGatewayResponse(api.gatewayResponses, type)
  const customised = effective.from === undefined ? undefined : api.gatewayResponses[effective.from]
  return { ...effective, statusCode: customised?.statusCode ?? String(status) }
}
