import * as z from 'zod'
import { retained, texts } from '../json.ts'

/** Source: API reference v2, IntegrationResponse. Kept under its id. WebSocket APIs only. */
export const routeIntegrationResponse = z.object({
  id: z.string(),
  /** `$default`, `/400/`. */
  integrationResponseKey: z.string(),
  contentHandlingStrategy: z.enum(['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']).optional(),
  responseParameters: texts.default({}),
  responseTemplates: texts.default({}),
  templateSelectionExpression: z.string().optional(),
  retained: retained.optional(),
})
export type RouteIntegrationResponse = z.infer<typeof routeIntegrationResponse>

/** An integration of an HTTP or WebSocket API, which routes share by its id. Source: API reference v2, Integration. */
export const routeIntegration = z.object({
  id: z.string(),
  integrationType: z
    .enum(['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'])
    .meta({ title: 'Integration type' }),
  /** `SQS-SendMessage`: an AWS service that an HTTP API calls itself. */
  integrationSubtype: z.string().optional(),
  description: z.string().optional(),
  /** A URL, a function ARN or its invocation ARN, a listener ARN, a Cloud Map service ARN. */
  integrationUri: z.string().optional(),
  integrationMethod: z.string().optional(),
  payloadFormatVersion: z.enum(['1.0', '2.0']).optional(),
  connectionType: z.enum(['INTERNET', 'VPC_LINK']).default('INTERNET'),
  connectionId: z.string().optional(),
  /** The ARN of the execution role. */
  credentialsArn: z.string().optional(),
  /** HTTP APIs: `append:header.x` to its value, or the parameters of a subtype. WebSocket APIs: `integration.request.header.x` to its value. */
  requestParameters: texts.default({}),
  /** HTTP APIs only: status code to its mappings, `overwrite:header.x` to its value. */
  responseParameters: z.record(z.string(), texts).default({}),
  /** Milliseconds, 50 to 30,000 (HTTP) or 29,000 (WebSocket). Absent: the longest. */
  timeoutInMillis: z.number().int().optional(),
  tlsConfig: z.object({ serverNameToVerify: z.string().optional() }).optional(),
  /** WebSocket APIs only. */
  requestTemplates: texts.default({}),
  templateSelectionExpression: z.string().optional(),
  passthroughBehavior: z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']).optional(),
  contentHandlingStrategy: z.enum(['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']).optional(),
  /** Under their ids. WebSocket APIs only. */
  integrationResponses: z.record(z.string(), routeIntegrationResponse).default({}),
  retained: retained.optional(),
})
export type RouteIntegration = z.infer<typeof routeIntegration>
