import { gatewayResponseTypes } from '../../schema/gatewayResponse.ts'
import { cacheClusterSizes } from '../../schema/stage.ts'
import { own } from '../account.ts'
import { required } from '../constraints.ts'
import type { Constraint } from '../constraints.ts'

const patchOperations: Constraint = {
  path: ['patchOperations', '*', 'op'],
  values: ['add', 'remove', 'move', 'test', 'replace', 'copy'],
}
const statusCode: Constraint = {
  path: ['statusCode'],
  pattern: '[1-5]\\d\\d',
  isInAddress: true,
}
/** The service lists its response types in the order of a hash table. */
const responseTypeOrder = [
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'MISSING_AUTHENTICATION_TOKEN',
  'BAD_REQUEST_BODY',
  'INVALID_SIGNATURE',
  'INVALID_API_KEY',
  'BAD_REQUEST_PARAMETERS',
  'AUTHORIZER_FAILURE',
  'UNAUTHORIZED',
  'INTEGRATION_TIMEOUT',
  'ACCESS_DENIED',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'WAF_FILTERED',
  'QUOTA_EXCEEDED',
  'THROTTLED',
  'API_CONFIGURATION_ERROR',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTEGRATION_FAILURE',
  'EXPIRED_TOKEN',
] as const satisfies readonly (typeof gatewayResponseTypes)[number][]
const responseType: Constraint = {
  path: ['responseType'],
  values: responseTypeOrder,
  isInAddress: true,
}
const documentationTypes = [
  'RESPONSE_BODY',
  'RESPONSE',
  'METHOD',
  'MODEL',
  'AUTHORIZER',
  'RESPONSE_HEADER',
  'RESOURCE',
  'PATH_PARAMETER',
  'REQUEST_BODY',
  'QUERY_PARAMETER',
  'API',
  'REQUEST_HEADER',
]
const putModes: Constraint = { path: ['mode'], values: ['merge', 'overwrite'], isInAddress: true }

const contentHandling: Constraint = {
  path: ['contentHandling'],
  values: ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'],
}
const cacheClusterSize: Constraint = { path: ['cacheClusterSize'], values: cacheClusterSizes }
const endpointConfiguration: readonly Constraint[] = [
  {
    path: ['endpointConfiguration', 'types'],
    values: ['PRIVATE', 'EDGE', 'REGIONAL'],
    isList: true,
  },
  { path: ['endpointConfiguration', 'ipAddressType'], values: ['ipv4', 'dualstack'] },
]

const constraints: Readonly<Record<string, readonly Constraint[]>> = {
  CreateRestApi: [
    ...required('name'),
    ...endpointConfiguration,
    { path: ['apiKeySource'], values: ['AUTHORIZER', 'HEADER'] },
  ],
  ImportRestApi: required('body'),
  PutRestApi: [...required('body'), putModes],
  ImportApiKeys: [
    ...required('body', 'format'),
    { path: ['format'], values: ['csv'], isInAddress: true },
  ],
  TagResource: required('resourceArn', 'tags'),
  UntagResource: required('resourceArn', 'tagKeys'),
  GetTags: required('resourceArn'),
  GetUsage: required('startDate', 'endDate'),
  ImportDocumentationParts: [...required('body'), putModes],
  CreateResource: required('pathPart'),
  PutMethod: required('authorizationType'),
  PutIntegration: [
    ...required('type'),
    { path: ['type'], values: ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] },
    { path: ['connectionType'], values: ['VPC_LINK', 'INTERNET'] },
    contentHandling,
    { path: ['responseTransferMode'], values: ['BUFFERED', 'STREAM'] },
  ],
  CreateModel: required('name', 'contentType'),
  CreateAuthorizer: [
    ...required('name', 'type'),
    { path: ['type'], values: ['REQUEST', 'COGNITO_USER_POOLS', 'TOKEN'] },
  ],
  CreateDeployment: [cacheClusterSize],
  CreateStage: [...required('stageName', 'deploymentId'), cacheClusterSize],
  CreateDocumentationPart: [
    ...required('location', 'location.type', 'properties'),
    { path: ['location', 'type'], values: documentationTypes },
  ],
  CreateDocumentationVersion: required('documentationVersion'),
  CreateUsagePlan: [
    ...required('name'),
    { path: ['quota', 'period'], values: ['DAY', 'WEEK', 'MONTH'] },
  ],
  CreateUsagePlanKey: required('keyId', 'keyType'),
  CreateVpcLink: required('name', 'targetArns'),
  CreateDomainName: [...required('domainName'), ...endpointConfiguration],
  CreateBasePathMapping: required('restApiId'),
  PutMethodResponse: [statusCode],
  GetMethodResponse: [statusCode],
  UpdateMethodResponse: [statusCode],
  DeleteMethodResponse: [statusCode],
  PutIntegrationResponse: [contentHandling, statusCode],
  GetIntegrationResponse: [statusCode],
  UpdateIntegrationResponse: [statusCode],
  DeleteIntegrationResponse: [statusCode],
  GetGatewayResponse: [responseType],
  PutGatewayResponse: [responseType, { path: ['statusCode'], pattern: '[1-5]\\d\\d' }],
  UpdateGatewayResponse: [responseType],
  DeleteGatewayResponse: [responseType],
}

/** The constraints on an operation's input; those on its patches come first. */
export function constraintsOf(operation: string): readonly Constraint[] {
  const others = own(constraints, operation) ?? []
  return operation.startsWith('Update') ? [patchOperations, ...others] : others
}
