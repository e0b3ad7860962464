import { own } from '../account.ts'
import { required } from '../constraints.ts'
import type { Constraint } from '../constraints.ts'

const integration: readonly Constraint[] = [
  {
    path: ['integrationType'],
    values: ['AWS', 'HTTP', 'MOCK', 'HTTP_PROXY', 'AWS_PROXY'],
  },
  { path: ['connectionType'], values: ['INTERNET', 'VPC_LINK'] },
  { path: ['contentHandlingStrategy'], values: ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] },
  { path: ['passthroughBehavior'], values: ['WHEN_NO_MATCH', 'NEVER', 'WHEN_NO_TEMPLATES'] },
  { path: ['payloadFormatVersion'], values: ['1.0', '2.0', ''] },
]
const integrationResponse: readonly Constraint[] = [
  { path: ['contentHandlingStrategy'], values: ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] },
]
const authorizer: readonly Constraint[] = [
  { path: ['authorizerType'], values: ['REQUEST', 'JWT'] },
  { path: ['authorizerPayloadFormatVersion'], values: ['1.0', '2.0', ''] },
]
const route: readonly Constraint[] = [
  { path: ['authorizationType'], values: ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT'] },
]
const stage: readonly Constraint[] = [
  { path: ['defaultRouteSettings', 'loggingLevel'], values: ['ERROR', 'INFO', 'OFF'] },
]
const ipAddressType: Constraint = { path: ['ipAddressType'], values: ['ipv4', 'dualstack'] }
const domainName: readonly Constraint[] = [
  {
    path: ['domainNameConfigurations', '*', 'endpointType'],
    values: ['REGIONAL', 'EDGE'],
  },
  {
    path: ['domainNameConfigurations', '*', 'ipAddressType'],
    values: ['ipv4', 'dualstack'],
  },
]

/** Source: API reference v2, the inputs of the operations. */
const constraints: { readonly [operation: string]: readonly Constraint[] } = {
  CreateApi: [
    ...required('name', 'protocolType'),
    { path: ['protocolType'], values: ['WEBSOCKET', 'HTTP'] },
    ipAddressType,
  ],
  UpdateApi: [ipAddressType],
  CreateRoute: [...required('routeKey'), ...route],
  UpdateRoute: route,
  CreateRouteResponse: required('routeResponseKey'),
  CreateIntegration: [...required('integrationType'), ...integration],
  UpdateIntegration: integration,
  CreateIntegrationResponse: [...required('integrationResponseKey'), ...integrationResponse],
  UpdateIntegrationResponse: integrationResponse,
  // the service also requires identitySource, yet accepts calls without it: recorded
  CreateAuthorizer: [...required('authorizerType', 'name'), ...authorizer],
  UpdateAuthorizer: authorizer,
  CreateStage: [...required('stageName'), ...stage],
  UpdateStage: stage,
  CreateModel: required('name', 'schema'),
  CreateApiMapping: required('apiId', 'stage'),
  UpdateApiMapping: required('apiId'),
  CreateDomainName: [...required('domainName'), ...domainName],
  UpdateDomainName: domainName,
  CreateVpcLink: required('name', 'subnetIds'),
  ImportApi: required('body'),
  ReimportApi: required('body'),
  ExportApi: [
    ...required('outputType', 'specification'),
    { path: ['outputType'], values: ['YAML', 'JSON'] },
  ],
  TagResource: required('resourceArn', 'tags'),
  UntagResource: required('resourceArn', 'tagKeys'),
  GetTags: required('resourceArn'),
}

/** The constraints on an operation's input. */
export function constraintsOf(operation: string): readonly Constraint[] {
  return own(constraints, operation) ?? []
}
