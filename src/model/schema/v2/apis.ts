import * as z from 'zod'
import { bodyModel } from '../bodyModel.ts'
import { retained, texts } from '../json.ts'
import { routeAuthorizer } from './authorizer.ts'
import { routeIntegration } from './integration.ts'
import { route } from './route.ts'
import { routeStage } from './stage.ts'

/** The CORS settings of an HTTP API. Source: API reference v2, Cors. */
export const corsConfiguration = z.object({
  allowCredentials: z.boolean().optional(),
  allowHeaders: z.array(z.string()).optional(),
  allowMethods: z.array(z.string()).optional(),
  allowOrigins: z.array(z.string()).optional(),
  exposeHeaders: z.array(z.string()).optional(),
  /** Seconds. */
  maxAge: z.number().int().optional(),
})
export type CorsConfiguration = z.infer<typeof corsConfiguration>

/** What HTTP and WebSocket APIs share, and a deployment takes a picture of. */
const routedDefinition = {
  id: z.string(),
  name: z.string().meta({ title: 'API name' }),
  description: z.string().optional().meta({ title: 'Description' }),
  version: z.string().optional().meta({ title: 'Version' }),
  tags: texts.default({}),
  disableExecuteApiEndpoint: z.boolean().default(false),
  ipAddressType: z.enum(['ipv4', 'dualstack']).optional(),
  /** Under their ids. */
  routes: z.record(z.string(), route).default({}),
  /** Under their ids. */
  integrations: z.record(z.string(), routeIntegration).default({}),
  /** Under their ids. */
  authorizers: z.record(z.string(), routeAuthorizer).default({}),
  retained: retained.optional(),
}

/** An HTTP API without its deployments and stages. Source: API reference v2, Api. */
export const httpApiDefinition = z.object({
  protocol: z.literal('HTTP'),
  ...routedDefinition,
  corsConfiguration: corsConfiguration.optional(),
})
export type HttpApiDefinition = z.infer<typeof httpApiDefinition>

/** A WebSocket API without its deployments and stages. Source: API reference v2, Api. */
export const webSocketApiDefinition = z.object({
  protocol: z.literal('WEBSOCKET'),
  ...routedDefinition,
  routeSelectionExpression: z.string().default('$request.body.action'),
  apiKeySelectionExpression: z.string().default('$request.header.x-api-key'),
  disableSchemaValidation: z.boolean().default(false),
  /** Under their names. */
  models: z.record(z.string(), bodyModel).default({}),
})
export type WebSocketApiDefinition = z.infer<typeof webSocketApiDefinition>

const deploymentFields = {
  id: z.string(),
  description: z.string().optional(),
  /** ISO 8601. */
  createdDate: z.string(),
  autoDeployed: z.boolean().default(false),
}

/** Source: API reference v2, Deployment. */
export const httpDeployment = z.object({
  ...deploymentFields,
  snapshot: httpApiDefinition.optional(),
})
export type HttpDeployment = z.infer<typeof httpDeployment>

/** Source: API reference v2, Deployment. */
export const webSocketDeployment = z.object({
  ...deploymentFields,
  snapshot: webSocketApiDefinition.optional(),
})
export type WebSocketDeployment = z.infer<typeof webSocketDeployment>

export const httpApi = httpApiDefinition.extend({
  /** Under their ids. */
  deployments: z.record(z.string(), httpDeployment).default({}),
  /** Under their names. */
  stages: z.record(z.string(), routeStage).default({}),
})
export type HttpApi = z.infer<typeof httpApi>

export const webSocketApi = webSocketApiDefinition.extend({
  /** Under their ids. */
  deployments: z.record(z.string(), webSocketDeployment).default({}),
  /** Under their names. */
  stages: z.record(z.string(), routeStage).default({}),
})
export type WebSocketApi = z.infer<typeof webSocketApi>
