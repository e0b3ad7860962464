import { own } from '../account.ts'
import type { Members, Shape } from '../shapes.ts'

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
