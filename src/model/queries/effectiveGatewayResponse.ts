import type { GatewayResponse, GatewayResponseType } from '../schema/gatewayResponse.ts'

/** What GetGatewayResponse reports of a type. */
export interface EffectiveGatewayResponse {
  readonly responseType: GatewayResponseType
  /** True where nobody customised this type itself. */
  readonly defaultResponse: boolean
  /** Absent for DEFAULT_4XX and DEFAULT_5XX without one. */
  readonly statusCode?: string
  readonly responseParameters: Readonly<Record<string, string>>
  readonly responseTemplates: Readonly<Record<string, string>>
}

/** Gateway responses that were customised, under their types. */
export type CustomisedGatewayResponses = Partial<Record<GatewayResponseType, GatewayResponse>>

/** The statuses of the types; the two families have none of their own. */
const gatewayResponseStatuses: Readonly<Record<GatewayResponseType, number | undefined>> = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
}

/** What every type has that nobody gave another template. */
const builtInGatewayTemplate = '{"message":$context.error.messageString}'

/** The status, headers and templates of a response type, with what it takes from DEFAULT_4XX or DEFAULT_5XX. Source: developer guide, supported gateway response types. */
export function effectiveGatewayResponse(
  customised: CustomisedGatewayResponses,
  type: GatewayResponseType,
): EffectiveGatewayResponse {
  const own = customised[type]
  const status = gatewayResponseStatuses[type]
  const family: GatewayResponseType | undefined =
    status === undefined ? undefined : status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'
  const used = own ?? (family && customised[family])
  const statusCode = used?.statusCode ?? (status === undefined ? undefined : String(status))
  const templates = used?.responseTemplates ?? {}
  return {
    responseType: type,
    defaultResponse: own === undefined,
    responseParameters: used?.responseParameters ?? {},
    responseTemplates:
      Object.keys(templates).length > 0
        ? templates
        : { 'application/json': builtInGatewayTemplate },
    ...(statusCode !== undefined && { statusCode }),
  }
}
