import * as z from 'zod'
import { texts } from './json.ts'

/** Source: developer guide, supported gateway response types. */
export const gatewayResponseTypes = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
] as const
export const gatewayResponseType = z.enum(gatewayResponseTypes)
export type GatewayResponseType = z.infer<typeof gatewayResponseType>

/** What the gateway itself answers, customised. Kept under its `responseType`. Source: API reference, GatewayResponse. */
export const gatewayResponse = z.object({
  responseType: gatewayResponseType,
  statusCode: z.string().optional(),
  /** `gatewayresponse.header.NAME` to a mapping expression. */
  responseParameters: texts.default({}),
  responseTemplates: texts.default({}),
})
export type GatewayResponse = z.infer<typeof gatewayResponse>
