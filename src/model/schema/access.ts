import * as z from 'zod'
import { texts } from './json.ts'

/** How many requests a second, and how many at once. Source: API reference, ThrottleSettings. */
export const throttleSettings = z.object({
  burstLimit: z.number().int().optional(),
  rateLimit: z.number().optional(),
})
export type ThrottleSettings = z.infer<typeof throttleSettings>

/** How many requests in a period. Source: API reference, QuotaSettings. */
export const quotaSettings = z.object({
  limit: z.number().int().optional(),
  /** Requests subtracted from the limit in the first period. */
  offset: z.number().int().optional(),
  period: z.enum(['DAY', 'WEEK', 'MONTH']).optional(),
})
export type QuotaSettings = z.infer<typeof quotaSettings>

/** Source: API reference, ApiKey. */
export const apiKey = z.object({
  id: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  /** 20 to 128 characters. */
  value: z.string(),
  enabled: z.boolean().default(false),
  customerId: z.string().optional(),
  tags: texts.default({}),
})
export type ApiKey = z.infer<typeof apiKey>

/** A stage that a usage plan covers. Source: API reference, ApiStage. */
export const apiStage = z.object({
  apiId: z.string(),
  stage: z.string(),
  /** `{resourcePath}/{httpMethod}` to its own limits. */
  throttle: z.record(z.string(), throttleSettings).optional(),
})
export type ApiStage = z.infer<typeof apiStage>

/** Source: API reference, UsagePlan. */
export const usagePlan = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  apiStages: z.array(apiStage).default([]),
  throttle: throttleSettings.optional(),
  quota: quotaSettings.optional(),
  productCode: z.string().optional(),
  /** The ids of the API keys that belong to the plan. */
  keyIds: z.array(z.string()).default([]),
  tags: texts.default({}),
})
export type UsagePlan = z.infer<typeof usagePlan>

export const vpcLinkStatuses = ['AVAILABLE', 'PENDING', 'DELETING', 'FAILED'] as const
export type VpcLinkStatus = (typeof vpcLinkStatuses)[number]

/** Source: API reference, VpcLink. */
export const vpcLink = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  targetArns: z.array(z.string()).default([]),
  /** Only an available link lets requests through. Absent: it is available. */
  status: z.enum(vpcLinkStatuses).optional(),
  /** Why a link has failed. */
  statusMessage: z.string().optional(),
  tags: texts.default({}),
})
export type VpcLink = z.infer<typeof vpcLink>

/** A VPC link of version 2. Source: API reference v2, VpcLink. */
export const vpcLinkV2 = z.object({
  id: z.string(),
  name: z.string(),
  subnetIds: z.array(z.string()).default([]),
  securityGroupIds: z.array(z.string()).default([]),
  /** Absent: the link is available. */
  status: z.enum([...vpcLinkStatuses, 'INACTIVE']).optional(),
  tags: texts.default({}),
})
export type VpcLinkV2 = z.infer<typeof vpcLinkV2>

/** A certificate that stages show to HTTPS backends. Source: API reference, ClientCertificate. */
export const clientCertificate = z.object({
  clientCertificateId: z.string(),
  description: z.string().optional(),
  pemEncodedCertificate: z.string().optional(),
  /** ISO 8601. */
  createdDate: z.string().optional(),
  expirationDate: z.string().optional(),
  tags: texts.default({}),
})
export type ClientCertificate = z.infer<typeof clientCertificate>

/** Which API answers below a part of a custom domain's paths. Source: API reference, BasePathMapping. */
export const basePathMapping = z.object({
  /** The id of the API mapping. Absent when the mapping was not created as one. */
  apiMappingId: z.string().optional(),
  /** `orders`, or several parts with slashes; empty: everything else. */
  basePath: z.string().default(''),
  apiId: z.string(),
  /** Absent: the caller names the stage as the first part of the path. */
  stage: z.string().optional(),
})
export type BasePathMapping = z.infer<typeof basePathMapping>

/** A custom domain. Kept under its `domainName`. Source: API reference, DomainName. */
export const domainName = z.object({
  domainName: z.string(),
  basePathMappings: z.array(basePathMapping).default([]),
  /** The certificate of an edge-optimized name, and that of a regional one. */
  certificateArn: z.string().optional(),
  regionalCertificateArn: z.string().optional(),
  ownershipVerificationCertificateArn: z.string().optional(),
  securityPolicy: z.string().optional(),
  endpointAccessMode: z.string().optional(),
  routingMode: z.string().optional(),
  endpointConfiguration: z
    .object({ types: z.array(z.string()).optional(), ipAddressType: z.string().optional() })
    .optional(),
  /** Callers have to show a certificate from the truststore. */
  mutualTlsAuthentication: z
    .object({ truststoreUri: z.string(), truststoreVersion: z.string().optional() })
    .optional(),
  tags: texts.default({}),
})
export type DomainName = z.infer<typeof domainName>
