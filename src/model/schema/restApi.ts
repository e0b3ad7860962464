import * as z from 'zod'
import { authorizer } from './authorizer.ts'
import { bodyModel, requestValidator } from './bodyModel.ts'
import { documentationPart, documentationVersion } from './documentation.ts'
import { gatewayResponse, gatewayResponseType } from './gatewayResponse.ts'
import { retained, texts } from './json.ts'
import { resource } from './resource.ts'
import { stage } from './stage.ts'

export const endpointConfiguration = z.object({
  types: z.array(z.enum(['EDGE', 'REGIONAL', 'PRIVATE'])).default(['EDGE']),
  ipAddressType: z.enum(['ipv4', 'dualstack']).optional(),
  vpcEndpointIds: z.array(z.string()).default([]),
})

/** What a deployment takes a picture of: a REST API without its deployments and stages. */
export const restApiDefinition = z.object({
  protocol: z.literal('REST'),
  id: z.string(),
  name: z.string().meta({ title: 'API name' }),
  description: z.string().optional().meta({ title: 'Description' }),
  version: z.string().optional().meta({ title: 'Version' }),
  apiKeySource: z
    .enum(['HEADER', 'AUTHORIZER'])
    .default('HEADER')
    .meta({ title: 'API key source' }),
  binaryMediaTypes: z.array(z.string()).default([]).meta({ title: 'Binary media types' }),
  /** Bytes; absent: off. */
  minimumCompressionSize: z.number().int().optional().meta({ title: 'Minimum compression size' }),
  disableExecuteApiEndpoint: z.boolean().default(false),
  endpointConfiguration: endpointConfiguration.default({ types: ['EDGE'], vpcEndpointIds: [] }),
  /** The text of the resource policy. */
  policy: z.string().optional().meta({ title: 'Resource policy' }),
  securityPolicy: z.string().optional(),
  endpointAccessMode: z.string().optional(),
  tags: texts.default({}),
  rootResourceId: z.string(),
  /** Under their ids; the tree is in `parentId`. */
  resources: z.record(z.string(), resource),
  /** Under their names. */
  models: z.record(z.string(), bodyModel).default({}),
  /** Under their ids. */
  requestValidators: z.record(z.string(), requestValidator).default({}),
  /** Under their ids. */
  authorizers: z.record(z.string(), authorizer).default({}),
  /** Under their response types. */
  gatewayResponses: z.partialRecord(gatewayResponseType, gatewayResponse).default({}),
  /** Under their ids. */
  documentationParts: z.record(z.string(), documentationPart).default({}),
  /** Under their versions. */
  documentationVersions: z.record(z.string(), documentationVersion).default({}),
  retained: retained.optional(),
})
export type RestApiDefinition = z.infer<typeof restApiDefinition>

/** An immutable picture of the API that stages serve. Source: API reference, Deployment. */
export const deployment = z.object({
  id: z.string(),
  description: z.string().optional(),
  /** ISO 8601. */
  createdDate: z.string(),
  snapshot: restApiDefinition.optional(),
})
export type Deployment = z.infer<typeof deployment>

export const restApi = restApiDefinition.extend({
  /** Under their ids. */
  deployments: z.record(z.string(), deployment).default({}),
  /** Under their names. */
  stages: z.record(z.string(), stage).default({}),
})
export type RestApi = z.infer<typeof restApi>
