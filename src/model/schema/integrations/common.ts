import * as z from 'zod'
import { retained, texts } from '../json.ts'

export const contentHandling = z.enum(['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'])
export const passthroughBehavior = z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'])

/** Source: API reference, IntegrationResponse. Kept under its `statusCode`. */
export const integrationResponse = z.object({
  statusCode: z.string().meta({ title: 'Method response status code' }),
  /** A Java regular expression that must match as a whole; absent or empty makes this the default response. */
  selectionPattern: z.string().optional().meta({ title: 'Selection pattern' }),
  /** `method.response.header.NAME` to a mapping expression. */
  responseParameters: texts.default({}).meta({ title: 'Header mappings' }),
  responseTemplates: texts.default({}).meta({ title: 'Mapping templates' }),
  contentHandling: contentHandling.optional().meta({ title: 'Content handling' }),
  retained: retained.optional(),
})
export type IntegrationResponse = z.infer<typeof integrationResponse>

/** What every integration has, whatever it reaches. Source: API reference, Integration. */
export const integrationBase = {
  /** `integration.request.{header|querystring|path}.NAME` to a mapping expression. */
  requestParameters: texts.default({}).meta({ title: 'Request parameter mappings' }),
  /** Content type to template. */
  requestTemplates: texts.default({}).meta({ title: 'Mapping templates' }),
  passthroughBehavior: passthroughBehavior
    .default('WHEN_NO_MATCH')
    .meta({ title: 'Request body passthrough' }),
  contentHandling: contentHandling.optional().meta({ title: 'Content handling' }),
  timeoutInMillis: z.number().int().default(29000).meta({ title: 'Integration timeout' }),
  /** Absent: the id of the resource. */
  cacheNamespace: z.string().optional(),
  cacheKeyParameters: z.array(z.string()).default([]).meta({ title: 'Cache key parameters' }),
  /** Under their status codes. */
  integrationResponses: z.record(z.string(), integrationResponse).default({}),
  retained: retained.optional(),
}

/** What an integration with an address has on top. */
export const addressedBase = {
  uri: z.string().meta({ title: 'Endpoint' }),
  /** Absent, or `ANY`: the client's own method. */
  httpMethod: z.string().optional().meta({ title: 'HTTP method' }),
  credentials: z.string().optional().meta({ title: 'Execution role' }),
  connectionType: z.enum(['INTERNET', 'VPC_LINK']).default('INTERNET'),
  connectionId: z.string().optional().meta({ title: 'VPC link' }),
  tlsConfig: z.object({ insecureSkipVerification: z.boolean().default(false) }).optional(),
  responseTransferMode: z.enum(['BUFFERED', 'STREAM']).optional(),
  integrationTarget: z.string().optional(),
}
