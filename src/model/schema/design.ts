import * as z from 'zod'
import { apiKey, clientCertificate, domainName, usagePlan, vpcLink, vpcLinkV2 } from './access.ts'
import { backend } from './backend.ts'
import { identityPool, openIdConnectIssuer, principal, userPool } from './identities.ts'
import { texts } from './json.ts'
import { restApi } from './restApi.ts'
import { httpApi, webSocketApi } from './v2/apis.ts'
import { templateSource } from './template.ts'

export const api = z.discriminatedUnion('protocol', [restApi, httpApi, webSocketApi])
export type Api = z.infer<typeof api>

/** A request that was kept, with what is expected of its answer. */
export const testCase = z.object({
  id: z.string(),
  name: z.string(),
  apiId: z.string(),
  stageName: z.string().optional(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    /** Raw, as it stands after the question mark. */
    query: z.string().default(''),
    headers: z.record(z.string(), z.array(z.string())).default({}),
    body: z.string().optional(),
  }),
  expect: z
    .object({ status: z.number().int().optional(), body: z.string().optional() })
    .default({}),
})
export type TestCase = z.infer<typeof testCase>

export const testSuite = z.object({
  id: z.string(),
  name: z.string(),
  cases: z.record(z.string(), testCase).default({}),
})
export type TestSuite = z.infer<typeof testSuite>

/** A lint rule that is not to be told of: in the whole design, or at a place and below it. */
export const mutedRule = z.object({
  ruleId: z.string(),
  at: z.array(z.string()).optional(),
})
export type MutedRule = z.infer<typeof mutedRule>

/** The version of the save format that this code writes. */
export const currentVersion = 2

/** One deployable stack. Everything that is saved, undone and exported. */
export const design = z.object({
  format: z.literal('gatewright-design'),
  version: z.literal(currentVersion),
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  tags: texts.default({}),
  /** Under their ids. */
  apis: z.record(z.string(), api).default({}),
  /** Under their keys. */
  backends: z.record(z.string(), backend).default({}),
  identities: z
    .object({
      /** Under their ids. */
      userPools: z.record(z.string(), userPool).default({}),
      /** Under their issuer URLs. */
      openIdConnectIssuers: z.record(z.string(), openIdConnectIssuer).default({}),
      /** Under their ids. */
      principals: z.record(z.string(), principal).default({}),
      /** Under their ids. */
      identityPools: z.record(z.string(), identityPool).optional(),
    })
    .default({ userPools: {}, openIdConnectIssuers: {}, principals: {} }),
  access: z
    .object({
      usagePlans: z.record(z.string(), usagePlan).default({}),
      apiKeys: z.record(z.string(), apiKey).default({}),
      vpcLinks: z.record(z.string(), vpcLink).default({}),
      /** Under their ids: for HTTP APIs, and for REST APIs that name a load balancer of their own. */
      vpcLinksV2: z.record(z.string(), vpcLinkV2).default({}),
      /** Under their names. */
      domainNames: z.record(z.string(), domainName).default({}),
      /** Under their ids. */
      clientCertificates: z.record(z.string(), clientCertificate).default({}),
    })
    .default({
      usagePlans: {},
      apiKeys: {},
      vpcLinks: {},
      vpcLinksV2: {},
      domainNames: {},
      clientCertificates: {},
    }),
  /** Templates that were opened, under ids of their own. */
  templates: z.record(z.string(), templateSource).optional(),
  /** Suites under their ids. */
  tests: z.record(z.string(), testSuite).default({}),
  /** Lint rules that the user has looked at and put aside. No export has them. */
  mutedRules: z.array(mutedRule).optional(),
  /** Where the user put things on the canvas, kept apart from meaning: node id to offset in pixels from its automatic place. */
  layout: z
    .object({
      offsets: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).default({}),
    })
    .default({ offsets: {} }),
})
export type Design = z.infer<typeof design>
