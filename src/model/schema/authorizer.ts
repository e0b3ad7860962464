import * as z from 'zod'
import { retained } from './json.ts'

/** An authorizer of a REST API. Source: API reference, Authorizer. */
export const authorizer = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS']),
  authType: z.string().optional(),
  authorizerUri: z.string().optional(),
  authorizerCredentials: z.string().optional(),
  /** `method.request.header.Authorization`; several with commas for REQUEST. */
  identitySource: z.string().optional(),
  identityValidationExpression: z.string().optional(),
  /** Seconds, 0 to 3600. */
  authorizerResultTtlInSeconds: z.number().int().optional(),
  providerARNs: z.array(z.string()).default([]),
  retained: retained.optional(),
})
export type Authorizer = z.infer<typeof authorizer>
