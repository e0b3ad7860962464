import * as z from 'zod'
import { retained } from '../json.ts'

/** An authorizer of an HTTP or WebSocket API. Kept under its id. Source: API reference v2, Authorizer. */
export const routeAuthorizer = z.object({
  id: z.string(),
  name: z.string().meta({ title: 'Authorizer name' }),
  authorizerType: z.enum(['REQUEST', 'JWT']),
  /** `$request.header.Authorization`; WebSocket APIs: `route.request.header.Auth`. */
  identitySource: z.array(z.string()).default([]),
  /** REQUEST only: the invocation ARN of the function. */
  authorizerUri: z.string().optional(),
  authorizerCredentialsArn: z.string().optional(),
  /** HTTP APIs only. */
  authorizerPayloadFormatVersion: z.enum(['1.0', '2.0']).optional(),
  /** Format 2.0 only: the function returns `{"isAuthorized": true}`. */
  enableSimpleResponses: z.boolean().optional(),
  /** Seconds, 0 to 3,600; 0 turns caching off. */
  authorizerResultTtlInSeconds: z.number().int().optional(),
  /** JWT only. */
  jwtConfiguration: z
    .object({ issuer: z.string().optional(), audience: z.array(z.string()).default([]) })
    .optional(),
  retained: retained.optional(),
})
export type RouteAuthorizer = z.infer<typeof routeAuthorizer>
