import type { Json } from '../../schema/json.ts'
import { ServiceRefusal, own } from '../account.ts'
import type { JsonObject } from '../account.ts'

/** What one member of an input is. A structure names its members; `mapOf` and `listOf` say what each value is. */
export type Shape =
  | 'text'
  | 'flag'
  | 'integer'
  | 'number'
  | { readonly mapOf: Shape }
  | { readonly listOf: Shape }
  | { readonly members: { readonly [name: string]: Shape } }

export type Members = { readonly [name: string]: Shape }

const texts: Shape = { mapOf: 'text' }
const flags: Shape = { mapOf: 'flag' }
const listOfTexts: Shape = { listOf: 'text' }
const throttle: Shape = { members: { burstLimit: 'integer', rateLimit: 'number' } }
const canary = (isDeployed: boolean): Shape => ({
  members: {
    percentTraffic: 'number',
    stageVariableOverrides: texts,
    useStageCache: 'flag',
    ...(isDeployed && { deploymentId: 'text' as const }),
  },
})
const tls: Shape = { members: { insecureSkipVerification: 'flag' } }
const endpoint: Shape = {
  members: { types: listOfTexts, ipAddressType: 'text', vpcEndpointIds: listOfTexts },
}
const update: Members = {
  patchOperations: {
    listOf: { members: { op: 'text', path: 'text', value: 'text', from: 'text' } },
  },
}

/** The members that stand in the body of a call; `undefined` for one without a body. */
export function bodyMembers(operation: string): Members | undefined {
  return own(shapes, operation) ?? (operation.startsWith('Update') ? update : undefined)
}

/** The members that stand in the body of each call. Source: API reference, the inputs of the operations. */
const shapes: { readonly [operation: string]: Members } = {
  CreateApiKey: {
    name: 'text',
    description: 'text',
    enabled: 'flag',
    value: 'text',
    customerId: 'text',
    tags: texts,
  },
  CreateAuthorizer: {
    name: 'text',
    type: 'text',
    providerARNs: listOfTexts,
    authType: 'text',
    authorizerUri: 'text',
    authorizerCredentials: 'text',
    identitySource: 'text',
    identityValidationExpression: 'text',
    authorizerResultTtlInSeconds: 'integer',
  },
  CreateBasePathMapping: { basePath: 'text', restApiId: 'text', stage: 'text' },
  CreateDeployment: {
    stageName: 'text',
    stageDescription: 'text',
    description: 'text',
    cacheClusterEnabled: 'flag',
    cacheClusterSize: 'text',
    variables: texts,
    canarySettings: canary(false),
    tracingEnabled: 'flag',
  },
  CreateDocumentationPart: {
    location: {
      members: { type: 'text', path: 'text', method: 'text', statusCode: 'text', name: 'text' },
    },
    properties: 'text',
  },
  CreateDocumentationVersion: {
    documentationVersion: 'text',
    stageName: 'text',
    description: 'text',
  },
  CreateDomainName: {
    domainName: 'text',
    certificateName: 'text',
    certificateArn: 'text',
    regionalCertificateName: 'text',
    regionalCertificateArn: 'text',
    endpointConfiguration: endpoint,
    tags: texts,
    securityPolicy: 'text',
    mutualTlsAuthentication: { members: { truststoreUri: 'text', truststoreVersion: 'text' } },
    ownershipVerificationCertificateArn: 'text',
  },
  CreateModel: { name: 'text', description: 'text', schema: 'text', contentType: 'text' },
  CreateRequestValidator: {
    name: 'text',
    validateRequestBody: 'flag',
    validateRequestParameters: 'flag',
  },
  CreateResource: { pathPart: 'text' },
  CreateRestApi: {
    name: 'text',
    description: 'text',
    version: 'text',
    cloneFrom: 'text',
    binaryMediaTypes: listOfTexts,
    minimumCompressionSize: 'integer',
    apiKeySource: 'text',
    endpointConfiguration: endpoint,
    policy: 'text',
    tags: texts,
    disableExecuteApiEndpoint: 'flag',
  },
  CreateStage: {
    stageName: 'text',
    deploymentId: 'text',
    description: 'text',
    cacheClusterEnabled: 'flag',
    cacheClusterSize: 'text',
    variables: texts,
    documentationVersion: 'text',
    canarySettings: canary(true),
    tracingEnabled: 'flag',
    tags: texts,
  },
  CreateUsagePlan: {
    name: 'text',
    description: 'text',
    apiStages: {
      listOf: { members: { apiId: 'text', stage: 'text', throttle: { mapOf: throttle } } },
    },
    throttle,
    quota: { members: { limit: 'integer', offset: 'integer', period: 'text' } },
    tags: texts,
  },
  CreateUsagePlanKey: { keyId: 'text', keyType: 'text' },
  CreateVpcLink: { name: 'text', description: 'text', targetArns: listOfTexts, tags: texts },
  GenerateClientCertificate: { description: 'text', tags: texts },
  ImportApiKeys: { body: 'text' },
  ImportDocumentationParts: { body: 'text' },
  ImportRestApi: { body: 'text' },
  PutGatewayResponse: { statusCode: 'text', responseParameters: texts, responseTemplates: texts },
  PutIntegration: {
    type: 'text',
    integrationHttpMethod: 'text',
    uri: 'text',
    connectionType: 'text',
    connectionId: 'text',
    credentials: 'text',
    requestParameters: texts,
    requestTemplates: texts,
    passthroughBehavior: 'text',
    cacheNamespace: 'text',
    cacheKeyParameters: listOfTexts,
    contentHandling: 'text',
    timeoutInMillis: 'integer',
    tlsConfig: tls,
    responseTransferMode: 'text',
    integrationTarget: 'text',
  },
  PutIntegrationResponse: {
    selectionPattern: 'text',
    responseParameters: texts,
    responseTemplates: texts,
    contentHandling: 'text',
  },
  PutMethod: {
    authorizationType: 'text',
    authorizerId: 'text',
    apiKeyRequired: 'flag',
    operationName: 'text',
    requestParameters: flags,
    requestModels: texts,
    requestValidatorId: 'text',
    authorizationScopes: listOfTexts,
  },
  PutMethodResponse: { responseParameters: flags, responseModels: texts },
  PutRestApi: { body: 'text' },
  TagResource: { tags: texts },
}

