import * as z from 'zod'
import { integration } from './integrations/index.ts'
import { retained } from './json.ts'

export const httpMethods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'ANY',
] as const
export const httpMethod = z.enum(httpMethods)
export type HttpMethod = z.infer<typeof httpMethod>

/** Source: API reference, MethodResponse. Kept under its `statusCode`. */
export const methodResponse = z.object({
  statusCode: z.string(),
  /** `method.response.header.NAME` to whether it is required. */
  responseParameters: z.record(z.string(), z.boolean()).default({}),
  /** Content type to model name. */
  responseModels: z.record(z.string(), z.string()).default({}),
  retained: retained.optional(),
})
export type MethodResponse = z.infer<typeof methodResponse>

/** Source: API reference, Method. Kept under its `httpMethod`. */
export const method = z.object({
  httpMethod,
  operationName: z.string().optional().meta({ title: 'Operation name' }),
  authorizationType: z
    .enum(['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'])
    .default('NONE')
    .meta({ title: 'Authorization' }),
  authorizerId: z.string().optional(),
  authorizationScopes: z.array(z.string()).default([]),
  apiKeyRequired: z.boolean().default(false).meta({ title: 'API key required' }),
  /** `method.request.{path|querystring|header}.NAME` to whether it is required. */
  requestParameters: z.record(z.string(), z.boolean()).default({}),
  /** Content type to model name. */
  requestModels: z.record(z.string(), z.string()).default({}),
  requestValidatorId: z.string().optional().meta({ title: 'Request validator' }),
  /** Absent while the method has been created and not yet set up. */
  integration: integration.optional(),
  /** Under their status codes. */
  methodResponses: z.record(z.string(), methodResponse).default({}),
  retained: retained.optional(),
})
export type Method = z.infer<typeof method>
export type AuthorizationType = Method['authorizationType']
