import * as z from 'zod'
import { retained } from '../json.ts'

/** Source: API reference v2, RouteResponse. Kept under its id. WebSocket APIs only. */
export const routeResponse = z.object({
  id: z.string(),
  /** `$default`. */
  routeResponseKey: z.string(),
  modelSelectionExpression: z.string().optional(),
  /** Key to model name. */
  responseModels: z.record(z.string(), z.string()).default({}),
  /** Parameter to whether it is required. */
  responseParameters: z.record(z.string(), z.boolean()).default({}),
  retained: retained.optional(),
})
export type RouteResponse = z.infer<typeof routeResponse>

/** A route of an HTTP or WebSocket API. Kept under its id. Source: API reference v2, Route. */
export const route = z.object({
  id: z.string(),
  /** `GET /pets`, `$default`, `$connect`, `sendMessage`. */
  routeKey: z.string().meta({ title: 'Route key' }),
  operationName: z.string().optional().meta({ title: 'Operation name' }),
  authorizationType: z
    .enum(['NONE', 'AWS_IAM', 'CUSTOM', 'JWT'])
    .default('NONE')
    .meta({ title: 'Authorization' }),
  authorizerId: z.string().optional(),
  authorizationScopes: z.array(z.string()).default([]),
  /** WebSocket APIs only. */
  apiKeyRequired: z.boolean().default(false),
  /** The id of an integration of the same API. */
  target: z.string().optional(),
  /** WebSocket APIs only. */
  modelSelectionExpression: z.string().optional(),
  requestModels: z.record(z.string(), z.string()).default({}),
  requestParameters: z.record(z.string(), z.boolean()).default({}),
  routeResponseSelectionExpression: z.string().optional(),
  /** Under their ids. WebSocket APIs only. */
  routeResponses: z.record(z.string(), routeResponse).default({}),
  retained: retained.optional(),
})
export type Route = z.infer<typeof route>