/**
 * Refuse a member whose JSON type is not the one of its shape. The first one in the order of the input counts, as the
 * service reads the input from its beginning. Throws `ServiceRefusal`.
 */
export function checkTypes(operation: string, input: JsonObject): void {
  const members = bodyMembers(operation)
  if (members) visit(input, { members })
}

/**
 * An input whose numbers, switches and texts have the JSON types of their shapes, as CloudFormation makes them of a
 * template before it calls: `200` becomes the text of a status, `'60'` the number of seconds. What cannot be read so stays.
 */
export function withTypes(operation: string, input: JsonObject): JsonObject {
  const members = bodyMembers(operation)
  return members ? membersTyped(input, { members }) : input
}

function membersTyped(
  value: JsonObject,
  shape: Extract<Shape, { readonly mapOf: Shape } | { readonly members: Members }>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json] => {
      const memberShape = 'mapOf' in shape ? shape.mapOf : own(shape.members, name)
      return [name, memberShape === undefined ? member : typed(member, memberShape)]
    }),
  )
}

function typed(value: Json, shape: Shape): Json {
  if (typeof shape === 'string') return scalarTyped(value, shape)
  if ('listOf' in shape) {
    return Array.isArray(value) ? value.map((item) => typed(item, shape.listOf)) : value
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return membersTyped(value, shape)
}

function scalarTyped(value: Json, shape: keyof typeof javaNames): Json {
  if (shape === 'text') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  }
  if (typeof value !== 'string' || value.trim() === '') return value
  if (shape === 'flag') return value === 'true' || (value === 'false' ? false : value)
  return Number.isFinite(Number(value)) ? Number(value) : value
}

function visit(value: Json, shape: Shape): void {
  if (value === null) return
  if (typeof shape === 'string') return visitScalar(value, shape)
  if ('listOf' in shape) {
    if (!Array.isArray(value)) throw unreadable('Expected list or null')
    for (const item of value) visit(item, shape.listOf)
    return
  }
  if (Array.isArray(value)) throw unreadable('Start of list found where not expected.')
  if (typeof value !== 'object') throw unreadable('Expected map or null')
  for (const [name, member] of Object.entries(value)) {
    const memberShape = 'mapOf' in shape ? shape.mapOf : own(shape.members, name)
    if (memberShape !== undefined) visit(member, memberShape)
  }
}

const javaNames = { text: 'String', flag: 'Boolean', integer: 'Integer', number: 'Double' } as const

function visitScalar(value: Json, shape: keyof typeof javaNames): void {
  if (Array.isArray(value)) throw unreadable('Start of list found where not expected.')
  if (typeof value === 'object') {
    throw unreadable('Start of structure or map found where not expected.')
  }
  const fits =
    shape === 'text'
      ? typeof value === 'string'
      : shape === 'flag'
        ? // switches may be written as texts
          typeof value === 'boolean' || value === 'true' || value === 'false'
        : typeof value === 'number'
  if (fits) return
  throw unreadable(`class ${javaClass(value)} can not be converted to an ${javaNames[shape]}`)
}

function javaClass(value: Json): string {
  if (typeof value === 'boolean') return 'java.lang.Boolean'
  if (typeof value === 'string') return 'java.lang.String'
  return 'com.amazon.coral.value.json.numbers.TruncatingBigNumber'
}

function unreadable(message: string): ServiceRefusal {
  return new ServiceRefusal(400, 'SerializationException', message)
}
