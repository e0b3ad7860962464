import * as z from 'zod'
import { retained, texts } from '../json.ts'

/** Source: API reference v2, RouteSettings. */
export const routeSettings = z.object({
  detailedMetricsEnabled: z.boolean().optional(),
  throttlingBurstLimit: z.number().int().optional(),
  throttlingRateLimit: z.number().optional(),
  /** WebSocket APIs only. */
  loggingLevel: z.enum(['OFF', 'ERROR', 'INFO']).optional(),
  dataTraceEnabled: z.boolean().optional(),
})
export type RouteSettings = z.infer<typeof routeSettings>

/** A stage of an HTTP or WebSocket API. Kept under its `stageName`. Source: API reference v2, Stage. */
export const routeStage = z.object({
  /** `$default` (HTTP APIs) is served without a stage in the path. */
  stageName: z.string(),
  description: z.string().optional(),
  autoDeploy: z.boolean().default(false),
  deploymentId: z.string().optional(),
  stageVariables: texts.default({}),
  defaultRouteSettings: routeSettings.default({}),
  /** Under their route keys. */
  routeSettings: z.record(z.string(), routeSettings).default({}),
  accessLogSettings: z
    .object({ destinationArn: z.string().optional(), format: z.string().optional() })
    .optional(),
  /** WebSocket APIs only. */
  clientCertificateId: z.string().optional(),
  tags: texts.default({}),
  retained: retained.optional(),
})
export type RouteStage = z.infer<typeof routeStage>
