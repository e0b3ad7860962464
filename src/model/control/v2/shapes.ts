import type { Members, Shape } from '../shapes.ts'
import { own } from '../account.ts'

const texts: Shape = { mapOf: 'text' }
const listOfTexts: Shape = { listOf: 'text' }
const parameters: Shape = { mapOf: { members: { required: 'flag' } } }
const routeSettings = {
  members: {
    dataTraceEnabled: 'flag',
    detailedMetricsEnabled: 'flag',
    loggingLevel: 'text',
    throttlingBurstLimit: 'integer',
    throttlingRateLimit: 'number',
  },
} as const satisfies Shape

const api: Members = {
  apiKeySelectionExpression: 'text',
  corsConfiguration: {
    members: {
      allowCredentials: 'flag',
      allowHeaders: listOfTexts,
      allowMethods: listOfTexts,
      allowOrigins: listOfTexts,
      exposeHeaders: listOfTexts,
      maxAge: 'integer',
    },
  },
  credentialsArn: 'text',
  description: 'text',
  disableExecuteApiEndpoint: 'flag',
  disableSchemaValidation: 'flag',
  ipAddressType: 'text',
  name: 'text',
  routeKey: 'text',
  routeSelectionExpression: 'text',
  target: 'text',
  version: 'text',
}
const authorizer: Members = {
  authorizerCredentialsArn: 'text',
  authorizerPayloadFormatVersion: 'text',
  authorizerResultTtlInSeconds: 'integer',
  authorizerType: 'text',
  authorizerUri: 'text',
  enableSimpleResponses: 'flag',
  identitySource: listOfTexts,
  identityValidationExpression: 'text',
  jwtConfiguration: { members: { audience: listOfTexts, issuer: 'text' } },
  name: 'text',
}
const integration: Members = {
  connectionId: 'text',
  connectionType: 'text',
  contentHandlingStrategy: 'text',
  credentialsArn: 'text',
  description: 'text',
  integrationMethod: 'text',
  integrationSubtype: 'text',
  integrationType: 'text',
  integrationUri: 'text',
  passthroughBehavior: 'text',
  payloadFormatVersion: 'text',
  requestParameters: texts,
  requestTemplates: texts,
  responseParameters: { mapOf: texts },
  templateSelectionExpression: 'text',
  timeoutInMillis: 'integer',
  tlsConfig: { members: { serverNameToVerify: 'text' } },
}
const integrationResponse: Members = {
  contentHandlingStrategy: 'text',
  integrationResponseKey: 'text',
  responseParameters: texts,
  responseTemplates: texts,
  templateSelectionExpression: 'text',
}
const route: Members = {
  apiKeyRequired: 'flag',
  authorizationScopes: listOfTexts,
  authorizationType: 'text',
  authorizerId: 'text',
  modelSelectionExpression: 'text',
  operationName: 'text',
  requestModels: texts,
  requestParameters: parameters,
  routeKey: 'text',
  routeResponseSelectionExpression: 'text',
  target: 'text',
}
const routeResponse: Members = {
  modelSelectionExpression: 'text',
  responseModels: texts,
  responseParameters: parameters,
  routeResponseKey: 'text',
}
const stage: Members = {
  accessLogSettings: { members: { destinationArn: 'text', format: 'text' } },
  autoDeploy: 'flag',
  clientCertificateId: 'text',
  defaultRouteSettings: routeSettings,
  deploymentId: 'text',
  description: 'text',
  routeSettings: { mapOf: routeSettings },
  stageVariables: texts,
}
const deployment: Members = { description: 'text' }
const model: Members = { contentType: 'text', description: 'text', name: 'text', schema: 'text' }
const apiMapping: Members = { apiId: 'text', apiMappingKey: 'text', stage: 'text' }
const domainName: Members = {
  domainNameConfigurations: {
    listOf: {
      members: {
        certificateArn: 'text',
        certificateName: 'text',
        endpointType: 'text',
        ipAddressType: 'text',
        ownershipVerificationCertificateArn: 'text',
        securityPolicy: 'text',
      },
    },
  },
  mutualTlsAuthentication: { members: { truststoreUri: 'text', truststoreVersion: 'text' } },
  routingMode: 'text',
}
const vpcLink: Members = { name: 'text' }

/** The members in the body of each call. Source: API reference v2, the inputs of the operations. */
const shapes = {
  CreateApi: { ...api, protocolType: 'text', tags: texts },
  CreateApiMapping: apiMapping,
  CreateAuthorizer: authorizer,
  CreateDeployment: { ...deployment, stageName: 'text' },
  CreateDomainName: { ...domainName, domainName: 'text', tags: texts },
  CreateIntegration: integration,
  CreateIntegrationResponse: integrationResponse,
  CreateModel: model,
  CreateRoute: route,
  CreateRouteResponse: routeResponse,
  CreateStage: { ...stage, stageName: 'text', tags: texts },
  CreateVpcLink: { ...vpcLink, securityGroupIds: listOfTexts, subnetIds: listOfTexts, tags: texts },
  ImportApi: { body: 'text' },
  ReimportApi: { body: 'text' },
  TagResource: { tags: texts },
  UpdateApi: api,
  UpdateApiMapping: apiMapping,
  UpdateAuthorizer: authorizer,
  UpdateDeployment: deployment,
  UpdateDomainName: domainName,
  UpdateIntegration: integration,
  UpdateIntegrationResponse: integrationResponse,
  UpdateModel: model,
  UpdateRoute: route,
  UpdateRouteResponse: routeResponse,
  UpdateStage: stage,
  UpdateVpcLink: vpcLink,
} satisfies { readonly [operation: string]: Members }

/** The members in the body of a call; `undefined` when it has no body. */
export function bodyMembers(operation: string): Members | undefined {
  return own<Members>(shapes, operation)
}
