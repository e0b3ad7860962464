import * as z from 'zod'
import { retained, texts } from './json.ts'

/** Source: API reference, MethodSetting. Kept under `{resourcePath}/{httpMethod}` as the service writes it; all methods: `*` + `/*`. */
export const methodSetting = z.object({
  metricsEnabled: z.boolean().optional(),
  loggingLevel: z.enum(['OFF', 'ERROR', 'INFO']).optional(),
  dataTraceEnabled: z.boolean().optional(),
  throttlingBurstLimit: z.number().int().optional(),
  throttlingRateLimit: z.number().optional(),
  cachingEnabled: z.boolean().optional(),
  /** Seconds. */
  cacheTtlInSeconds: z.number().int().optional(),
  cacheDataEncrypted: z.boolean().optional(),
  requireAuthorizationForCacheControl: z.boolean().optional(),
  unauthorizedCacheControlHeaderStrategy: z
    .enum(['FAIL_WITH_403', 'SUCCEED_WITH_RESPONSE_HEADER', 'SUCCEED_WITHOUT_RESPONSE_HEADER'])
    .optional(),
})
export type MethodSetting = z.infer<typeof methodSetting>

/** Gigabytes that the cache of a stage may have. Source: API reference, CacheClusterSize. */
export const cacheClusterSizes: readonly string[] = [
  '0.5',
  '1.6',
  '6.1',
  '13.5',
  '28.4',
  '58.2',
  '118',
  '237',
]

/** A stage of a REST API. Kept under its `stageName`. Source: API reference, Stage. */
export const stage = z.object({
  stageName: z.string(),
  description: z.string().optional(),
  deploymentId: z.string().optional(),
  variables: texts.default({}),
  cacheClusterEnabled: z.boolean().default(false),
  cacheClusterSize: z.string().optional(),
  methodSettings: z.record(z.string(), methodSetting).default({}),
  accessLogSettings: z
    .object({ destinationArn: z.string().optional(), format: z.string().optional() })
    .optional(),
  clientCertificateId: z.string().optional(),
  canarySettings: z
    .object({
      percentTraffic: z.number().default(0),
      deploymentId: z.string().optional(),
      stageVariableOverrides: texts.default({}),
      useStageCache: z.boolean().default(false),
    })
    .optional(),
  documentationVersion: z.string().optional(),
  tracingEnabled: z.boolean().default(false),
  webAclArn: z.string().optional(),
  tags: texts.default({}),
  retained: retained.optional(),
})
export type Stage = z.infer<typeof stage>
