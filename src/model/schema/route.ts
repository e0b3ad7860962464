import * as z from 'zod'
import { json, texts } from './json.ts'

/** A route of an HTTP or WebSocket API. Kept under its id. Source: API reference v2, Route. */
export const route = z.object({
  id: z.string(),
  /** `GET /pets`, `$default`, `$connect`. */
  routeKey: z.string(),
  operationName: z.string().optional(),
  authorizationType: z.enum(['NONE', 'AWS_IAM', 'CUSTOM', 'JWT']).default('NONE'),
  authorizerId: z.string().optional(),
  authorizationScopes: z.array(z.string()).default([]),
  apiKeyRequired: z.boolean().default(false),
  /** The id of an integration of the same API. */
  target: z.string().optional(),
  routeResponseSelectionExpression: z.string().optional(),
})
export type Route = z.infer<typeof route>

/** An integration of an HTTP or WebSocket API. Source: API reference v2, Integration. */
export const routeIntegration = z.object({
  id: z.string(),
  integrationType: z.enum(['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK']),
  integrationSubtype: z.string().optional(),
  integrationUri: z.string().optional(),
  integrationMethod: z.string().optional(),
  payloadFormatVersion: z.string().optional(),
  requestParameters: texts.default({}),
  requestTemplates: texts.default({}),
  timeoutInMillis: z.number().int().optional(),
})

/** What HTTP and WebSocket APIs share. */
const routedApi = {
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  version: z.string().optional(),
  tags: texts.default({}),
  disableExecuteApiEndpoint: z.boolean().default(false),
  routes: z.record(z.string(), route).default({}),
  integrations: z.record(z.string(), routeIntegration).default({}),
  authorizers: z.record(z.string(), json).default({}),
  stages: z.record(z.string(), json).default({}),
}

export const httpApi = z.object({
  protocol: z.literal('HTTP'),
  ...routedApi,
  corsConfiguration: json.optional(),
})
export type HttpApi = z.infer<typeof httpApi>

export const webSocketApi = z.object({
  protocol: z.literal('WEBSOCKET'),
  ...routedApi,
  routeSelectionExpression: z.string().default('$request.body.action'),
})
export type WebSocketApi = z.infer<typeof webSocketApi>
